/**
 * A dense layer in which every copy speaks for itself: its message is made, normalised, and only then averaged with
 * those of the other copies. Without LayerNorm it is the layer of the kernels, which average first.
 * (Kirsch & Schmidhuber 2021, equations 5 to 8, with the means of the released code)
 */
import type { RuleShape } from '../rule-shape.ts';
import { updateSynapse } from '../synapse.ts';
import { fillColumns, fillRows } from './gate-terms.ts';
import { addMessage, biasShare, divideAll, speak } from './messenger.ts';
import type { Reduction, UnfactoredLayer } from './unfactored-layer.ts';
import type { UnfactoredRule } from './unfactored-rule.ts';

export class DenseLayer implements UnfactoredLayer {
  readonly fanIn: number;
  readonly outputs: number;
  readonly forwardIn: Float32Array;
  readonly backwardIn: Float32Array;
  readonly forwardOut: Float32Array;
  readonly backwardOut: Float32Array;
  readonly hidden: Float32Array;
  readonly cell: Float32Array;
  readonly #reduction: Reduction;
  readonly #rows: Float32Array;
  readonly #columns: Float32Array;
  readonly #message: Float32Array;

  /** A layer of `inputs * outputs` copies, silent and with zero states. */
  constructor(
    ruleShape: RuleShape,
    size: { readonly inputs: number; readonly outputs: number },
    reduction: Reduction,
  ) {
    const { stateSize: N, messageSize: M } = ruleShape;
    const { inputs, outputs } = size;
    this.fanIn = inputs;
    this.outputs = outputs;
    this.forwardIn = new Float32Array(inputs * M);
    this.backwardIn = new Float32Array(outputs * M);
    this.forwardOut = new Float32Array(outputs * M);
    this.backwardOut = new Float32Array(inputs * M);
    this.hidden = new Float32Array(inputs * outputs * N);
    this.cell = new Float32Array(inputs * outputs * N);
    this.#reduction = reduction;
    this.#rows = new Float32Array(inputs * 4 * N);
    this.#columns = new Float32Array(outputs * 4 * N);
    this.#message = new Float32Array(M);
  }

  tick(rule: UnfactoredRule): void {
    const { stateSize: N } = rule.shape;
    const hiddenWeights = rule.tensors.get('hidden')!;
    const { fanIn: A, outputs: B, hidden, cell, forwardOut, backwardOut } = this;
    const [rows, columns, message] = [this.#rows, this.#columns, this.#message];
    const forwardShare = biasShare(rule, this.#reduction, A);
    const backwardShare = biasShare(rule, this.#reduction, B);
    fillRows(rule, this.forwardIn, rows);
    fillColumns(rule, this.backwardIn, columns);
    forwardOut.fill(0);
    backwardOut.fill(0);
    for (let a = 0; a < A; a++) {
      for (let b = 0; b < B; b++) {
        const start = (a * B + b) * N;
        updateSynapse(N, rows, a * 4 * N, columns, b * 4 * N, hiddenWeights, hidden, cell, start);
        speak(rule, 'forward', hidden, start, forwardShare, message);
        addMessage(forwardOut, b, message);
        speak(rule, 'backward', hidden, start, backwardShare, message);
        addMessage(backwardOut, a, message);
      }
    }
    if (this.#reduction === 'mean') {
      divideAll(forwardOut, A);
      divideAll(backwardOut, B);
    }
  }
}
