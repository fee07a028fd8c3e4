/**
 * The readable reference of the tick: plain loops over synapses, one rounding per operation. Every other kernel is
 * held to its bits. (Kirsch & Schmidhuber 2021, equations 5 to 8, factored as in ARCHITECTURE.md)
 */
import type { ContributionSource, Kernel, KernelFactory } from '../kernel.ts';
import { type LayerMemory, layOutNetwork, type NetworkMemory } from '../network-memory.ts';
import { assertRuleShape, parameterLayout } from '../rule-shape.ts';
import { updateSynapse } from '../synapse.ts';

const fround = Math.fround;

/** `accumulator[j] += sum_m weights[m, j] message[m]`, m in order. */
function addProduct(
  accumulator: Float32Array,
  start: number,
  gates: number,
  weights: Float32Array,
  message: Float32Array,
  messageStart: number,
  messageSize: number,
): void {
  for (let m = 0; m < messageSize; m++) {
    const value = message[messageStart + m];
    for (let j = 0; j < gates; j++) {
      accumulator[start + j] += fround(weights[m * gates + j] * value);
    }
  }
}

type RuleTensors = ReadonlyMap<string, Float32Array>;

class ReferenceKernel implements Kernel {
  readonly name = 'reference';
  readonly memory: NetworkMemory;
  /** One map a rule. */
  readonly #rules: readonly RuleTensors[];

