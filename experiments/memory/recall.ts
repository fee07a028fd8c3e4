/** How many random pairs a learner keeps: it meets them all a few times, and is then asked for each. */
import type { Learner } from '../../agents/learner.ts';
import { score } from '../../envs/streams/score.ts';
import { lifetimePartSeed } from '../../src/numerics/lifetime-seed.ts';
import { log } from '../../src/numerics/logarithm.ts';
import { examine } from '../supervised/examination.ts';
import { probeOf } from '../supervised/probe.ts';
import type { RandomPairs } from '../supervised/random-pairs.ts';

/** Lives through `rounds` rounds from birth on; the stream stands at the beginning of another round then. */
export function study(stream: RandomPairs, learner: Learner, rounds: number, seed: number): void {
  const prediction = new Float32Array(stream.outputSize);
  const error = new Float32Array(stream.outputSize);
  stream.reset(lifetimePartSeed(seed, 'world'));
  learner.reset(lifetimePartSeed(seed, 'society'));
  for (let step = 0; step < rounds * stream.lifetimeSteps; step++) {
    learner.predict(stream.input, prediction);
    score(stream.kind, prediction, stream.target, error);
    learner.learn(error, stream.target);
    stream.next();
  }
}

/** Share of the pairs that are known after `rounds` rounds, a mean over lifetimes. */
export function recall(
  stream: RandomPairs,
  learner: Learner,
  rounds: number,
  seeds: readonly number[],
): number {
  const probe = probeOf(learner);
  let sum = 0;
  for (const seed of seeds) {
    study(stream, learner, rounds, seed);
    sum += examine(probe, stream, stream.lifetimeSteps);
  }
  return sum / seeds.length;
}

/**
 * The number of pairs at which recall first falls below a level, between two counts by interpolation over the
 * logarithm of the count; the smallest or the largest count where recall is below or above it everywhere.
 * @param counts in rising order
 * @param recalled recall at each count
 */
export function capacity(counts: readonly number[], recalled: readonly number[], level: number): number {
  const below = recalled.findIndex((share) => share < level);
  if (below < 0) return counts[counts.length - 1];
  if (below === 0) return counts[0];
  const [above, under] = [recalled[below - 1], recalled[below]];
  const part = (above - level) / (above - under);
  return counts[below - 1] * (counts[below] / counts[below - 1]) ** part;
}

/** The exponent of a power law `capacity ~ size^exponent`, by least squares over logarithms. */
export function growthExponent(sizes: readonly number[], capacities: readonly number[]): number {
  const x = sizes.map(log);
  const y = capacities.map(log);
  const centre = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;
  const [meanX, meanY] = [centre(x), centre(y)];
  let [along, square] = [0, 0];
  for (let n = 0; n < x.length; n++) {
    along += (x[n] - meanX) * (y[n] - meanY);
    square += (x[n] - meanX) ** 2;
  }
  return along / square;
}
