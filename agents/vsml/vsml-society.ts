/**
 * Bodies whose synapses all run one rule and learn while they live, by running forward only (SymLA, Kirsch et al. 2022,
 * with the mean messages and the schedule of the released VSML code).
 *
 * At each step of the world: sensors speak on channel 0 of the first layer's forward messages; the last action, one-hot,
 * and what other bodies say come back from the motors; the reward is broadcast; layers tick in order; actions are drawn
 * from the softmax of channel 0 of the last layer's messages.
 */
import type { MessageBus } from '../../src/bus/message-bus.ts';
import type { Kernel, KernelFactory } from '../../src/vsml/kernel.ts';
import type { RuleShape } from '../../src/vsml/rule-shape.ts';
import type { Boundary } from '../boundary.ts';
import type { Society, WorldSize } from '../society.ts';
import { Crossings } from './crossings.ts';
import { bornCell } from './initial-state.ts';
import { Ports } from './ports.ts';
import type { VsmlOptions } from './vsml-options.ts';

export interface VsmlSocietySettings {
  readonly ruleShape: RuleShape;
  readonly size: WorldSize;
  readonly options: VsmlOptions;
  readonly boundary: Boundary;
  readonly createKernel: KernelFactory;
  /** False cuts reward and last action off: the control that cannot learn. */
  readonly feedback?: boolean;
  /** For a body simulated alone: which one of how many it is, which decides what it is born with and its chance. */
  readonly place?: { readonly body: number; readonly bodies: number };
}

export class VsmlSociety implements Society {
  readonly kernel: Kernel;
  readonly crossings: Crossings;
  readonly ports: Ports;
  readonly boundary: Boundary;
  readonly #ticks: number;
  readonly #feedback: boolean;
  readonly #place: { readonly body: number; readonly bodies: number };
  readonly #life: Uint8Array;

  constructor({ ruleShape, size, options, boundary, createKernel, feedback, place }: VsmlSocietySettings) {
    this.kernel = createKernel(ruleShape, {
      layerSizes: [size.observationSize, ...options.hiddenLayers, size.actionCount],
      bodies: size.bodyCount,
    });
    this.crossings = new Crossings(this.kernel, boundary);
    this.#place = place ?? { body: 0, bodies: size.bodyCount };
    this.ports = new Ports(this.kernel.memory, size, options, this.#place.body);
    this.boundary = boundary;
    this.#ticks = options.ticks;
    this.#feedback = feedback !== false;
    const { buffer, lifeStart, lifeEnd } = this.kernel.memory;
    this.#life = new Uint8Array(buffer, lifeStart, lifeEnd - lifeStart);
  }

  /** Copies a rule's parameters in; the next lifetime runs them. */
  loadParameters(parameters: Float32Array): void {
    this.kernel.loadParameters(parameters);
  }

  /** Sends what crosses the boundary over this bus from now on; none is the same as a transparent one. */
  connect(bus: MessageBus | undefined): void {
    this.crossings.bus = bus;
  }

  /** All messages and states are 0 but for what synapses are born with; a swarm's bodies are born alike. */
  reset(seed: number): void {
    this.#life.fill(0);
    this.crossings.reset();
    this.ports.reset(seed);
    const { layers, ruleShape, shape } = this.kernel.memory;
    const { bodies } = this.#place;
    layers.forEach(({ inputs, outputs, cell }, layer) => {
      for (let synapse = 0; synapse < shape.bodies * inputs * outputs; synapse++) {
        const born = this.boundary.sharesMemory ? 0 : Math.floor(synapse / (inputs * outputs));
        const body = this.#place.body + born;
        const input = Math.floor(synapse / outputs) % inputs;
        const place = { bodies, body, layer, inputs, outputs, input, output: synapse % outputs };
        bornCell(cell, synapse * ruleShape.stateSize, ruleShape.stateSize, seed, place);
      }
    });
  }

  act(observations: Float32Array, actions: Int32Array): void {
    this.ports.sense(observations);
    if (this.#feedback) this.ports.tellActions();
    this.#tick();
    this.ports.choose(actions);
    if (this.boundary.sharesMemory) {
      for (let k = 0; k < this.kernel.memory.layers.length; k++) this.kernel.shareMemory(k);
    }
    if (this.ports.hears) {
      this.ports.hear(this.crossings.broadcast('backward'), this.crossings.broadcast('forward'));
    }
  }

  learn(rewards: Float32Array): void {
    if (this.#feedback) this.kernel.memory.reward.set(rewards);
  }

  /** Layers in order, each all its ticks: a layer hears this step's message from below and the last step's from above. */
  #tick(): void {
    const { layers, ruleShape } = this.kernel.memory;
    const everyTick = ruleShape.ownMessages || this.crossings.interferes;
    for (let k = 0; k < layers.length; k++) {
      for (let tick = 0; tick < this.#ticks; tick++) {
        this.kernel.update(k);
        if (everyTick || tick === this.#ticks - 1) {
          this.crossings.aggregate(k, 'forward');
          this.crossings.aggregate(k, 'backward');
        }
        this.crossings.tick++;
      }
      this.crossings.pass(k, 'forward');
      this.crossings.pass(k, 'backward');
    }
  }

  /** Probabilities of a body's actions at the last step, `[actionCount]`. */
  policy(body: number): Float64Array {
    return this.ports.policy(body);
  }

  /** Learned memory (h and c) that one body adds, in floats; a swarm's shared half is divided among its bodies. */
  get memoryFloatsPerBody(): number {
    const { layers, shape } = this.kernel.memory;
    const floats =
      layers.reduce((sum, layer) => sum + layer.hidden.length + layer.cell.length, 0) / shape.bodies;
    return this.boundary.sharesMemory ? floats / 2 + floats / 2 / shape.bodies : floats;
  }
}
