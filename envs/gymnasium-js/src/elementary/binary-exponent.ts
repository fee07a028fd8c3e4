/** Float64 as exponent and significand (IEEE 754-2019, section 3.4). */

const value = new Float64Array(1);
const words = new Uint32Array(value.buffer);
/** Which word holds the exponent depends on the byte order of the machine. */
const UPPER = new Uint8Array(Uint16Array.of(1).buffer)[0] === 1 ? 1 : 0;

/** 2^exponent, for exponents from -1022 to 1023. */
export function powerOfTwo(exponent: number): number {
  words[1 - UPPER] = 0;
  words[UPPER] = (exponent + 1023) << 20;
  return value[0];
}

/** floor(log2 |x|) of a finite number that is not zero. */
export function exponentOf(x: number): number {
  value[0] = x;
  const biased = (words[UPPER] >>> 20) & 0x7ff;
  if (biased > 0) return biased - 1023;
  // A subnormal: made normal first.
  value[0] = x * 0x40000000000000;
  return ((words[UPPER] >>> 20) & 0x7ff) - 1023 - 54;
}

/** x * 2^exponent, rounded once at most. */
export function scaleByPowerOfTwo(x: number, exponent: number): number {
  let rest = exponent;
  let scaled = x;
  for (; rest > 1023; rest -= 1023) scaled *= powerOfTwo(1023);
  // Steps that leave the number normal first: only the last may round.
  for (; rest < -1022; rest += 969) scaled *= powerOfTwo(-969);
  return scaled * powerOfTwo(rest);
}
