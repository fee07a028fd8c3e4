/**
 * What a layer is to the network it is stacked in: units that hear and speak on both sides, and states that nobody
 * else sees. Dense and convolutional layers look alike, since units lie in one row, `[height, width, channel]` flat.
 */
import type { UnfactoredRule } from './unfactored-rule.ts';

export interface UnfactoredLayer {
  /** Copies that speak to one output unit: A of a dense layer, kernel * kernel * input channels of a convolution. */
  readonly fanIn: number;
  /** Outputs that have states of their own: B of a dense layer, output channels of a convolution. */
  readonly outputs: number;
  /** `[input units, M]`, what the input units say to the layer. */
  readonly forwardIn: Float32Array;
  /** `[output units, M]`, what the output units say back to the layer. */
  readonly backwardIn: Float32Array;
  /** `[output units, M]`, what the layer says to its output units. */
  readonly forwardOut: Float32Array;
  /** `[input units, M]`, what the layer says back to its input units. */
  readonly backwardOut: Float32Array;
  /** `[fanIn, outputs, N]`, h. */
  readonly hidden: Float32Array;
  /** `[fanIn, outputs, N]`, c. */
  readonly cell: Float32Array;
  /** One micro tick: new states from the messages that came in, and from them the messages that go out. */
  tick(rule: UnfactoredRule): void;
}

/** Whether a unit hears the mean of its copies, as in the released code, or their sum, as in the paper. */
export type Reduction = 'mean' | 'sum';
