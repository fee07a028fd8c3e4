/** In which direction one example changes what a learner has learned, at several moments of a life. */
import type { Learner } from '../../agents/learner.ts';
import { score } from '../../envs/streams/score.ts';
import type { Stream } from '../../envs/streams/stream.ts';
import { lifetimePartSeed } from '../../src/numerics/lifetime-seed.ts';
import { mean } from '../../src/numerics/statistics.ts';
import { probeOf } from '../supervised/probe.ts';
import { cosine, effectiveMap, norm, outerProduct } from './effective-map.ts';

/** Mean cosines of the change of the effective map with each direction, over lifetimes. */
export interface Direction {
  /** Examples met before. */
  readonly moment: number;
  /** With the step that SGD would take at this point, by the learner's own error. */
  readonly gradient: number;
  /** With input times label, whatever was answered. */
  readonly hebbian: number;
  /** With a shrinking of all that was there. */
  readonly forgetting: number;
}

export interface Changes {
  readonly directions: Direction[];
  /**
   * Correlation of the size of the change with that of the gradient, over all lifetimes and all moments but the
   * first: 1 for SGD; 0 where a change does not depend on how wrong the answer was.
   */
  readonly followsError: number;
}

/** Lives a lifetime for each seed and looks at the examples `moments`, in rising order. */
export function changesOf(
  stream: Stream,
  learner: Learner,
  moments: readonly number[],
  seeds: readonly number[],
): Changes {
  const { inputSize, outputSize } = stream;
  const probe = probeOf(learner);
  const prediction = new Float32Array(outputSize);
  const error = new Float32Array(outputSize);
  const rows: Direction[] = [];
  const sizes: { readonly change: number; readonly gradient: number }[] = [];
  for (const seed of seeds) {
    stream.reset(lifetimePartSeed(seed, 'world'));
    learner.reset(lifetimePartSeed(seed, 'society'));
    for (let step = 0; step <= moments[moments.length - 1]; step++) {
      const looked = moments.includes(step);
      const before = looked ? effectiveMap(probe, inputSize, outputSize) : undefined;
      learner.predict(stream.input, prediction);
      score(stream.kind, prediction, stream.target, error);
      learner.learn(error, stream.target);
      if (before) {
        const after = effectiveMap(probe, inputSize, outputSize);
        const change = after.map((value, n) => value - before[n]);
        const { input, target } = stream;
        const gradient = outerProduct(
          input,
          error.map((value) => -value),
        );
        const hebbian = outerProduct(
          input,
          target.map((value) => value - 1 / outputSize),
        );
        const forgetting = before.map((value) => -value);
        rows.push({
          moment: step,
          gradient: cosine(change, gradient),
          hebbian: cosine(change, hebbian),
          forgetting: cosine(change, forgetting),
        });
        if (step > 0) sizes.push({ change: norm(change), gradient: norm(gradient) });
      }
      stream.next();
    }
  }
  const directions = moments.map((moment) => {
    const own = rows.filter((row) => row.moment === moment);
    return {
      moment,
      gradient: mean(own.map(({ gradient }) => gradient)),
      hebbian: mean(own.map(({ hebbian }) => hebbian)),
      forgetting: mean(own.map(({ forgetting }) => forgetting)),
    };
  });
  return { directions, followsError: correlation(sizes) };
}

/** Pearson's correlation; 0 where one side does not vary. */
function correlation(sizes: readonly { readonly change: number; readonly gradient: number }[]): number {
  const [change, gradient] = [mean(sizes.map((s) => s.change)), mean(sizes.map((s) => s.gradient))];
  return cosine(
    Float64Array.from(sizes, (s) => s.change - change),
    Float64Array.from(sizes, (s) => s.gradient - gradient),
  );
}
