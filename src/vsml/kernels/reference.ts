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

/** The synapses of a unit in one body's layer: `first, first + stride, ...`. */
interface Synapses {
  /** `[A, B]`, of the layer. */
  readonly types: Uint32Array;
  readonly first: number;
  readonly stride: number;
  readonly count: number;
}

class ReferenceKernel implements Kernel {
  readonly name = 'reference';
  readonly memory: NetworkMemory;
  /** `[rules][types]` */
  readonly #rules: readonly (readonly RuleTensors[])[];

  constructor(memory: NetworkMemory) {
    this.memory = memory;
    const layout = parameterLayout(memory.ruleShape);
    const { rules = 1, types = 1 } = memory.shape;
    const length = memory.parameters.length / (rules * types);
    const tensors = (set: number): RuleTensors => {
      const own = memory.parameters.subarray(set * length, (set + 1) * length);
      return new Map(
        layout.map((tensor) => [tensor.name, own.subarray(tensor.offset, tensor.offset + tensor.length)]),
      );
    };
    this.#rules = Array.from({ length: rules }, (_, rule) =>
      Array.from({ length: types }, (_, type) => tensors(rule * types + type)),
    );
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
    for (let body = 0; body < this.memory.shape.bodies; body++) {
      this.#rules[rule].forEach((tensors, type) => {
        for (let a = 0; a < layer.inputs; a++) this.#gateRow(tensors, layer, body, a);
        for (let b = 0; b < layer.outputs; b++) this.#gateColumn(tensors, layer, body, b);
        this.#updateType(tensors, layer, body, type);
      });
    }
  }

  /** The synapses of a type, from the gate terms of that type. */
  #updateType(tensors: RuleTensors, layer: LayerMemory, body: number, type: number): void {
    const { stateSize: N } = this.memory.ruleShape;
    const { inputs, outputs, rows, columns, hidden, cell } = layer;
    const hiddenWeights = tensors.get('hidden')!;
    for (let a = 0; a < inputs; a++) {
      for (let b = 0; b < outputs; b++) {
        if (layer.types[a * outputs + b] !== type) continue;
        const stateStart = ((body * inputs + a) * outputs + b) * N;
        updateSynapse(N, rows, a * 4 * N, columns, b * 4 * N, hiddenWeights, hidden, cell, stateStart);
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
        const synapses = { types: layer.types, first: b, stride: B, count: A };
        const own = contributions.subarray(body * A * B * this.memory.ruleShape.stateSize);
        this.#message(rule, 'forward', own, synapses, layer.forwardOut, body * B + b);
      }
    }
  }

  aggregateBackward(index: number, source: ContributionSource, rule = 0): void {
    const layer = this.memory.layers[index];
    const { inputs: A, outputs: B } = layer;
    const contributions = source === 'hidden' ? layer.hidden : layer.arrivedBackward;
    for (let body = 0; body < this.memory.shape.bodies; body++) {
      for (let a = 0; a < A; a++) {
        const synapses = { types: layer.types, first: a * B, stride: 1, count: B };
        const own = contributions.subarray(body * A * B * this.memory.ruleShape.stateSize);
        this.#message(rule, 'backward', own, synapses, layer.backwardOut, body * A + a);
      }
    }
  }

  /** `out[unit] = sum over types of (messenger of the type applied to its part of the mean (or sum) + its share of bias)`. */
  #message(
    rule: number,
    direction: 'forward' | 'backward',
    contributions: Float32Array,
    synapses: Synapses,
    out: Float32Array,
    unit: number,
  ): void {
    const { messageSize: M } = this.memory.ruleShape;
    // Minus zero is what leaves every first summand as it is.
    out.fill(-0, unit * M, (unit + 1) * M);
    this.#rules[rule].forEach((tensors, type) => {
      this.#addMessage(tensors, type, direction, contributions, synapses, out, unit * M);
    });
  }

  /** Adds what the synapses of one type say, each summed in order; a type without synapses here says nothing. */
  #addMessage(
    tensors: RuleTensors,
    type: number,
    direction: 'forward' | 'backward',
    contributions: Float32Array,
    { types, first, stride, count }: Synapses,
    out: Float32Array,
    outStart: number,
  ): void {
    const { stateSize: N, messageSize: M } = this.memory.ruleShape;
    const mean = new Float32Array(N);
    let present = 0;
    for (let s = 0; s < count; s++) {
      const synapse = first + s * stride;
      if (types[synapse] !== type) continue;
      present++;
      for (let n = 0; n < N; n++) mean[n] += contributions[synapse * N + n];
    }
    if (present === 0) return;
    const scale = this.memory.shape.reduction === 'sum' ? 1 : fround(1 / count);
    for (let n = 0; n < N; n++) mean[n] *= scale;
    const share = fround(present / count);
    const bias = tensors.get(`${direction}_messenger_bias`)!;
    for (let m = 0; m < M; m++) out[outStart + m] += fround(share * bias[m]);
    const messenger = tensors.get(`${direction}_messenger`)!;
    for (let n = 0; n < N; n++) {
      for (let m = 0; m < M; m++) out[outStart + m] += fround(messenger[n * M + m] * mean[n]);
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
