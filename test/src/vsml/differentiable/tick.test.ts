/** One layer's tick on tensors beside the reference kernel's, for rules with every optional input. */
import * as tf from '@tensorflow/tfjs-core';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fillGaussian } from '../../../../src/numerics/noise.ts';
import { STREAM } from '../../../../src/numerics/streams.ts';
import { chooseBackend } from '../../../../src/vsml/differentiable/backend.ts';
import { exchanged } from '../../../../src/vsml/differentiable/lifetime-batch.ts';
import { ruleTensors } from '../../../../src/vsml/differentiable/rule-tensors.ts';
import {
  backwardMessage,
  forwardMessage,
  gateTerms,
  tick,
} from '../../../../src/vsml/differentiable/tick.ts';
import { createReferenceKernel } from '../../../../src/vsml/kernels/reference.ts';
import { initialRule } from '../../../../src/vsml/rule.ts';
import { kernelCases } from '../kernel-cases.ts';
import { everyBackend, furthest } from './backends.ts';

/** `[learners, units, channels]` of the kernel as `[channels, units x learners]`. */
function lanes(values: Float32Array, learners: number, channels: number): tf.Tensor2D {
  const units = values.length / (learners * channels);
  const learnerLast = exchanged(values, 0, learners, units * channels);
  const cut = new Float32Array(values.length);
  for (let unit = 0; unit < units; unit++) {
    for (let channel = 0; channel < channels; channel++) {
      const start = (unit * channels + channel) * learners;
      cut.set(learnerLast.subarray(start, start + learners), (channel * units + unit) * learners);
    }
  }
  return tf.tensor2d(cut, [channels, units * learners]);
}

describe.each(everyBackend)('on backend %s', (backend) => {
  it('moves states and speaks as the reference kernel does, whatever the rule hears', async () => {
    await chooseBackend(backend);
    fc.assert(
      fc.property(kernelCases, ({ ruleShape, networkShape, seed }) => {
        const kernel = createReferenceKernel(ruleShape, { ...networkShape, rules: 1 });
        const { parameters } = initialRule(ruleShape, seed);
        kernel.loadParameters(parameters);
        const { memory } = kernel;
        const { buffer, lifeStart, lifeEnd } = memory;
        fillGaussian(new Float32Array(buffer, lifeStart, (lifeEnd - lifeStart) / 4), seed, STREAM.test);
        const [layer] = memory.layers;
        const { stateSize: N, messageSize: M } = ruleShape;
        const learners = networkShape.bodies;
        const reduction = networkShape.reduction ?? 'mean';
        const position = 1 / memory.layers.length;
        tf.tidy(() => {
          const rule = ruleTensors(ruleShape, tf.tensor1d(parameters));
          const shape = { inputs: layer.inputs, outputs: layer.outputs, learners, position };
          const heard = {
            forward: lanes(layer.forwardIn, learners, M),
            backward: lanes(layer.backwardIn, learners, M),
            reward: tf.tensor2d(memory.reward, [1, learners]),
          };
          const own = {
            forward: lanes(layer.forwardOut, learners, M),
            backward: lanes(layer.backwardOut, learners, M),
          };
          const states = { hidden: lanes(layer.hidden, learners, N), cell: lanes(layer.cell, learners, N) };
          const { hidden, cell } = tick(rule, states, gateTerms(rule, shape, heard, own));
          kernel.update(0);
          kernel.aggregateForward(0, 'hidden');
          kernel.aggregateBackward(0, 'hidden');
          const agree = (found: tf.Tensor, expected: Float32Array, channels: number) => {
            const values = lanes(expected, learners, channels).dataSync() as Float32Array;
            expect(furthest(found.dataSync() as Float32Array, values)).toBeLessThan(1e-5);
          };
          agree(hidden, layer.hidden, N);
          agree(cell, layer.cell, N);
          agree(forwardMessage(rule, shape, hidden, reduction), layer.forwardOut, M);
          agree(backwardMessage(rule, shape, hidden, reduction), layer.backwardOut, M);
        });
      }),
      { numRuns: 30 },
    );
  });
});
