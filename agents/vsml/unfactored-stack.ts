/**
 * Dense and convolutional layers stacked to a network: what may be said about a layer, and how many inputs it has
 * once it stands on the one below. Units lie as `[height, width, channel]`, so a dense layer takes any of them.
 */
import { z } from 'zod';
import type { RuleShape } from '../../src/vsml/rule-shape.ts';
import { outputImage } from '../../src/vsml/unfactored/convolution-geometry.ts';
import { ConvolutionLayer } from '../../src/vsml/unfactored/convolution-layer.ts';
import { DenseLayer } from '../../src/vsml/unfactored/dense-layer.ts';
import type { Reduction, UnfactoredLayer } from '../../src/vsml/unfactored/unfactored-layer.ts';

const size = z.int().min(1).max(10_000);

const convolutionOptionsSchema = z.strictObject({
  kind: z.literal('convolution'),
  /** Taps along each side. */
  kernel: z
    .int()
    .min(1)
    .max(99)
    .refine((kernel) => kernel % 2 === 1, 'kernel must be odd'),
  stride: size.default(1),
  /** Output channels. */
  channels: size,
  /** The image that it looks at; input channels are what the layer below has for each pixel. */
  height: size,
  width: size,
});

const denseOptionsSchema = z.strictObject({
  kind: z.literal('dense'),
  /** Output units; the last layer may leave them out and has as many as the learner has outputs. */
  units: size.optional(),
});

export const layerOptionsSchema = z.discriminatedUnion('kind', [
  convolutionOptionsSchema,
  denseOptionsSchema,
]);

export type LayerOptions = z.infer<typeof layerOptionsSchema>;

/** What the layer below hands up: units, and as which image they lie if it is a convolution. */
interface Below {
  readonly units: number;
  readonly image?: { readonly height: number; readonly width: number };
}

/**
 * Makes a layer that fits the one below it.
 * @param outputSize units of a dense layer that leaves them out; only the last may
 */
function createLayer(
  ruleShape: RuleShape,
  options: LayerOptions,
  below: Below,
  outputSize: number | undefined,
  reduction: Reduction,
): UnfactoredLayer {
  if (options.kind === 'dense') {
    const units = options.units ?? outputSize;
    if (units === undefined) throw new RangeError('only the last dense layer may leave units out');
    return new DenseLayer(ruleShape, { inputs: below.units, outputs: units }, reduction);
  }
  const { kernel, stride, channels, height, width } = options;
  const { image } = below;
  if (image && (image.height !== height || image.width !== width)) {
    throw new RangeError(
      `a convolution over ${height} x ${width} stands on one that makes ${image.height} x ${image.width}: the two must be equal`,
    );
  }
  if (below.units % (height * width) !== 0) {
    throw new RangeError(
      `a convolution over ${height} x ${width} pixels takes a multiple of ${height * width} units, got ${below.units}`,
    );
  }
  const inputChannels = below.units / (height * width);
  const convolution = { height, width, kernel, stride, inputChannels, outputChannels: channels };
  return new ConvolutionLayer(ruleShape, convolution, reduction);
}

/**
 * Stacks layers from the inputs up.
 * @throws RangeError if layers do not fit each other, the inputs or the outputs
 */
export function createLayers(
  ruleShape: RuleShape,
  size: { readonly inputSize: number; readonly outputSize: number },
  stack: readonly LayerOptions[],
  reduction: Reduction,
): UnfactoredLayer[] {
  const { messageSize } = ruleShape;
  let below: Below = { units: size.inputSize };
  const layers = stack.map((options, k) => {
    const outputSize = k === stack.length - 1 ? size.outputSize : undefined;
    const layer = createLayer(ruleShape, options, below, outputSize, reduction);
    below = {
      units: layer.forwardOut.length / messageSize,
      ...(options.kind === 'convolution' && { image: outputImage(options) }),
    };
    return layer;
  });
  if (below.units !== size.outputSize) {
    throw new RangeError(`the last layer must have ${size.outputSize} output units, got ${below.units}`);
  }
  return layers;
}
