/**
 * A convolution of copies: kernel x kernel x input x output channels of states, shared over space. Every output
 * position runs all of them from the same states with its own messages; then each state becomes the mean over
 * positions of what it was turned into, after every micro tick. (The convolutional VSML of the released code)
 *
 * As there: a copy under padding runs on silence and speaks on, forward means are over kernel * kernel * input
 * channels, backward means over kernel * kernel * output channels, a message that nobody sent counting as 0.
 * With sums, messages are sums; shared states are means all the same, or a cell would grow with the image.
 * Corrected: the original compares the source of a backward message with width / stride where it means width, which
 * leaves the far half of the inputs unheard at stride 2, and finds it by a shift of 1 that is right for kernel 3 alone.
 */
import type { RuleShape } from '../rule-shape.ts';
import { updateSynapse } from '../synapse.ts';
import {
  assertConvolutionGeometry,
  type ConvolutionGeometry,
  outputImage,
  pixelUnderTap,
} from './convolution-geometry.ts';
import { fillColumns, fillRows } from './gate-terms.ts';
import { addMessage, biasShare, divideAll, speak } from './messenger.ts';
import type { Reduction, UnfactoredLayer } from './unfactored-layer.ts';
import type { UnfactoredRule } from './unfactored-rule.ts';

export interface ConvolutionSize extends ConvolutionGeometry {
  readonly inputChannels: number;
  readonly outputChannels: number;
}

export class ConvolutionLayer implements UnfactoredLayer {
  readonly fanIn: number;
  readonly outputs: number;
  readonly forwardIn: Float32Array;
  readonly backwardIn: Float32Array;
  readonly forwardOut: Float32Array;
  readonly backwardOut: Float32Array;
  readonly hidden: Float32Array;
  readonly cell: Float32Array;
  readonly #size: ConvolutionSize;
  readonly #reduction: Reduction;
  /** Copies that one input unit can hear: kernel * kernel * output channels. */
  readonly #fanOut: number;
  /** `[pixels * input channels + 1, 4N]`; the last row is that of the padding. */
  readonly #rows: Float32Array;
  readonly #columns: Float32Array;
  readonly #message: Float32Array;
  /** State of the copy at work, and what all positions made of all states so far. */
  readonly #workingHidden: Float32Array;
  readonly #workingCell: Float32Array;
  readonly #sumHidden: Float32Array;
  readonly #sumCell: Float32Array;

  /**
   * A silent layer with zero states; units lie as `[height, width, channel]`.
   * @throws RangeError naming the part of the geometry that is impossible
   */
  constructor(ruleShape: RuleShape, size: ConvolutionSize, reduction: Reduction) {
    assertConvolutionGeometry(size);
    const { stateSize: N, messageSize: M } = ruleShape;
    const { height, width, kernel, inputChannels, outputChannels } = size;
    const output = outputImage(size);
    const inputUnits = height * width * inputChannels;
    const outputUnits = output.height * output.width * outputChannels;
    this.fanIn = kernel * kernel * inputChannels;
    this.outputs = outputChannels;
    const states = this.fanIn * this.outputs * N;
    this.forwardIn = new Float32Array(inputUnits * M);
    this.backwardIn = new Float32Array(outputUnits * M);
    this.forwardOut = new Float32Array(outputUnits * M);
    this.backwardOut = new Float32Array(inputUnits * M);
    this.hidden = new Float32Array(states);
    this.cell = new Float32Array(states);
    this.#size = size;
    this.#reduction = reduction;
    this.#fanOut = kernel * kernel * outputChannels;
    this.#rows = new Float32Array((inputUnits + 1) * 4 * N);
    this.#columns = new Float32Array(outputUnits * 4 * N);
    this.#message = new Float32Array(M);
    this.#workingHidden = new Float32Array(N);
    this.#workingCell = new Float32Array(N);
    this.#sumHidden = new Float32Array(states);
    this.#sumCell = new Float32Array(states);
  }

  tick(rule: UnfactoredRule): void {
    const { kernel, inputChannels } = this.#size;
    const output = outputImage(this.#size);
    const positions = output.height * output.width;
    const padding = this.#rows.length / (4 * rule.shape.stateSize) - 1;
    fillRows(rule, this.forwardIn, this.#rows);
    fillColumns(rule, this.backwardIn, this.#columns);
    for (const sums of [this.forwardOut, this.backwardOut, this.#sumHidden, this.#sumCell]) sums.fill(0);
    for (let position = 0; position < positions; position++) {
      for (let tap = 0; tap < kernel * kernel; tap++) {
        const pixel = pixelUnderTap(this.#size, position, tap);
        for (let channel = 0; channel < inputChannels; channel++) {
          const inputUnit = pixel < 0 ? padding : pixel * inputChannels + channel;
          this.#tickCopies(rule, tap * inputChannels + channel, inputUnit, pixel >= 0, position);
        }
      }
    }
    divideAll(this.#sumHidden, positions);
    divideAll(this.#sumCell, positions);
    this.hidden.set(this.#sumHidden);
    this.cell.set(this.#sumCell);
    if (this.#reduction === 'mean') {
      divideAll(this.forwardOut, this.fanIn);
      divideAll(this.backwardOut, this.#fanOut);
    }
  }

  /** Runs the copies from one tap and input channel to all output channels of a position, from the shared states. */
  #tickCopies(
    rule: UnfactoredRule,
    from: number,
    inputUnit: number,
    delivers: boolean,
    position: number,
  ): void {
    const { stateSize: N } = rule.shape;
    const hiddenWeights = rule.tensors.get('hidden')!;
    const forwardShare = biasShare(rule, this.#reduction, this.fanIn);
    const backwardShare = biasShare(rule, this.#reduction, this.#fanOut);
    const [hidden, cell, message] = [this.#workingHidden, this.#workingCell, this.#message];
    for (let channel = 0; channel < this.outputs; channel++) {
      const start = (from * this.outputs + channel) * N;
      const outputUnit = position * this.outputs + channel;
      const [row, column] = [inputUnit * 4 * N, outputUnit * 4 * N];
      hidden.set(this.hidden.subarray(start, start + N));
      cell.set(this.cell.subarray(start, start + N));
      updateSynapse(N, this.#rows, row, this.#columns, column, hiddenWeights, hidden, cell, 0);
      for (let n = 0; n < N; n++) {
        this.#sumHidden[start + n] += hidden[n];
        this.#sumCell[start + n] += cell[n];
      }
      speak(rule, 'forward', hidden, 0, forwardShare, message);
      addMessage(this.forwardOut, outputUnit, message);
      if (!delivers) continue;
      speak(rule, 'backward', hidden, 0, backwardShare, message);
      addMessage(this.backwardOut, inputUnit, message);
    }
  }
}
