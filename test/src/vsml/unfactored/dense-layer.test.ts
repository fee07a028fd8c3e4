/** A dense layer in which every copy speaks for itself. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createReferenceKernel } from '../../../../src/vsml/kernels/reference.ts';
import { DenseLayer } from '../../../../src/vsml/unfactored/dense-layer.ts';
import { fillLayer, greatestDifference, noisyRule, smallShape } from './layer-cases.ts';
import { naiveTick } from './naive-layer.ts';

const cases = fc.record({
  inputs: fc.integer({ min: 1, max: 7 }),
  outputs: fc.integer({ min: 1, max: 5 }),
  reduction: fc.constantFrom('mean' as const, 'sum' as const),
  seed: fc.nat(10_000),
});

describe('a dense layer', () => {
  it('without LayerNorm is the layer of the reference kernel', () => {
    const shape = { ...smallShape, stateSize: 8, messageSize: 4 };
    fc.assert(
      fc.property(cases, ({ inputs, outputs, reduction, seed }) => {
        const rule = noisyRule(false, seed, shape);
        const layer = new DenseLayer(shape, { inputs, outputs }, reduction);
        fillLayer(layer, seed);
        const kernel = createReferenceKernel(shape, { layerSizes: [inputs, outputs], bodies: 1, reduction });
        kernel.loadParameters(Float32Array.from([...rule.tensors.values()].flatMap((tensor) => [...tensor])));
        const [reference] = kernel.memory.layers;
        for (const name of ['forwardIn', 'backwardIn', 'hidden', 'cell'] as const) {
          reference[name].set(layer[name]);
        }
        for (let tick = 0; tick < 3; tick++) {
          layer.tick(rule);
          kernel.update(0);
        }
        kernel.aggregateForward(0, 'hidden');
        kernel.aggregateBackward(0, 'hidden');
        expect(layer.hidden).toEqual(reference.hidden);
        expect(layer.cell).toEqual(reference.cell);
        expect(greatestDifference(layer, reference)).toBeLessThan(reduction === 'mean' ? 1e-6 : 3e-6);
      }),
    );
  });

  it('with LayerNorm computes what the equations say', () => {
    fc.assert(
      fc.property(cases, ({ inputs, outputs, reduction, seed }) => {
        const rule = noisyRule(true, seed);
        const layer = new DenseLayer(smallShape, { inputs, outputs }, reduction);
        fillLayer(layer, seed);
        const onePixel = { height: 1, width: 1, kernel: 1, stride: 1 };
        const size = { ...onePixel, inputChannels: inputs, outputChannels: outputs };
        const expected = naiveTick(rule, size, reduction, layer);
        layer.tick(rule);
        // LayerNorm divides by the deviation of a message, which chance makes small now and then.
        expect(greatestDifference(layer, expected)).toBeLessThan(1e-3);
      }),
    );
  });

  it('normalises before the mean: opposite messages of equal shape cancel, whatever their size', () => {
    const rule = noisyRule(true, 1);
    for (const name of ['forward_messenger_bias', 'forward_offset']) rule.tensors.get(name)!.fill(0);
    rule.tensors.get('forward_scale')!.fill(1);
    // Gates that hold a cell and open the output: tanh(c) is said, loud by one copy and softly by the other.
    for (const name of ['forward', 'backward', 'hidden', 'bias']) rule.tensors.get(name)!.fill(0);
    rule.tensors.get('bias')!.fill(-20, 0, 4).fill(20, 8, 12);
    const layer = new DenseLayer(smallShape, { inputs: 2, outputs: 1 }, 'mean');
    layer.cell.set([2, 0, 0, 0, -0.2, 0, 0, 0]);
    layer.tick(rule);
    expect(layer.hidden[0]).toBeGreaterThan(4 * -layer.hidden[4]);
    for (const value of layer.forwardOut) expect(Math.abs(value)).toBeLessThan(0.01);
  });
});
