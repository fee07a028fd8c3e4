/**
 * The parameters of a rule whose messages may be normalised: the rule's own, and behind them scale and offset of
 * both directions, 4M more. (Kirsch & Schmidhuber 2021: 2,416 in place of 2,384 for N = 16, M = 8)
 */
import { initialRule } from '../rule.ts';
import { type ParameterTensor, parameterLayout, type RuleShape } from '../rule-shape.ts';

/** What an unfactored layer reads at every tick: views into one parameter vector. */
export interface UnfactoredRule {
  readonly shape: RuleShape;
  readonly layerNorm: boolean;
  readonly tensors: ReadonlyMap<string, Float32Array>;
}

/**
 * The tensors of a rule in the order in which they lie in its parameter vector.
 * @throws RangeError if the shape asks for an input that only the kernels offer
 */
export function unfactoredLayout(shape: RuleShape, layerNorm: boolean): ParameterTensor[] {
  const unsupported = (['ownMessages', 'reward', 'coordinates'] as const).filter((input) => shape[input]);
  if (unsupported.length > 0) {
    throw new RangeError(
      `an unfactored layer takes rules without ownMessages, reward and coordinates, got one with ${unsupported.join(' and ')}`,
    );
  }
  const tensors = parameterLayout(shape);
  if (!layerNorm) return tensors;
  const length = shape.messageSize;
  for (const name of ['forward_scale', 'forward_offset', 'backward_scale', 'backward_offset']) {
    const last = tensors.at(-1)!;
    tensors.push({ name, shape: [length], offset: last.offset + last.length, length });
  }
  return tensors;
}

/** The length of the parameter vector. */
export function unfactoredParameterCount(shape: RuleShape, layerNorm: boolean): number {
  const last = unfactoredLayout(shape, layerNorm).at(-1)!;
  return last.offset + last.length;
}

/** A random rule: as `initialRule`, with scales of 1 and offsets of 0. */
export function initialUnfactoredParameters(
  shape: RuleShape,
  layerNorm: boolean,
  seed: number,
): Float32Array {
  const parameters = new Float32Array(unfactoredParameterCount(shape, layerNorm));
  parameters.set(initialRule(shape, seed).parameters);
  for (const { name, offset, length } of unfactoredLayout(shape, layerNorm)) {
    if (name.endsWith('_scale')) parameters.fill(1, offset, offset + length);
  }
  return parameters;
}

/**
 * A rule whose tensors are views into `parameters`: a number written there is obeyed at the next tick.
 * @throws RangeError if their number is wrong
 */
export function viewUnfactoredRule(
  shape: RuleShape,
  layerNorm: boolean,
  parameters: Float32Array,
): UnfactoredRule {
  const count = unfactoredParameterCount(shape, layerNorm);
  if (parameters.length !== count) {
    throw new RangeError(
      `a rule of this shape ${layerNorm ? 'with' : 'without'} layerNorm has ${count} parameters, got ${parameters.length}`,
    );
  }
  const tensors = new Map(
    unfactoredLayout(shape, layerNorm).map(({ name, offset, length }) => [
      name,
      parameters.subarray(offset, offset + length),
    ]),
  );
  return { shape, layerNorm, tensors };
}
