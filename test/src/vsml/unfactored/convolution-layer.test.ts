/** Convolutional VSML: copies shared over space. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ConvolutionLayer, type ConvolutionSize } from '../../../../src/vsml/unfactored/convolution-layer.ts';
import { DenseLayer } from '../../../../src/vsml/unfactored/dense-layer.ts';
import { fillLayer, greatestDifference, noisyRule, smallShape } from './layer-cases.ts';
import { naiveTick } from './naive-layer.ts';

const reductions = fc.constantFrom('mean' as const, 'sum' as const);
const sizes: fc.Arbitrary<ConvolutionSize> = fc.record({
  height: fc.integer({ min: 1, max: 5 }),
  width: fc.integer({ min: 1, max: 5 }),
  kernel: fc.constantFrom(1, 3, 5),
  stride: fc.integer({ min: 1, max: 3 }),
  inputChannels: fc.integer({ min: 1, max: 2 }),
  outputChannels: fc.integer({ min: 1, max: 2 }),
});

/** A layer in which every backward message is 1 on every channel, and nothing else is said. */
function layerOfOnes(size: ConvolutionSize): ConvolutionLayer {
  const rule = noisyRule(false, 1);
  rule.tensors.get('backward_messenger')!.fill(0);
  rule.tensors.get('backward_messenger_bias')!.fill(1);
  const layer = new ConvolutionLayer(smallShape, size, 'mean');
  layer.tick(rule);
  return layer;
}

/** How many taps reach each pixel of a row of pixels; means count kernel * kernel taps, heard or not. */
function deliveredAlongRow(width: number, kernel: number, stride: number): number[] {
  const size = { height: 1, width, kernel, stride, inputChannels: 1, outputChannels: 2 };
  const { backwardOut } = layerOfOnes(size);
  const pixels = Array.from({ length: width }, (_, pixel) => backwardOut[pixel * smallShape.messageSize]);
  return pixels.map((mean) => Math.round(mean * kernel * kernel * 1e4) / 1e4);
}

describe('a convolutional layer', () => {
  it('computes what the equations say', () => {
    fc.assert(
      fc.property(sizes, reductions, fc.boolean(), fc.nat(10_000), (size, reduction, layerNorm, seed) => {
        const rule = noisyRule(layerNorm, seed);
        const layer = new ConvolutionLayer(smallShape, size, reduction);
        fillLayer(layer, seed);
        const expected = naiveTick(rule, size, reduction, layer);
        layer.tick(rule);
        // LayerNorm divides by the deviation of a message, which chance makes small now and then.
        expect(greatestDifference(layer, expected)).toBeLessThan(layerNorm ? 1e-3 : 2e-5);
      }),
      { numRuns: 40 },
    );
  });

  it('with one tap on one pixel is a dense layer, bit for bit', () => {
    const channels = fc.integer({ min: 1, max: 5 });
    fc.assert(
      fc.property(channels, channels, reductions, fc.boolean(), (inputs, outputs, reduction, layerNorm) => {
        const rule = noisyRule(layerNorm, inputs);
        const size = { height: 1, width: 1, kernel: 1, stride: 1 };
        const convolution = new ConvolutionLayer(
          smallShape,
          { ...size, inputChannels: inputs, outputChannels: outputs },
          reduction,
        );
        const dense = new DenseLayer(smallShape, { inputs, outputs }, reduction);
        for (const layer of [convolution, dense]) {
          fillLayer(layer, outputs);
          for (let tick = 0; tick < 3; tick++) layer.tick(rule);
        }
        expect(greatestDifference(convolution, dense)).toBe(0);
      }),
    );
  });

  it('permutes what it says with its channels, if states are permuted alike', () => {
    const size = { height: 4, width: 3, kernel: 3, stride: 2, inputChannels: 3, outputChannels: 2 };
    const [inputOrder, outputOrder] = [
      [2, 0, 1],
      [1, 0],
    ];
    const { stateSize: N, messageSize: M } = smallShape;
    const rule = noisyRule(true, 4);
    const [straight, permuted] = [0, 1].map(() => new ConvolutionLayer(smallShape, size, 'mean'));
    fillLayer(straight, 5);
    /** Blocks of floats, `[outer, channels, inner]`, with channel `order[n]` in place n. */
    const permute = (values: Float32Array, order: readonly number[], inner: number): Float32Array =>
      values.map((_, n) => {
        const [block, channel] = [Math.floor(n / inner / order.length), Math.floor(n / inner) % order.length];
        return values[(block * order.length + order[channel]) * inner + (n % inner)];
      });
    const states = (values: Float32Array) =>
      permute(permute(values, inputOrder, size.outputChannels * N), outputOrder, N);
    permuted.forwardIn.set(permute(straight.forwardIn, inputOrder, M));
    permuted.backwardIn.set(permute(straight.backwardIn, outputOrder, M));
    permuted.hidden.set(states(straight.hidden));
    permuted.cell.set(states(straight.cell));
    for (const layer of [straight, permuted]) layer.tick(rule);
    const difference = greatestDifference(permuted, {
      forwardOut: permute(straight.forwardOut, outputOrder, M),
      backwardOut: permute(straight.backwardOut, inputOrder, M),
      hidden: states(straight.hidden),
      cell: states(straight.cell),
    });
    expect(difference).toBeLessThan(1e-6);
    expect(greatestDifference(permuted, straight)).toBeGreaterThan(0.1);
  });

  it('tells every input of a row of 28 at stride 2: 1, 2, 1, 2, ..., 1, 1 taps', () => {
    // The released code reaches the first 14 only; the counts are those of its corrected mask.
    const expected = Array.from({ length: 28 }, (_, pixel) => (pixel % 2 === 0 || pixel === 27 ? 1 : 2));
    expect(deliveredAlongRow(28, 3, 2)).toEqual(expected);
  });

  it('tells inputs by as many taps as look at them, whatever the kernel', () => {
    // By hand: 5 taps around every pixel of 6; 1 tap on every third of 5.
    expect(deliveredAlongRow(6, 5, 1)).toEqual([3, 4, 5, 5, 4, 3]);
    expect(deliveredAlongRow(5, 1, 3)).toEqual([1, 0, 0, 1, 0]);
  });

  it('says on each side one message for each unit, ceil(size / stride) positions down and across', () => {
    const size = { height: 5, width: 4, kernel: 3, stride: 2, inputChannels: 2, outputChannels: 7 };
    const layer = new ConvolutionLayer(smallShape, size, 'mean');
    const M = smallShape.messageSize;
    expect(layer.forwardOut.length).toBe(3 * 2 * 7 * M);
    expect(layer.backwardOut.length).toBe(5 * 4 * 2 * M);
    expect(layer.hidden.length).toBe(3 * 3 * 2 * 7 * smallShape.stateSize);
  });

  it.each([
    [{ kernel: 2 }, 'kernel of a convolution must be odd, got 2'],
    [{ stride: 0 }, 'stride of a convolution must be a positive integer, got 0'],
    [{ width: 1.5 }, 'width of a convolution must be a positive integer, got 1.5'],
  ])('refuses %j', (part, message) => {
    const size = { height: 3, width: 3, kernel: 3, stride: 1, inputChannels: 1, outputChannels: 1, ...part };
    expect(() => new ConvolutionLayer(smallShape, size, 'mean')).toThrow(message);
  });
});
