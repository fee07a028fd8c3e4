/**
 * How exactly a clone takes one step: the four targets of cloning, on synapses of networks that are being trained on
 * held-out images, and on invented ones. (Kirsch & Schmidhuber 2021, section 4.1)
 */
import { createStream } from '../../envs/streams/registry.ts';
import { deriveSeed } from '../../src/numerics/noise.ts';
import { STREAM } from '../../src/numerics/streams.ts';
import type { Rule } from '../../src/vsml/rule.ts';
import { cloneLayout, cloneWeights } from './clone-weights.ts';
import { type Residuals, UnitChunk } from './unit-chunk.ts';
import { Chance, inventedUnit, SYNAPSES, Teacher, type UnitExample } from './unit-example.ts';

export const targets = ['forward', 'weight', 'bias', 'backward'] as const;
/** Root mean square of what is wrong, by that of what is wanted. */
export type OneStepErrors = Record<(typeof targets)[number], number>;

/** Chunks measured; of a teacher those of one life with a hidden layer and one without. */
const CHUNKS = 1000;

/** Sums squares, but for the first forward pass of a chunk, which finds the states that another synapse left. */
function sumSquares(values: Residuals, sums: OneStepErrors): void {
  for (const target of targets) {
    const first = target === 'backward' ? 0 : SYNAPSES;
    for (let n = first; n < values[target].length; n++) sums[target] += values[target][n] ** 2;
  }
}

const nothing = (): OneStepErrors => ({ forward: 0, weight: 0, bias: 0, backward: 0 });

/** Errors over chunks drawn one after the other; one chunk of each kind of unit lives on. */
function errorsOver(rule: Rule, draw: (index: number) => readonly UnitExample[]): OneStepErrors {
  const weights = cloneWeights(rule);
  const layout = cloneLayout(rule.shape.stateSize);
  const chunks = draw(0).map(() => new UnitChunk(layout));
  const [wrong, wanted] = [nothing(), nothing()];
  for (let index = 1; index <= CHUNKS; index++) {
    draw(index).forEach((example, unit) => {
      chunks[unit].live(weights, example, true);
      sumSquares(chunks[unit].wrong, wrong);
      sumSquares(chunks[unit].wanted, wanted);
    });
  }
  const ratio = (target: keyof OneStepErrors) => Math.sqrt(wrong[target] / wanted[target]);
  return {
    forward: ratio('forward'),
    weight: ratio('weight'),
    bias: ratio('bias'),
    backward: ratio('backward'),
  };
}

/**
 * On units of networks in training, half without and half with a hidden layer.
 * @param set of whose test split the images are
 */
export function errorsOnImages(rule: Rule, set: string, seed: number): OneStepErrors {
  const own = deriveSeed(seed, STREAM.heldOutTasks, 0, 1);
  const teacher = new Teacher(createStream('Images-v0', { set, split: 'test' }), own);
  return errorsOver(rule, (index) => teacher.watch(new Chance(own, index, 0)));
}

/** On any weights from -1 to 1, inputs from -4 to 4, and errors from -1.5 to 1.5. */
export function errorsOnInvented(rule: Rule, seed: number): OneStepErrors {
  const own = deriveSeed(seed, STREAM.heldOutTasks, 0, 2);
  return errorsOver(rule, (index) => [inventedUnit(new Chance(own, index, 0))]);
}
