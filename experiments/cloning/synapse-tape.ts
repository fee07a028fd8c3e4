/**
 * One synapse through the ticks of a chunk, and the derivatives by all that it did, by hand: two ticks of an LSTM are
 * short enough. (Kirsch & Schmidhuber 2021, section 3; Rumelhart, Hinton & Williams 1986)
 *
 *   z = W [h, x, e, 1];  c' = sigmoid(z_f) c + sigmoid(z_i) tanh(z_g);  h' = sigmoid(z_o) tanh(c')
 */
import { exp } from '../../src/numerics/exponential.ts';
import type { CloneLayout } from './clone-weights.ts';

const sigmoid = (z: number) => 1 / (1 + exp(-z));
const tanh = (z: number) => 2 / (1 + exp(-2 * z)) - 1;

export class SynapseTape {
  readonly ticks: number;
  /** `[ticks + 1, N]` states before each tick, and after the last. */
  readonly hidden: Float64Array;
  readonly cell: Float64Array;
  readonly #layout: CloneLayout;
  /** `[ticks, 4N]` gates after their sigmoid or tanh; `[ticks, N]` tanh of the cells. */
  readonly #gates: Float64Array;
  readonly #bound: Float64Array;
  /** `[ticks]` what was heard. */
  readonly #inputs: Float64Array;
  readonly #errors: Float64Array;
  /** Derivatives by the pre-activations of one tick, and by the hidden state before it. */
  readonly #slopes: Float64Array;
  readonly #hiddenSlopes: Float64Array;

  constructor(layout: CloneLayout, ticks: number) {
    const { units, gates } = layout;
    this.ticks = ticks;
    this.#layout = layout;
    this.hidden = new Float64Array((ticks + 1) * units);
    this.cell = new Float64Array((ticks + 1) * units);
    this.#gates = new Float64Array(ticks * gates);
    this.#bound = new Float64Array(ticks * units);
    this.#inputs = new Float64Array(ticks);
    this.#errors = new Float64Array(ticks);
    this.#slopes = new Float64Array(gates);
    this.#hiddenSlopes = new Float64Array(units);
  }

  /** Tick number `t`, hearing input `x` and error `e`: writes the states after it. */
  tick(weights: Float64Array, t: number, x: number, e: number): void {
    const { units: N, gates, row } = this.#layout;
    const { hidden, cell } = this;
    const before = t * N;
    const after = before + N;
    const start = t * gates;
    this.#inputs[t] = x;
    this.#errors[t] = e;
    for (let gate = 0; gate < gates; gate++) {
      const w = gate * row;
      let z = weights[w + N] * x + weights[w + N + 1] * e + weights[w + N + 2];
      // N is a multiple of 4.
      for (let n = 0; n < N; n += 4) {
        z +=
          weights[w + n] * hidden[before + n] +
          weights[w + n + 1] * hidden[before + n + 1] +
          weights[w + n + 2] * hidden[before + n + 2] +
          weights[w + n + 3] * hidden[before + n + 3];
      }
      this.#gates[start + gate] = gate >= N && gate < 2 * N ? tanh(z) : sigmoid(z);
    }
    for (let n = 0; n < N; n++) {
      const [input, candidate] = [this.#gates[start + n], this.#gates[start + N + n]];
      const [forget, output] = [this.#gates[start + 2 * N + n], this.#gates[start + 3 * N + n]];
      const value = forget * cell[before + n] + input * candidate;
      const bound = tanh(value);
      cell[after + n] = value;
      this.#bound[t * N + n] = bound;
      hidden[after + n] = output * bound;
    }
  }

  /**
   * Takes derivatives from after tick `t` to before it.
   * @param gradient by the weights, `CloneLayout`; added to
   * @param ofHidden `[N]` by the hidden state, rewritten
   * @param ofCell `[N]` by the cells, rewritten
   */
  backward(
    weights: Float64Array,
    gradient: Float64Array,
    t: number,
    ofHidden: Float64Array,
    ofCell: Float64Array,
  ): void {
    const { units: N, gates, row } = this.#layout;
    const before = t * N;
    this.#throughCell(t, ofHidden, ofCell);
    const [x, e] = [this.#inputs[t], this.#errors[t]];
    const below = this.#hiddenSlopes.fill(0);
    for (let gate = 0; gate < gates; gate++) {
      const slope = this.#slopes[gate];
      const w = gate * row;
      for (let n = 0; n < N; n++) {
        below[n] += slope * weights[w + n];
        gradient[w + n] += slope * this.hidden[before + n];
      }
      gradient[w + N] += slope * x;
      gradient[w + N + 1] += slope * e;
      gradient[w + N + 2] += slope;
    }
    ofHidden.set(below);
  }

  /** Derivatives by pre-activations and by the cells before. */
  #throughCell(t: number, ofHidden: Float64Array, ofCell: Float64Array): void {
    const { units: N, gates } = this.#layout;
    const start = t * gates;
    for (let n = 0; n < N; n++) {
      const [input, candidate] = [this.#gates[start + n], this.#gates[start + N + n]];
      const [forget, output] = [this.#gates[start + 2 * N + n], this.#gates[start + 3 * N + n]];
      const bound = this.#bound[t * N + n];
      const slope = ofCell[n] + ofHidden[n] * output * (1 - bound * bound);
      this.#slopes[n] = slope * candidate * input * (1 - input);
      this.#slopes[N + n] = slope * input * (1 - candidate * candidate);
      this.#slopes[2 * N + n] = slope * this.cell[t * N + n] * forget * (1 - forget);
      this.#slopes[3 * N + n] = ofHidden[n] * bound * output * (1 - output);
      ofCell[n] = slope * forget;
    }
  }
}
