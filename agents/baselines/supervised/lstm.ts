/**
 * An LSTM cell whose input may be held for several ticks.
 * (Hochreiter & Schmidhuber 1997; forget gate: Gers, Schmidhuber & Cummins 2000)
 *
 *   i, g, f, o = split(bias + x W_x + h W_h);  c = sigmoid(f + 1) c + sigmoid(i) tanh(g);  h = sigmoid(o) tanh(c)
 *
 * One linear map takes `[x, h]` to the four gates: 4N (inputs + N + 1) parameters. The product with x is computed
 * once for all ticks of an example.
 */
import { sigmoid32, tanh32 } from '../../../src/numerics/float32.ts';
import { addProduct, copyBias, type Linear } from './linear.ts';

/** Added to the forget gate, so that an untrained cell remembers (Jozefowicz et al. 2015). */
const FORGET_OFFSET = 1;

/** The sizes of the map that `Lstm` runs. */
export function lstmSizes(inputSize: number, hiddenSize: number): readonly [number, number] {
  return [inputSize + hiddenSize, 4 * hiddenSize];
}

export class Lstm {
  /** `[N]`, h. */
  readonly hidden: Float32Array;
  /** `[N]`, c. */
  readonly cell: Float32Array;
  readonly #linear: Linear;
  readonly #heldInput: Float64Array;
  readonly #gates: Float64Array;

  /** @param linear a map of `lstmSizes` */
  constructor(linear: Linear) {
    const hiddenSize = linear.outputSize / 4;
    this.#linear = linear;
    this.hidden = new Float32Array(hiddenSize);
    this.cell = new Float32Array(hiddenSize);
    this.#heldInput = new Float64Array(linear.outputSize);
    this.#gates = new Float64Array(linear.outputSize);
  }

  /** Sets h and c to zero. */
  reset(): void {
    this.hidden.fill(0);
    this.cell.fill(0);
  }

  /** Holds an example's input, `[inputs]`, for the ticks that follow. */
  hold(parameters: Float32Array, input: Float32Array): void {
    const { inputSize, offset } = this.#linear;
    copyBias(this.#linear, parameters, this.#heldInput);
    addProduct(parameters, offset, input, inputSize - this.hidden.length, this.#heldInput);
  }

  /** Updates h and c once. */
  tick(parameters: Float32Array): void {
    const { inputSize, outputSize, offset } = this.#linear;
    const { hidden, cell } = this;
    const size = hidden.length;
    const gates = this.#gates;
    gates.set(this.#heldInput);
    addProduct(parameters, offset + (inputSize - size) * outputSize, hidden, size, gates);
    for (let n = 0; n < size; n++) {
      const written = sigmoid32(gates[n]) * tanh32(gates[size + n]);
      cell[n] = sigmoid32(gates[2 * size + n] + FORGET_OFFSET) * cell[n] + written;
      hidden[n] = sigmoid32(gates[3 * size + n]) * tanh32(cell[n]);
    }
  }
}
