/**
 * What a worker computes when a rule is trained for a rough life: minus the mean loss of one lifetime, in one of
 * several settings and under one of several disturbances, both decided by the task's seed.
 */
import { z } from 'zod';
import { createStream } from '../../envs/streams/registry.ts';
import { integerAt } from '../../src/numerics/noise.ts';
import { STREAM } from '../../src/numerics/streams.ts';
import { loadWasmKernel } from '../../src/vsml/kernels/wasm/wasm.ts';
import { SupervisedLifetime } from '../supervised/supervised-lifetime.ts';
import { supervisedSettingSchema } from '../supervised/supervised-setting.ts';
import { disturbanceSchema } from './disturbance.ts';
import { DisturbedLearner } from './disturbed-learner.ts';

const specificationSchema = z.strictObject({
  settings: z.array(supervisedSettingSchema).min(1),
  disturbances: z.array(disturbanceSchema).min(1),
});

/** Loaded by name in every worker: as many lifetimes as asked. */
export async function createDisturbedEvaluator(
  specification: unknown,
): Promise<(parameters: Float32Array, taskSeed: number) => number> {
  const createKernel = await loadWasmKernel();
  const { settings, disturbances } = specificationSchema.parse(specification);
  const lives = settings.map(({ stream: id, streamOptions, learner, steps }) => {
    if (learner.kind !== 'vsml') throw new TypeError('only VSML networks can be disturbed');
    const stream = createStream(id, streamOptions);
    return disturbances.map((disturbance) => {
      const disturbed = new DisturbedLearner(learner, stream, disturbance, createKernel);
      const lifetime = new SupervisedLifetime(stream, disturbed);
      return { disturbed, lifetime, steps: steps ?? stream.lifetimeSteps };
    });
  });
  return (parameters, taskSeed) => {
    const setting = integerAt(taskSeed, STREAM.settingChoice, lives.length);
    const disturbance = integerAt(taskSeed, STREAM.settingChoice, disturbances.length, 1);
    const { disturbed, lifetime, steps } = lives[setting][disturbance];
    disturbed.loadParameters(parameters);
    return -lifetime.live(taskSeed, steps).loss;
  };
}
