/** The file of a rule that was trained by a plan: its parameters, with all that made them in the metadata. */
import { encodeRule } from '../src/vsml/rule-file.ts';
import type { Plan } from './plan.ts';

/**
 * A rule as the bytes of its file.
 * @param trained parameters and their hash after a generation, counted from 0
 */
export function encodeRuleOfPlan(
  plan: Plan,
  trained: { readonly parameters: Float32Array; readonly generation: number; readonly hash: string },
): Uint8Array<ArrayBuffer> {
  const { parameters, generation, hash } = trained;
  // Through JSON, so that the file says what a plan says that was read from a file: nothing of what is absent.
  const configuration = JSON.parse(JSON.stringify(plan));
  return encodeRule({ shape: plan.rule, parameters }, { configuration, seed: plan.seed, generation, hash });
}
