/**
 * What a worker computes in meta-training: minus the mean loss of one lifetime under candidate parameters. A task
 * distribution may hold several settings, of other sizes too; the task's seed decides which one is lived.
 */
import { z } from 'zod';
import { integerAt } from '../../src/numerics/noise.ts';
import { STREAM } from '../../src/numerics/streams.ts';
import { loadWasmKernel } from '../../src/vsml/kernels/wasm/wasm.ts';
import { SupervisedSetting, supervisedSettingSchema } from './supervised-setting.ts';

const specificationSchema = z.strictObject({ settings: z.array(supervisedSettingSchema).min(1) });

/** Loaded by name in every worker: as many lifetimes as asked. */
export async function createSupervisedEvaluator(
  specification: unknown,
): Promise<(parameters: Float32Array, taskSeed: number) => number> {
  const createKernel = await loadWasmKernel();
  const settings = specificationSchema
    .parse(specification)
    .settings.map((configuration) => new SupervisedSetting(configuration, createKernel));
  return (parameters, taskSeed) => {
    const setting = settings[integerAt(taskSeed, STREAM.settingChoice, settings.length)];
    setting.loadParameters(parameters);
    return -setting.live(taskSeed).loss;
  };
}
