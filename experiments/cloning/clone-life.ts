/** Whole lives: a clone, and real gradient descent from the same weights on the same images, each by its own errors. */
import { setImmediate } from 'node:timers/promises';
import { z } from 'zod';
import { createBaseline } from '../../agents/baselines/supervised/registry.ts';
import type { Learner } from '../../agents/learner.ts';
import { createStream } from '../../envs/streams/registry.ts';
import { mean } from '../../src/numerics/statistics.ts';
import { heldOutTaskSeeds } from '../../src/training/task-distribution.ts';
import type { KernelFactory } from '../../src/vsml/kernel.ts';
import type { Rule } from '../../src/vsml/rule.ts';
import type { CaseContext } from '../harness/experiment.ts';
import { emptyCurve, SupervisedLifetime } from '../supervised/supervised-lifetime.ts';
import type { CloningCase } from './cases.ts';
import { type LearnerName, learners, lifeSteps, type NetworkName, networks, sets } from './cases.ts';
import { LEARNING_RATE } from './clone-weights.ts';
import { ClonedLearner } from './cloned-learner.ts';
import { SgdNetwork } from './sgd-network.ts';

export const lifeSchema = z.strictObject({
  set: z.enum(sets),
  learner: z.enum(learners),
  /** Share of right answers, of all and of the last quarter. */
  accuracy: z.number(),
  lateAccuracy: z.number(),
  loss: z.number(),
  /** `[points]` share of right answers in consecutive windows. */
  curve: z.array(z.number()),
});

export type Life = z.infer<typeof lifeSchema>;

const CURVE_POINTS = 40;

/** Means of windows of equal length. */
function windowMeans(values: Float64Array, points: number): number[] {
  const border = (point: number) => Math.floor((point * values.length) / points);
  return Array.from({ length: points }, (_, point) =>
    mean(values.subarray(border(point), border(point + 1))),
  );
}

function createLearner(
  name: LearnerName,
  rule: Rule,
  network: NetworkName,
  [inputSize, outputSize]: readonly [number, number],
  createKernel: KernelFactory,
): Learner {
  const { hiddenLayers } = networks[network];
  const sizes = [inputSize, ...hiddenLayers, outputSize];
  if (name === 'clone') return new ClonedLearner(rule, sizes, createKernel);
  if (name === 'sgd') return new SgdNetwork(sizes);
  const hidden = hiddenLayers.length === 0 ? { layers: 1 } : { layers: 2, hiddenSize: hiddenLayers[0] };
  return createBaseline('sgd', {
    inputSize,
    outputSize,
    options: { learningRate: LEARNING_RATE, ...hidden },
  });
}

/**
 * Lives of every learner on the test split of every set.
 * @throws the signal's reason when stopped, and DataError without the images
 */
export async function lives(
  { scale, seed }: CloningCase,
  network: NetworkName,
  rule: Rule,
  createKernel: KernelFactory,
  { signal, onProgress }: Pick<CaseContext, 'signal' | 'onProgress'>,
): Promise<Life[]> {
  const [lifeSeed] = heldOutTaskSeeds(seed, 1);
  const steps = lifeSteps[scale];
  const done: Life[] = [];
  for (const set of sets) {
    const stream = createStream('Images-v0', { set, split: 'test' });
    for (const learner of learners) {
      // Whoever wants to stop the work is heard between lives.
      await setImmediate();
      signal?.throwIfAborted();
      const size = [stream.inputSize, stream.outputSize] as const;
      const own = createLearner(learner, rule, network, size, createKernel);
      const curve = emptyCurve(steps);
      const { accuracy, loss } = new SupervisedLifetime(stream, own).live(lifeSeed, steps, curve);
      const lateAccuracy = mean(curve.correct.subarray(Math.floor((3 * steps) / 4)));
      const windows = windowMeans(curve.correct, Math.min(CURVE_POINTS, steps));
      done.push({ set, learner, accuracy, lateAccuracy, loss, curve: windows });
      onProgress(done.length / (sets.length * learners.length));
    }
  }
  return done;
}
