/** The version of everything that decides bits: noise, elementary functions, orders of summation, the tick. */

/** Stands in every rule file and run; it changes whenever the same seed would give other bits. */
export const NUMERICS_VERSION = 1;