  constructor(memory: NetworkMemory) {
    this.memory = memory;
    const layout = parameterLayout(memory.ruleShape);
    const { rules = 1 } = memory.shape;
    const ruleLength = memory.parameters.length / rules;
    this.#rules = Array.from({ length: rules }, (_, rule) => {
      const ofRule = memory.parameters.subarray(rule * ruleLength, (rule + 1) * ruleLength);
      return new Map(
        layout.map(({ name, offset, length }) => [name, ofRule.subarray(offset, offset + length)]),
      );
    });
  }

  loadParameters(parameters: Float32Array): void {
    if (parameters.length !== this.memory.parameters.length) {
      throw new RangeError(
        `this kernel takes ${this.memory.parameters.length} parameters, got ${parameters.length}`,
      );
    }
    this.memory.parameters.set(parameters);
  }

  update(index: number, rule = 0): void {
    const layer = this.memory.layers[index];
    const { stateSize: N } = this.memory.ruleShape;
    const tensors = this.#rules[rule];
    const hiddenWeights = tensors.get('hidden')!;
    for (let body = 0; body < this.memory.shape.bodies; body++) {
      for (let a = 0; a < layer.inputs; a++) this.#gateRow(tensors, layer, body, a);
      for (let b = 0; b < layer.outputs; b++) this.#gateColumn(tensors, layer, body, b);
      for (let a = 0; a < layer.inputs; a++) {
        for (let b = 0; b < layer.outputs; b++) {
          const stateStart = ((body * layer.inputs + a) * layer.outputs + b) * N;
          const { rows, columns, hidden, cell } = layer;
          updateSynapse(N, rows, a * 4 * N, columns, b * 4 * N, hiddenWeights, hidden, cell, stateStart);
        }
      }
    }
  }

  /** `row_a = W_f m_fwd[a] + W_b' m_bwd_own[a] + coordinate of a`. */
  #gateRow(tensors: RuleTensors, layer: LayerMemory, body: number, a: number): void {
    const { stateSize: N, messageSize: M } = this.memory.ruleShape;
    const { rows } = layer;
    const gates = 4 * N;
    const start = a * gates;
    const message = (body * layer.inputs + a) * M;
    rows.fill(0, start, start + gates);
    addProduct(rows, start, gates, tensors.get('forward')!, layer.forwardIn, message, M);
    const ownBackward = tensors.get('own_backward');
    if (ownBackward) addProduct(rows, start, gates, ownBackward, layer.backwardOut, message, M);
    const coordinates = tensors.get('coordinates');
    if (coordinates) addProduct(rows, start, gates, coordinates, layer.inputPositions, a, 1);
  }

  /** `column_b = bias + offsets + W_b m_bwd[b] + W_f' m_fwd_own[b] + w_r reward + coordinates of b and of the layer`. */
  #gateColumn(tensors: RuleTensors, layer: LayerMemory, body: number, b: number): void {
    const { stateSize: N, messageSize: M, gateOffset } = this.memory.ruleShape;
    const { columns } = layer;
    const gates = 4 * N;
    const start = b * gates;
    const message = (body * layer.outputs + b) * M;
    columns.set(tensors.get('bias')!, start);
    for (let n = 0; n < N; n++) {
      columns[start + n] -= fround(gateOffset);
      columns[start + 2 * N + n] += fround(gateOffset);
    }
    addProduct(columns, start, gates, tensors.get('backward')!, layer.backwardIn, message, M);
    const ownForward = tensors.get('own_forward');
    if (ownForward) addProduct(columns, start, gates, ownForward, layer.forwardOut, message, M);
    const reward = tensors.get('reward');
    if (reward) addProduct(columns, start, gates, reward, this.memory.reward, body, 1);
    const coordinates = tensors.get('coordinates');
    if (coordinates) {
      const ofOutputs = coordinates.subarray(gates);
      addProduct(columns, start, gates, ofOutputs, layer.outputPositions, 2 * b, 2);
    }
  }

  aggregateForward(index: number, source: ContributionSource, rule = 0): void {
    const layer = this.memory.layers[index];
    const { inputs: A, outputs: B } = layer;
    const contributions = source === 'hidden' ? layer.hidden : layer.arrivedForward;
    for (let body = 0; body < this.memory.shape.bodies; body++) {
      for (let b = 0; b < B; b++) {
        const first = body * A * B + b;
        this.#message(
          this.#rules[rule],
          'forward',
          contributions,
          first,
          B,
          A,
          layer.forwardOut,
          body * B + b,
        );
      }
    }
  }

  aggregateBackward(index: number, source: ContributionSource, rule = 0): void {
    const layer = this.memory.layers[index];
    const { inputs: A, outputs: B } = layer;
    const contributions = source === 'hidden' ? layer.hidden : layer.arrivedBackward;
    for (let body = 0; body < this.memory.shape.bodies; body++) {
      for (let a = 0; a < A; a++) {
        const first = (body * A + a) * B;
        this.#message(
          this.#rules[rule],
          'backward',
          contributions,
          first,
          1,
          B,
          layer.backwardOut,
          body * A + a,
        );
      }
    }
  }

  /** `out[unit] = messenger applied to the mean (or sum) of count contributions, first, first + stride, ...`, in order. */
  #message(
    tensors: RuleTensors,
    direction: 'forward' | 'backward',
    contributions: Float32Array,
    first: number,
    stride: number,
    count: number,
    out: Float32Array,
    unit: number,
  ): void {
    const { stateSize: N, messageSize: M } = this.memory.ruleShape;
    const mean = new Float32Array(N);
    for (let s = 0; s < count; s++) {
      const start = (first + s * stride) * N;
      for (let n = 0; n < N; n++) mean[n] += contributions[start + n];
    }
    const scale = this.memory.shape.reduction === 'sum' ? 1 : fround(1 / count);
    for (let n = 0; n < N; n++) mean[n] *= scale;
    out.set(tensors.get(`${direction}_messenger_bias`)!, unit * M);
    const messenger = tensors.get(`${direction}_messenger`)!;
    for (let n = 0; n < N; n++) {
      for (let m = 0; m < M; m++) out[unit * M + m] += fround(messenger[n * M + m] * mean[n]);
    }
  }

  shareMemory(index: number): void {
    const { stateSize: N } = this.memory.ruleShape;
    const { bodies } = this.memory.shape;
    const layer = this.memory.layers[index];
    const perBody = layer.inputs * layer.outputs * N;
    const inverse = fround(1 / bodies);
    for (const state of [layer.hidden, layer.cell]) {
      for (let start = 0; start < perBody; start += N) {
        for (let n = start; n < start + N / 2; n++) {
          let sum = state[n];
          for (let body = 1; body < bodies; body++) sum = fround(sum + state[body * perBody + n]);
          const mean = fround(sum * inverse);
          for (let body = 0; body < bodies; body++) state[body * perBody + n] = mean;
        }
      }
    }
  }
}

/** Makes a reference kernel in a buffer of its own. */
export const createReferenceKernel: KernelFactory = (ruleShape, shape) => {
  assertRuleShape(ruleShape);
  return new ReferenceKernel(layOutNetwork(ruleShape, shape, 0, (bytes) => new ArrayBuffer(bytes)));
};
