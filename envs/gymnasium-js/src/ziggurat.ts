/**
 * Standard normal and exponential draws by the ziggurat (Marsaglia & Tsang 2000, "The ziggurat method for
 * generating random variables"), bit for bit NumPy's: 256 layers of equal area, most draws decided by one
 * comparison of integers. The tables are rebuilt from the recipe, in the arithmetic that NumPy's were made in.
 */
import { add, type DoubleDouble, divide, exactly, multiply, negate } from './elementary/double-double.ts';
import { exp, expDoubleDouble } from './elementary/exponential.ts';
import { log1pOfC } from './elementary/log1p-of-c.ts';
import { log, logOf } from './elementary/logarithm.ts';
import type { Pcg64 } from './pcg64.ts';

const LAYERS = 256;
const LAST = LAYERS - 1;

/** What a layer is to its draws. */
interface Layers {
  /** Integers below lie under the curve for certain. */
  readonly sure: Float64Array;
  /** From integers to abscissas. */
  readonly width: Float64Array;
  /** The density at the edge of the layer, relative to its top. */
  readonly density: Float64Array;
}

function emptyLayers(): Layers {
  const tables = {
    sure: new Float64Array(LAYERS),
    width: new Float64Array(LAYERS),
    density: new Float64Array(LAYERS),
  };
  tables.density[0] = 1;
  return tables;
}

const TWO_52 = 0x10000000000000;
const TWO_53 = 0x20000000000000;
/** Where the tail of the normal begins, and the area of a layer. */
const NORMAL_EDGE = 3.654152885361009;
const NORMAL_EDGE_INVERSE = 0.27366123732975828;
const NORMAL_AREA = 0.004928673233974652;
/** The one density that NumPy's table has an ulp above the true value. */
const MISROUNDED = 38;
const MISROUNDED_BY = 1.1102230246251565e-16;
/** The same for the exponential, to 106 bits. */
const EXPONENTIAL_EDGE: DoubleDouble = { high: 7.69711747013105, low: -3.6248703662405964e-16 };
const EXPONENTIAL_AREA: DoubleDouble = { high: 0.003949659822581557, low: 2.0147157867286268e-19 };

/** To the nearest integer, ties to even, for 0 <= x < 2^52. */
function rounded(x: number): number {
  return x + TWO_52 - TWO_52;
}

/** The table of the normal, made in float64: each layer's edge from the one outside it. */
function makeNormalLayers(): Layers {
  const { sure, width, density } = emptyLayers();
  let edge = NORMAL_EDGE;
  density[LAST] = exp(-0.5 * edge * edge);
  width[LAST] = edge / TWO_52;
  width[0] = NORMAL_AREA / density[LAST] / TWO_52;
  sure[0] = rounded(((edge * density[LAST]) / NORMAL_AREA) * TWO_52);
  for (let n = LAST - 1; n > 0; n--) {
    const inner = Math.sqrt(-2 * log(NORMAL_AREA / edge + density[n + 1]));
    sure[n + 1] = rounded((inner / edge) * TWO_52);
    width[n] = inner / TWO_52;
    density[n] = exp(-0.5 * inner * inner);
    if (n === MISROUNDED) density[n] += MISROUNDED_BY;
    edge = inner;
  }
  return { sure, width, density };
}

/** Twice the whole part of `ratio * 2^52`. */
function evenInteger(ratio: DoubleDouble): number {
  const whole = Math.floor(ratio.high * TWO_52);
  return 2 * (whole === ratio.high * TWO_52 && ratio.low < 0 ? whole - 1 : whole);
}

/** The table of the exponential, made with more bits than it keeps. */
function makeExponentialLayers(): Layers {
  const { sure, width, density } = emptyLayers();
  let edge = EXPONENTIAL_EDGE;
  let height = expDoubleDouble(negate(edge));
  density[LAST] = height.high;
  width[LAST] = edge.high / TWO_53;
  width[0] = divide(EXPONENTIAL_AREA, height).high / TWO_53;
  sure[0] = evenInteger(divide(multiply(edge, height), EXPONENTIAL_AREA));
  for (let n = LAST - 1; n > 0; n--) {
    height = add(height, divide(EXPONENTIAL_AREA, edge));
    const inner = negate(logOf(add(height, exactly(-1))));
    sure[n + 1] = evenInteger(divide(inner, edge));
    width[n] = inner.high / TWO_53;
    density[n] = height.high;
    edge = inner;
  }
  return { sure, width, density };
}

let normalLayers: Layers | null = null;
let exponentialLayers: Layers | null = null;

/** The tables, for tests of them. */
export function zigguratLayers(): { normal: Layers; exponential: Layers } {
  normalLayers ??= makeNormalLayers();
  exponentialLayers ??= makeExponentialLayers();
  return { normal: normalLayers, exponential: exponentialLayers };
}

/** Uniform on [0, 1) with 53 bits. */
export function uniform53(bits: Pcg64): number {
  bits.next();
  return (bits.high * 0x200000 + (bits.low >>> 11)) / TWO_53;
}

/** Normal with mean 0 and variance 1. */
export function standardNormal(bits: Pcg64): number {
  normalLayers ??= makeNormalLayers();
  const { sure, width, density } = normalLayers;
  for (;;) {
    bits.next();
    const { high, low } = bits;
    const layer = low & 0xff;
    // 52 bits above the layer's and the sign's.
    const integer = (high & 0x1fffffff) * 0x800000 + (low >>> 9);
    const size = integer * width[layer];
    const x = (low & 0x100) === 0 ? size : -size;
    if (integer < sure[layer]) return x;
    if (layer === 0) return normalTail(bits, (low & 0x20000) !== 0);
    const height = (density[layer - 1] - density[layer]) * uniform53(bits) + density[layer];
    if (height < exp(-0.5 * x * x)) return x;
  }
}

/** Beyond the edge: Marsaglia 1964, "Generating a variable from the tail of the normal distribution". */
function normalTail(bits: Pcg64, negative: boolean): number {
  for (;;) {
    const x = -NORMAL_EDGE_INVERSE * log1pOfC(-uniform53(bits));
    const y = -log1pOfC(-uniform53(bits));
    if (y + y > x * x) return negative ? -(NORMAL_EDGE + x) : NORMAL_EDGE + x;
  }
}

/** Exponential with mean 1. */
export function standardExponential(bits: Pcg64): number {
  exponentialLayers ??= makeExponentialLayers();
  const { sure, width, density } = exponentialLayers;
  for (;;) {
    bits.next();
    const { high, low } = bits;
    const layer = (low >>> 3) & 0xff;
    const integer = high * 0x200000 + (low >>> 11);
    const x = integer * width[layer];
    if (integer < sure[layer]) return x;
    if (layer === 0) return EXPONENTIAL_EDGE.high - log1pOfC(-uniform53(bits));
    const height = (density[layer - 1] - density[layer]) * uniform53(bits) + density[layer];
    if (height < exp(-x)) return x;
  }
}
