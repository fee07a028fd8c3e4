/**
 * Measures the error of every float64 elementary function against 256-bit arithmetic and holds it to its
 * bound.
 */
import { describe, expect, it } from 'vitest';
import { exp } from '../../../src/numerics/exponential.ts';
import { sigmoid, tanh } from '../../../src/numerics/hyperbolic.ts';
import { log } from '../../../src/numerics/logarithm.ts';
import { uniformAt } from '../../../src/numerics/noise.ts';
import { STREAM } from '../../../src/numerics/streams.ts';
import { cos, sin } from '../../../src/numerics/trigonometric.ts';
import {
  type Exact,
  errorInUlps,
  exactCosine,
  exactExponential,
  exactLogarithm,
  exactSigmoid,
  exactSine,
  exactTanh,
} from './high-precision.ts';

const SAMPLES = 1200;

interface Case {
  readonly name: string;
  readonly ours: (x: number) => number;
  readonly truth: (x: number) => Exact;
  readonly bound: number;
  /** Maps a uniform draw to an argument. */
  readonly argument: (unit: number) => number;
}

const between = (low: number, high: number) => (unit: number) => low + (high - low) * unit;
const powerBetween = (low: number, high: number) => (unit: number) => 2 ** (low + (high - low) * unit);
/** float64 neighbours of multiples of pi/2, where the reduction cancels most. */
const nearQuarterTurn = (unit: number) => Math.floor(unit * 667544) * (Math.PI / 2);

const CASES: readonly Case[] = [
  { name: 'exp near zero', ours: exp, truth: exactExponential, bound: 0.85, argument: between(-2, 2) },
  { name: 'exp', ours: exp, truth: exactExponential, bound: 0.85, argument: between(-708, 709.7) },
  { name: 'exp, subnormal', ours: exp, truth: exactExponential, bound: 1.3, argument: between(-745.1, -708) },
  { name: 'log near one', ours: log, truth: exactLogarithm, bound: 0.85, argument: between(0.4, 2.5) },
  { name: 'log', ours: log, truth: exactLogarithm, bound: 0.85, argument: powerBetween(-1074, 1023.9) },
  { name: 'sin', ours: sin, truth: exactSine, bound: 0.85, argument: between(-8, 8) },
  { name: 'sin, far', ours: sin, truth: exactSine, bound: 0.85, argument: between(-1048576, 1048576) },
  { name: 'sin, small', ours: sin, truth: exactSine, bound: 0.85, argument: powerBetween(-60, 0) },
  { name: 'sin near its zeros', ours: sin, truth: exactSine, bound: 0.85, argument: nearQuarterTurn },
  { name: 'cos', ours: cos, truth: exactCosine, bound: 0.85, argument: between(-8, 8) },
  { name: 'cos, far', ours: cos, truth: exactCosine, bound: 0.85, argument: between(-1048576, 1048576) },
  { name: 'cos near its zeros', ours: cos, truth: exactCosine, bound: 0.85, argument: nearQuarterTurn },
  { name: 'tanh', ours: tanh, truth: exactTanh, bound: 1.5, argument: between(-2, 2) },
  { name: 'tanh, wide', ours: tanh, truth: exactTanh, bound: 1.5, argument: between(-25, 25) },
  { name: 'tanh, small', ours: tanh, truth: exactTanh, bound: 1.5, argument: powerBetween(-60, 0) },
  { name: 'sigmoid', ours: sigmoid, truth: exactSigmoid, bound: 1.7, argument: between(-4, 4) },
  { name: 'sigmoid, wide', ours: sigmoid, truth: exactSigmoid, bound: 1.7, argument: between(-745, 40) },
];

describe('float64 elementary functions', () => {
  it.each(CASES)('$name stays within $bound ulp', ({ name, ours, truth, bound, argument }) => {
    let worst = 0;
    let where = 0;
    for (let n = 0; n < SAMPLES; n++) {
      const x = argument(uniformAt(n, STREAM.test, name.length));
      const error = errorInUlps(ours(x), truth(x));
      if (!(error <= worst)) {
        worst = error;
        where = x;
      }
    }
    expect(worst, `${name}(${where})`).toBeLessThanOrEqual(bound);
    // A reference that always agreed with itself would prove nothing: random roundings come near half an ulp.
    expect(worst).toBeGreaterThan(0.4);
  });

  it('keeps to the bounds beside every change of formula', () => {
    for (const edge of [0.55, 1.1, 19.1, 22, Math.LN2 / 2, Math.SQRT2, Math.SQRT1_2, Math.PI / 4]) {
      for (const step of [-2, -1, 0, 1, 2]) {
        const x = edge * (1 + step * 2 ** -52);
        expect(errorInUlps(exp(x), exactExponential(x))).toBeLessThan(1);
        expect(errorInUlps(log(x), exactLogarithm(x))).toBeLessThan(1);
        expect(errorInUlps(sin(x), exactSine(x))).toBeLessThan(1);
        expect(errorInUlps(cos(x), exactCosine(x))).toBeLessThan(1);
        expect(errorInUlps(tanh(x), exactTanh(x))).toBeLessThan(2);
        expect(errorInUlps(sigmoid(-x), exactSigmoid(-x))).toBeLessThan(2);
      }
    }
  });

  it('reads no transcendental function of the engine', async () => {
    const { readFileSync } = await import('node:fs');
    for (const file of [
      'exponential',
      'logarithm',
      'trigonometric',
      'hyperbolic',
      'softmax',
      'statistics',
      'noise',
    ]) {
      const source = readFileSync(new URL(`../../../src/numerics/${file}.ts`, import.meta.url), 'utf8');
      const used = new Set(source.match(/Math\.\w+/g) ?? []);
      for (const name of ['Math.floor', 'Math.sqrt', 'Math.abs']) used.delete(name);
      expect([...used], file).toEqual([]);
    }
  });
});
