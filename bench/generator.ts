/** Draws a second of the generator of gymnasium-js on one core: `node bench/generator.ts`. */
import { npRandom } from 'gymnasium-js';

const SEED = 1;
const DRAWS = 5_000_000;
const REPEATS = 3;

const [generator] = npRandom(SEED);
const draws: readonly (readonly [name: string, draw: () => number])[] = [
  ['random (doubles)', () => generator.random()],
  ['uniform', () => generator.uniform(-0.05, 0.05)],
  ['integers below 5', () => generator.integers(5)],
  ['integers below 2^40', () => generator.integers(2 ** 40)],
  ['standardNormal', () => generator.standardNormal()],
  ['standardExponential', () => generator.standardExponential()],
];

/** Millions of draws a second, the best of some repeats. */
function measure(draw: () => number): number {
  let best = 0;
  let sum = 0;
  for (let repeat = 0; repeat < REPEATS; repeat++) {
    const start = performance.now();
    for (let n = 0; n < DRAWS; n++) sum += draw();
    best = Math.max(best, DRAWS / (performance.now() - start) / 1000);
  }
  // The sum is used, so that no draw can be left out.
  return Number.isFinite(sum) ? best : Number.NaN;
}

for (const [name, draw] of draws)
  console.log(`${name.padEnd(22)}${measure(draw).toFixed(1)} million a second`);
