/** How well a learner does the first time that it meets an example, the second time, and so on. */
import type { Learner } from '../../agents/learner.ts';
import { isCorrect, score } from '../../envs/streams/score.ts';
import { exp } from '../../src/numerics/exponential.ts';
import { lifetimePartSeed } from '../../src/numerics/lifetime-seed.ts';
import type { RandomPairs } from '../supervised/random-pairs.ts';

/** Means over the examples of a round and over lifetimes. */
export interface Meeting {
  /** Share of right answers. */
  readonly accuracy: number;
  /** Probability given to the right class. */
  readonly probability: number;
}

/** Lives short lifetimes of `rounds` rounds, one for each seed. @returns one meeting a round */
export function meetAgain(
  stream: RandomPairs,
  learner: Learner,
  rounds: number,
  seeds: readonly number[],
): Meeting[] {
  const prediction = new Float32Array(stream.outputSize);
  const error = new Float32Array(stream.outputSize);
  const pairs = stream.lifetimeSteps;
  const correct = new Float64Array(rounds);
  const probability = new Float64Array(rounds);
  for (const seed of seeds) {
    stream.reset(lifetimePartSeed(seed, 'world'));
    learner.reset(lifetimePartSeed(seed, 'society'));
    for (let step = 0; step < rounds * pairs; step++) {
      const round = Math.floor(step / pairs);
      learner.predict(stream.input, prediction);
      probability[round] += exp(-score(stream.kind, prediction, stream.target, error));
      if (isCorrect(prediction, stream.target)) correct[round] += 1;
      learner.learn(error, stream.target);
      stream.next();
    }
  }
  const answers = pairs * seeds.length;
  return Array.from({ length: rounds }, (_, round) => ({
    accuracy: correct[round] / answers,
    probability: probability[round] / answers,
  }));
}
