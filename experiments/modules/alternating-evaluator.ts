/** What a worker computes when a rule is trained for turns: minus the mean loss of one life of two alternating tasks. */
import { z } from 'zod';
import { integerAt } from '../../src/numerics/noise.ts';
import { STREAM } from '../../src/numerics/streams.ts';
import { loadWasmKernel } from '../../src/vsml/kernels/wasm/wasm.ts';
import {
  createLearner,
  isMetaLearner,
  learnerConfigurationSchema,
} from '../supervised/learner-configuration.ts';
import { SupervisedLifetime } from '../supervised/supervised-lifetime.ts';
import { AlternatingTasks } from './alternating-tasks.ts';

const count = z.int().min(1).max(10_000);
const specificationSchema = z.strictObject({
  learner: learnerConfigurationSchema,
  alternations: z
    .array(
      z.strictObject({ inputs: count, shared: z.int().min(0), classes: count, block: count, visits: count }),
    )
    .min(1),
});

/** Loaded by name in every worker: as many lifetimes as asked; the task's seed decides which alternation is lived. */
export async function createAlternatingEvaluator(
  specification: unknown,
): Promise<(parameters: Float32Array, taskSeed: number) => number> {
  const createKernel = await loadWasmKernel();
  const { learner: configuration, alternations } = specificationSchema.parse(specification);
  const lives = alternations.map((alternation) => {
    const stream = new AlternatingTasks(alternation);
    const learner = createLearner(configuration, stream, createKernel);
    if (!isMetaLearner(learner)) throw new TypeError('only a learner with parameters can be meta-trained');
    return { learner, stream, lifetime: new SupervisedLifetime(stream, learner) };
  });
  return (parameters, taskSeed) => {
    const { learner, stream, lifetime } = lives[integerAt(taskSeed, STREAM.settingChoice, lives.length)];
    learner.loadParameters(parameters);
    return -lifetime.live(taskSeed, stream.lifetimeSteps).loss;
  };
}
