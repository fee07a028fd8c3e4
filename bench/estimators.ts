/** Gradient estimators held to problems whose gradient is known: `npm run bench:estimators`. Same figures everywhere. */
import Table from 'cli-table3';
import { backpropagationDraw, evolutionDraw } from './estimators/chaos.ts';
import { type Estimate, estimate, largestDeviation } from './estimators/estimate.ts';
import { deviationCase, quadraticCases } from './estimators/quadratic.ts';
import { truncatedDraw, unrolledDraw, unrolledTruth } from './estimators/unrolled.ts';

const DRAWS = 100_000;

function vector(values: readonly number[]): string {
  return values.map((value) => value.toFixed(3)).join(' ');
}

function truthRow(name: string, truth: readonly number[], measured: Estimate): string[] {
  const deviation = largestDeviation(measured, truth);
  return [
    name,
    vector(truth),
    vector(measured.mean),
    vector(measured.standardError),
    deviation.toFixed(1),
    deviation < 4 ? 'agrees' : 'BIASED',
  ];
}

const head = ['estimator', 'true gradient', 'mean of estimates', 'standard error', 'errors off', ''];

console.log(`A quadratic in 3 dimensions, one pair a draw, ${DRAWS.toLocaleString('en')} draws`);
const quadratic = new Table({ head, style: { head: [], border: [] } });
for (const { name, truth, draw } of [...quadraticCases, deviationCase]) {
  quadratic.push(truthRow(name, truth, estimate(DRAWS, draw)));
}
console.log(quadratic.toString());

const windows = 16;
console.log(`\nA linear system over ${windows} windows, one pair and window a draw`);
const unrolled = new Table({ head, style: { head: [], border: [] } });
const truth = unrolledTruth(windows);
const estimators = [
  ['full episodes, NRES', (seed: number) => unrolledDraw(seed, windows, windows)],
  ['noise reused 4 windows', (seed: number) => unrolledDraw(seed, windows, 4)],
  ['PES', (seed: number) => unrolledDraw(seed, windows, 1)],
  ['truncated ES', (seed: number) => truncatedDraw(seed, windows)],
] as const;
for (const [name, draw] of estimators) unrolled.push(truthRow(name, truth, estimate(DRAWS, draw)));
console.log(unrolled.toString());

console.log('\nVariance of one draw by the number of windows, same system');
const byWindows = new Table({
  head: ['windows', 'PES', 'NRES', 'truncated ES (biased)'],
  style: { head: [], border: [] },
});
for (const count of [4, 16, 64, 256]) {
  const draws = DRAWS / 4;
  byWindows.push([
    count,
    estimate(draws, (seed) => unrolledDraw(seed, count, 1)).variance.toPrecision(3),
    estimate(draws, (seed) => unrolledDraw(seed, count, count)).variance.toPrecision(3),
    estimate(draws, (seed) => truncatedDraw(seed, count)).variance.toPrecision(3),
  ]);
}
console.log(byWindows.toString());

console.log('\nVariance of one draw by the length of an episode of a chaotic system (logistic map, r = 3.7)');
const byLength = new Table({
  head: ['steps', 'backpropagation', 'evolution strategy'],
  style: { head: [], border: [] },
});
for (const steps of [5, 20, 80, 320]) {
  byLength.push([
    steps,
    estimate(DRAWS / 4, (seed) => backpropagationDraw(seed, steps)).variance.toPrecision(3),
    estimate(DRAWS / 4, (seed) => evolutionDraw(seed, steps)).variance.toPrecision(3),
  ]);
}
console.log(byLength.toString());
