/**
 * The clone of a seed: trained once, and kept beside the experiments' results
 * (`<store>/experiments/cloned-rule/<scale>`) for every case and experiment that asks for it.
 */
import { existsSync, mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { hashParameters } from '../../src/evolution/parameter-hash.ts';
import { writeFileAtomically } from '../../src/store/atomic-file.ts';
import type { Rule } from '../../src/vsml/rule.ts';
import { decodeRule, encodeRule } from '../../src/vsml/rule-file.ts';
import type { CaseContext, Scale } from '../harness/experiment.ts';
import { trainClone } from './train-clone.ts';

/** Steps of training; 4 units of 8 synapses, 3 examples each, in every step. */
export const cloneSteps: Record<Scale, number> = { quick: 4000, full: 20_000 };

/**
 * Trains the clone of a seed, or takes it from the store.
 * @param context of a case; its directory is `<store>/experiments/<experiment>/<scale>/runs`
 * @throws DataError without the images of MNIST, RuleFileError when the stored rule is damaged
 */
export async function clonedRule(scale: Scale, seed: number, context: CaseContext): Promise<Rule> {
  const directory = join(context.directory, '..', '..', '..', 'cloned-rule', scale);
  const path = join(directory, `${seed}-${cloneSteps[scale]}.safetensors`);
  if (existsSync(path)) return decodeRule(readFileSync(path), path).rule;
  const configuration = { seed, steps: cloneSteps[scale] };
  const { rule } = await trainClone(configuration, context.onProgress, context.signal);
  mkdirSync(directory, { recursive: true });
  const origin = { configuration, seed, generation: -1, hash: hashParameters(rule.parameters) };
  writeFileAtomically(path, encodeRule(rule, origin));
  return rule;
}
