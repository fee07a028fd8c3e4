/**
 * The binary exponent of a float64 and exact scaling by powers of two (IEEE 754-2008, section 3.4).
 * Multiplying by a power of two rounds nothing unless the result is subnormal, so `exp` and `log` lean on it.
 */

/** Exponent of the smallest subnormal, 2^-1074. */
const MINIMUM_EXPONENT = -1074;
const MAXIMUM_EXPONENT = 1023;
const POWERS_OF_TWO = fillPowersOfTwo(new Float64Array(MAXIMUM_EXPONENT - MINIMUM_EXPONENT + 1));
const bits = new DataView(new ArrayBuffer(8));

function fillPowersOfTwo(powers: Float64Array): Float64Array {
  let power = 1;
  for (let exponent = 0; exponent <= MAXIMUM_EXPONENT; exponent++, power *= 2) {
    powers[exponent - MINIMUM_EXPONENT] = power;
  }
  power = 1;
  for (let exponent = 0; exponent >= MINIMUM_EXPONENT; exponent--, power *= 0.5) {
    powers[exponent - MINIMUM_EXPONENT] = power;
  }
  return powers;
}

/** `2^exponent`, exactly, for an integer exponent from -1074 to 1023. */
export function powerOfTwo(exponent: number): number {
  return POWERS_OF_TWO[exponent - MINIMUM_EXPONENT];
}

/** `floor(log2(|x|))` of a normal float64 `x`: read from its bits, so exact. */
export function binaryExponent(x: number): number {
  bits.setFloat64(0, x);
  return ((bits.getUint32(0) >>> 20) & 0x7ff) - 1023;
}
