/** A rule V_M: the few parameters that every synapse of every agent shares. (Kirsch & Schmidhuber 2021, section 3) */
import { truncatedGaussianAt } from '../numerics/noise.ts';
import { STREAM } from '../numerics/streams.ts';
import { parameterCount, parameterLayout, type RuleShape } from './rule-shape.ts';

export interface Rule {
  readonly shape: RuleShape;
  /** All tensors of `parameterLayout(shape)`, one after the other. */
  readonly parameters: Float32Array;
}

/** Throws unless the parameter vector has the length of the shape and holds finite numbers only. */
export function assertRule(rule: Rule): void {
  const expected = parameterCount(rule.shape);
  if (rule.parameters.length !== expected) {
    throw new RangeError(`a rule of this shape has ${expected} parameters, got ${rule.parameters.length}`);
  }
  const bad = rule.parameters.findIndex((value) => !Number.isFinite(value));
  if (bad >= 0)
    throw new RangeError(`rule parameter ${bad} is ${rule.parameters[bad]}: every one must be finite`);
}

/**
 * A random rule: gate weights are Gaussians cut at two deviations with deviation 1/sqrt(fan-in), messengers with
 * 1/sqrt(N), biases 0 (the initial values of the released VSML code).
 */
export function initialRule(shape: RuleShape, seed: number): Rule {
  const parameters = new Float32Array(parameterCount(shape));
  const layout = parameterLayout(shape);
  const gateInputs = layout
    .filter((tensor) => tensor.shape.at(-1) === 4 * shape.stateSize && tensor.shape.length === 2)
    .reduce((sum, tensor) => sum + tensor.shape[0], shape.reward ? 1 : 0);
  layout.forEach((tensor, index) => {
    if (tensor.name.endsWith('bias')) return;
    const fanIn = tensor.name.endsWith('messenger') ? shape.stateSize : gateInputs;
    const deviation = 1 / Math.sqrt(fanIn);
    for (let n = 0; n < tensor.length; n++) {
      parameters[tensor.offset + n] =
        deviation * truncatedGaussianAt(seed, STREAM.ruleInitialisation, index, n);
    }
  });
  return { shape, parameters };
}
