/**
 * Which type a synapse is of, where a rule has several: `(a + b) mod R` for R types, in every layer. Each unit then
 * hears every type equally often, as nearly as its size allows; the assignment is defined at every size, and all
 * rows, and all columns, are alike but for a shift. Where every synapse has a type of its own, the types are
 * numbered through all layers, and the rule fits one network only.
 * (Degrees of sharing between those of Kirsch & Schmidhuber 2021, where all synapses share, and of a plain network)
 */
import { z } from 'zod';
import { MAXIMUM_TYPES } from '../../src/vsml/network-memory.ts';

/** How many types, or one for each synapse. */
export type RuleTypes = number | 'synapse';

function isRuleTypes(value: unknown): boolean {
  if (value === 'synapse') return true;
  return Number.isInteger(value) && Number(value) >= 1 && Number(value) <= MAXIMUM_TYPES;
}

export const ruleTypesSchema = z.custom<RuleTypes>(
  isRuleTypes,
  `must be an integer from 1 to ${MAXIMUM_TYPES}, or synapse`,
);

/** What is read and written of a layer. */
export interface TypedLayer {
  readonly inputs: number;
  readonly outputs: number;
  /** `[inputs, outputs]` */
  readonly types: Uint32Array;
}

/**
 * The number of types that a network of these sizes has.
 * @param layerSizes units of each level, inputs first
 * @throws RangeError if a type for each synapse would be too many
 */
export function typeCount(ruleTypes: RuleTypes, layerSizes: readonly number[]): number {
  if (ruleTypes !== 'synapse') return ruleTypes;
  const synapses = layerSizes.slice(1).reduce((sum, outputs, k) => sum + layerSizes[k] * outputs, 0);
  if (synapses > MAXIMUM_TYPES) {
    throw new RangeError(
      `ruleTypes 'synapse' takes at most ${MAXIMUM_TYPES} synapses, this network has ${synapses}`,
    );
  }
  return synapses;
}

/** Writes the type of every synapse. */
export function assignTypes(layers: readonly TypedLayer[], ruleTypes: RuleTypes): void {
  let before = 0;
  for (const { inputs, outputs, types } of layers) {
    for (let a = 0; a < inputs; a++) {
      for (let b = 0; b < outputs; b++) {
        const synapse = a * outputs + b;
        types[synapse] = ruleTypes === 'synapse' ? before + synapse : (a + b) % ruleTypes;
      }
    }
    before += inputs * outputs;
  }
}
