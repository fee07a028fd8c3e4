/**
 * VSML written straight from the equations, in doubles and unfactored: one LSTM with the input [forward message,
 * backward message, hidden state] for every synapse. What the fast learner is compared with.
 * (Kirsch & Schmidhuber 2021, section 3, and the schedule of the released code)
 */

import { assignTypes, typeCount } from '../../agents/vsml/type-assignment.ts';
import type { VsmlLearnerOptions } from '../../agents/vsml/vsml-learner.ts';
import { parameterLayout, type RuleShape } from '../../src/vsml/rule-shape.ts';

type Vector = number[];
type RuleTensors = Map<string, Float32Array>;
interface Layer {
  readonly types: Uint32Array;
  readonly hidden: Vector[][];
  readonly cell: Vector[][];
  forwardIn: Vector[];
  backwardIn: Vector[];
}

const sigmoid = (x: number) => 1 / (1 + Math.exp(-x));
const zeros = (length: number): Vector => new Array<number>(length).fill(0);

export class NaiveVsml {
  readonly layers: Layer[];
  private readonly shape: RuleShape;
  private readonly options: VsmlLearnerOptions;
  /** Types of synapses a rule. */
  private readonly types: number;
  /** Rule by rule, the types of each together. */
  private readonly rules: RuleTensors[];

  constructor(
    shape: RuleShape,
    sizes: readonly number[],
    options: VsmlLearnerOptions,
    parameters: Float32Array,
  ) {
    this.shape = shape;
    this.options = options;
    this.types = typeCount(options.ruleTypes, sizes);
    const layout = parameterLayout(shape);
    const length = layout.at(-1)!.offset + layout.at(-1)!.length;
    this.rules = Array.from({ length: parameters.length / length }, (_, rule) => {
      const own = parameters.subarray(rule * length);
      return new Map(
        layout.map((tensor) => [tensor.name, own.subarray(tensor.offset, tensor.offset + tensor.length)]),
      );
    });
    const { stateSize: N, messageSize: M } = shape;
    this.layers = sizes.slice(0, -1).map((inputs, k) => ({
      types: new Uint32Array(inputs * sizes[k + 1]),
      hidden: Array.from({ length: inputs }, () => Array.from({ length: sizes[k + 1] }, () => zeros(N))),
      cell: Array.from({ length: inputs }, () => Array.from({ length: sizes[k + 1] }, () => zeros(N))),
      forwardIn: Array.from({ length: inputs }, () => zeros(M)),
      backwardIn: Array.from({ length: sizes[k + 1] }, () => zeros(M)),
    }));
    const typed = this.layers.map(({ types }, k) => ({ types, inputs: sizes[k], outputs: sizes[k + 1] }));
    assignTypes(typed, options.ruleTypes);
  }

  /** One micro tick of a layer, with the tensors of each type of a rule; the messages that it sends. */
  private tick(layer: Layer, rule: readonly RuleTensors[]): { forward: Vector[]; backward: Vector[] } {
    const { stateSize: N, messageSize: M, gateOffset } = this.shape;
    const [A, B] = [layer.hidden.length, layer.hidden[0].length];
    const tensors = (a: number, b: number) => rule[layer.types[a * B + b]];
    layer.hidden.forEach((row, a) => {
      row.forEach((h, b) => {
        const own = tensors(a, b);
        const weight = (name: string, from: number, gate: number) => own.get(name)![from * 4 * N + gate];
        const z = zeros(4 * N).map((_, gate) => {
          let sum = own.get('bias')![gate];
          for (let m = 0; m < M; m++) {
            sum += weight('forward', m, gate) * layer.forwardIn[a][m];
            sum += weight('backward', m, gate) * layer.backwardIn[b][m];
          }
          for (let n = 0; n < N; n++) sum += weight('hidden', n, gate) * h[n];
          return sum;
        });
        const c = layer.cell[a][b];
        for (let n = 0; n < N; n++) {
          const [i, g, f, o] = [z[n] - gateOffset, z[N + n], z[2 * N + n] + gateOffset, z[3 * N + n]];
          c[n] = sigmoid(f) * c[n] + sigmoid(i) * Math.tanh(g);
          h[n] = sigmoid(o) * Math.tanh(c[n]);
        }
      });
    });
    /** The mean (or sum) of what synapses say, each through its own messenger; a sum has one bias, its synapses' mean. */
    const message = (direction: string, synapses: readonly (readonly [a: number, b: number])[]) =>
      zeros(M).map((_, m) => {
        let [said, bias] = [0, 0];
        for (const [a, b] of synapses) {
          const messenger = tensors(a, b).get(`${direction}_messenger`)!;
          said += layer.hidden[a][b].reduce((sum, value, n) => sum + value * messenger[n * M + m], 0);
          bias += tensors(a, b).get(`${direction}_messenger_bias`)![m] / synapses.length;
        }
        return bias + (this.options.reduction === 'sum' ? said : said / synapses.length);
      });
    const inputs = Array.from({ length: A }, (_, a) => a);
    const outputs = Array.from({ length: B }, (_, b) => b);
    return {
      forward: outputs.map((b) =>
        message(
          'forward',
          inputs.map((a) => [a, b] as const),
        ),
      ),
      backward: inputs.map((a) =>
        message(
          'backward',
          outputs.map((b) => [a, b] as const),
        ),
      ),
    };
  }

  private pass(order: readonly number[], backward: boolean): Vector[] {
    let last: Vector[] = [];
    for (const k of order) {
      const { layerwiseRules, separateBackwardRule, ticks } = this.options;
      const base = backward && separateBackwardRule ? this.rules.length / this.types / 2 : 0;
      const index = base + (layerwiseRules ? k : 0);
      const rule = this.rules.slice(index * this.types, (index + 1) * this.types);
      let messages = { forward: [] as Vector[], backward: [] as Vector[] };
      for (let s = 0; s < ticks; s++) messages = this.tick(this.layers[k], rule);
      if (k > 0) this.layers[k - 1].backwardIn = messages.backward;
      if (k < this.layers.length - 1) this.layers[k + 1].forwardIn = messages.forward;
      else last = messages.forward;
    }
    return last;
  }

  predict(input: readonly number[]): Vector {
    input.forEach((value, a) => {
      this.layers[0].forwardIn[a][0] = value;
    });
    const out = this.pass([...this.layers.keys()], false);
    return out.map((message) => 100 * Math.tanh(message[1] / 100));
  }

  learn(error: readonly number[], target: readonly number[]): void {
    const { backwardIn } = this.layers.at(-1)!;
    error.forEach((value, b) => {
      backwardIn[b][0] = value;
      if (this.options.targetFeedback) backwardIn[b][1] = target[b];
    });
    if (!this.options.backwardPass) return;
    this.pass([...this.layers.keys()].reverse(), true);
    for (const message of backwardIn) message.fill(0);
  }
}
