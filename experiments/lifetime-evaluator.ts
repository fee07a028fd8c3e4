/**
 * What a worker computes: the return of one lifetime under candidate parameters, `f(parameters, taskSeed)`, or that of
 * a window of it, for strategies that improve the rule while lifetimes are under way.
 */
import { z } from 'zod';
import type { Evaluate } from '../src/evolution/executor.ts';
import { unrolledEvaluate } from '../src/evolution/particle-lives.ts';
import { loadWasmKernel } from '../src/vsml/kernels/wasm/wasm.ts';
import type { RuleShape } from '../src/vsml/rule-shape.ts';
import { lifetimeWindows } from './lifetime-windows.ts';
import { Setting, settingSchema } from './setting.ts';

const specificationSchema = z.strictObject({ setting: settingSchema, ruleShape: z.custom<RuleShape>() });

/** The specification of an evaluation, as it is posted to workers. */
export interface LifetimeEvaluation {
  readonly setting: z.input<typeof settingSchema>;
  readonly ruleShape: RuleShape;
}

/** Loaded by name in every worker: one kernel, one world, as many lifetimes as asked. */
export async function createLifetimeEvaluator(specification: unknown): Promise<Evaluate> {
  const { setting: configuration, ruleShape } = specificationSchema.parse(specification);
  const createKernel = await loadWasmKernel();
  const setting = new Setting(configuration, createKernel, ruleShape);
  let loaded: Float32Array | undefined;
  const evaluate: Evaluate = (parameters, taskSeed, lifetimeSteps) => {
    if (loaded === undefined || !sameFloats(loaded, parameters)) {
      setting.loadParameters(parameters);
      loaded = parameters.slice();
    }
    return setting.live(taskSeed, undefined, lifetimeSteps);
  };
  return unrolledEvaluate(
    evaluate,
    lifetimeWindows(() => new Setting(configuration, createKernel, ruleShape)),
  );
}

function sameFloats(a: Float32Array, b: Float32Array): boolean {
  return a.length === b.length && a.every((value, index) => value === b[index]);
}
