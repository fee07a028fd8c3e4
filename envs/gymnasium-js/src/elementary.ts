/**
 * Elementary functions from + - x / and sqrt alone: the same bits on every engine, nearly always those nearest to
 * the true value.
 */
export { atan2 } from './elementary/arctangent.ts';
export { exp, tanh } from './elementary/exponential.ts';
export { log, log1p } from './elementary/logarithm.ts';
export { pow } from './elementary/power.ts';
export { cos, sin } from './elementary/trigonometric.ts';
