/**
 * What the error does to a network: one example is told with its error made smaller or larger, and the change of the
 * effective map is compared with that of no error at all. A step down a gradient is as large as the error; an
 * association is made whole or not at all.
 */
import type { VsmlLearner } from '../../agents/vsml/vsml-learner.ts';
import { score } from '../../envs/streams/score.ts';
import type { Stream } from '../../envs/streams/stream.ts';
import { lifetimePartSeed } from '../../src/numerics/lifetime-seed.ts';
import { mean } from '../../src/numerics/statistics.ts';
import { probeOf, snapshotOf } from '../supervised/probe.ts';
import { cosine, dot, effectiveMap, outerProduct } from './effective-map.ts';

/** Means over lifetimes at one moment of life. */
export interface DoseResponse {
  /** Examples met before. */
  readonly moment: number;
  /** Cosine of the change that the true error makes, beyond that of no error, with the step of SGD. */
  readonly gradient: number;
  /** For each dose, how far along the step of SGD the change goes, in steps of learning rate 1. */
  readonly steps: number[];
}

/** The change of the effective map by one example told with its error times `dose`; the network is put back. */
function changeBy(
  learner: VsmlLearner,
  input: Float32Array,
  error: Float32Array,
  target: Float32Array,
  dose: number,
): Float64Array {
  const snapshot = snapshotOf(learner);
  const map = () => effectiveMap(probeOf(learner), learner.inputSize, learner.outputSize);
  const before = map();
  snapshot.take();
  learner.predict(input, new Float32Array(learner.outputSize));
  learner.learn(
    error.map((value) => dose * value),
    target,
  );
  const after = map();
  snapshot.restore();
  return after.map((value, n) => value - before[n]);
}

/** Lives a lifetime for each seed; each example at `moments` (in rising order) is first tried at every dose. */
export function doseResponses(
  stream: Stream,
  learner: VsmlLearner,
  moments: readonly number[],
  doses: readonly number[],
  seeds: readonly number[],
): DoseResponse[] {
  const prediction = new Float32Array(stream.outputSize);
  const error = new Float32Array(stream.outputSize);
  const probe = probeOf(learner);
  const rows: DoseResponse[] = [];
  for (const seed of seeds) {
    stream.reset(lifetimePartSeed(seed, 'world'));
    learner.reset(lifetimePartSeed(seed, 'society'));
    for (let step = 0; step <= moments[moments.length - 1]; step++) {
      const { input, target } = stream;
      if (moments.includes(step)) {
        probe(input, prediction);
        score(stream.kind, prediction, target, error);
        const negative = error.map((value) => -value);
        const gradient = outerProduct(input, negative);
        const none = changeBy(learner, input, error, target, 0);
        const caused = (dose: number) =>
          changeBy(learner, input, error, target, dose).map((value, n) => value - none[n]);
        rows.push({
          moment: step,
          gradient: cosine(caused(1), gradient),
          steps: doses.map((dose) => dot(caused(dose), gradient) / dot(gradient, gradient)),
        });
      }
      learner.predict(input, prediction);
      score(stream.kind, prediction, target, error);
      learner.learn(error, target);
      stream.next();
    }
  }
  return moments.map((moment) => {
    const own = rows.filter((row) => row.moment === moment);
    return {
      moment,
      gradient: mean(own.map(({ gradient }) => gradient)),
      steps: doses.map((_, index) => mean(own.map(({ steps }) => steps[index]))),
    };
  });
}
