/**
 * Bodies whose synapses all run one rule and learn while they live, by running forward only (SymLA, Kirsch et al. 2022,
 * with the mean messages and the schedule of the released VSML code).
 *
 * At each step of the world: sensors speak on channel 0 of the first layer's forward messages; the last action, one-hot,
 * and what other bodies say come back from the motors; the reward is broadcast; layers tick in order; actions are drawn
 * from the softmax of channel 0 of the last layer's messages.
 */
import type { MessageBus } from '../../src/bus/message-bus.ts';
import { tanh } from '../../src/numerics/hyperbolic.ts';
import { gumbelAt, truncatedGaussianAt } from '../../src/numerics/noise.ts';
import { softmax } from '../../src/numerics/softmax.ts';
import { STREAM } from '../../src/numerics/streams.ts';
import type { Kernel, KernelFactory } from '../../src/vsml/kernel.ts';
import type { RuleShape } from '../../src/vsml/rule-shape.ts';
import type { Boundary } from '../boundary.ts';
import type { Society, WorldSize } from '../society.ts';
import { Crossings } from './crossings.ts';
import { hearOthers } from './hearing.ts';
import type { VsmlOptions } from './vsml-options.ts';

/** Channel of a forward message that carries the observation into, and the logit out of, a network. */
const VALUE_CHANNEL = 0;
/** Channel of a backward message that carries the last action, one-hot. */
const ACTION_CHANNEL = 0;

export interface VsmlSocietySettings {
  readonly ruleShape: RuleShape;
  readonly size: WorldSize;
  readonly options: VsmlOptions;
  readonly boundary: Boundary;
  readonly createKernel: KernelFactory;
  /** False cuts reward and last action off: the control that cannot learn. */
  readonly feedback?: boolean;
}

export class VsmlSociety implements Society {
  readonly kernel: Kernel;
  readonly crossings: Crossings;
  readonly #settings: VsmlSocietySettings;
  readonly #life: Uint8Array;
  readonly #lastActions: Int32Array;
  readonly #logits: Float64Array;
  #seed = 0;
  #step = 0;

  constructor(settings: VsmlSocietySettings) {
    const { ruleShape, size, options, boundary } = settings;
    this.#settings = settings;
    this.kernel = settings.createKernel(ruleShape, {
      layerSizes: [size.observationSize, ...options.hiddenLayers, size.actionCount],
      bodies: size.bodyCount,
    });
    this.crossings = new Crossings(this.kernel, boundary);
    const { buffer, lifeStart, lifeEnd } = this.kernel.memory;
    this.#life = new Uint8Array(buffer, lifeStart, lifeEnd - lifeStart);
    this.#lastActions = new Int32Array(size.bodyCount);
    this.#logits = new Float64Array(size.bodyCount * size.actionCount);
  }

  /** Copies a rule's parameters in; the next lifetime runs them. */
  loadParameters(parameters: Float32Array): void {
    this.kernel.loadParameters(parameters);
  }

  /** Sends what crosses the boundary over this bus from now on; none is the same as a transparent one. */
  connect(bus: MessageBus | undefined): void {
    this.crossings.bus = bus;
  }

  /** h = 0 and messages = 0; the first half of c is drawn with deviation 1/sqrt(A) so that copies can differ. */
  reset(seed: number): void {
    this.#seed = seed;
    this.#step = 0;
    this.#lastActions.fill(-1);
    this.#logits.fill(0);
    this.#life.fill(0);
    this.crossings.reset();
    const { layers, ruleShape, shape } = this.kernel.memory;
    const { sharesMemory } = this.#settings.boundary;
    layers.forEach((layer, index) => {
      const deviation = 1 / Math.sqrt(layer.inputs);
      const perBody = layer.inputs * layer.outputs * ruleShape.stateSize;
      for (let body = 0; body < shape.bodies; body++) {
        const source = sharesMemory ? 0 : body;
        for (let n = 0; n < perBody; n++) {
          if (n % ruleShape.stateSize >= ruleShape.stateSize / 2) continue;
          const draw = truncatedGaussianAt(seed, STREAM.cellInitialisation, index * shape.bodies + source, n);
          layer.cell[body * perBody + n] = deviation * draw;
        }
      }
    });
  }

  act(observations: Float32Array, actions: Int32Array): void {
    this.#sense(observations);
    this.#feedBack();
    this.#tick();
    this.#choose(actions);
    if (this.#settings.boundary.sharesMemory) {
      for (let k = 0; k < this.kernel.memory.layers.length; k++) this.kernel.shareMemory(k);
    }
    this.#speak();
    this.#step++;
  }

  learn(rewards: Float32Array): void {
    if (this.#settings.feedback === false) return;
    this.kernel.memory.reward.set(rewards);
  }

  #sense(observations: Float32Array): void {
    const { layers, ruleShape } = this.kernel.memory;
    const { forwardIn } = layers[0];
    for (let unit = 0; unit < observations.length; unit++) {
      forwardIn[unit * ruleShape.messageSize + VALUE_CHANNEL] = observations[unit];
    }
  }

  #feedBack(): void {
    if (this.#settings.feedback === false) return;
    const { layers, ruleShape } = this.kernel.memory;
    const { backwardIn } = layers[layers.length - 1];
    const { actionCount } = this.#settings.size;
    for (let unit = 0; unit * ruleShape.messageSize < backwardIn.length; unit++) {
      const taken = this.#lastActions[Math.floor(unit / actionCount)] === unit % actionCount;
      backwardIn[unit * ruleShape.messageSize + ACTION_CHANNEL] = taken ? 1 : 0;
    }
  }

  /** Layers in order, each all its ticks: a layer hears this step's message from below and the last step's from above. */
  #tick(): void {
    const { ticks } = this.#settings.options;
    const { layers, ruleShape } = this.kernel.memory;
    for (let k = 0; k < layers.length; k++) {
      for (let tick = 0; tick < ticks; tick++) {
        this.kernel.update(k);
        if (ruleShape.ownMessages || this.crossings.interferes || tick === ticks - 1) {
          this.crossings.aggregate(k, 'forward');
          this.crossings.aggregate(k, 'backward');
        }
        this.crossings.tick++;
      }
      this.crossings.pass(k, 'forward');
      this.crossings.pass(k, 'backward');
    }
  }

  /** Gumbel-max: argmax of logit + Gumbel noise is a draw from the softmax; ties go to the lower index. */
  #choose(actions: Int32Array): void {
    const { layers, ruleShape } = this.kernel.memory;
    const { forwardOut } = layers[layers.length - 1];
    const { outputGain, outputBound } = this.#settings.options;
    const { bodyCount, actionCount } = this.#settings.size;
    for (let body = 0; body < bodyCount; body++) {
      let best = Number.NEGATIVE_INFINITY;
      let choice = 0;
      for (let action = 0; action < actionCount; action++) {
        const unit = body * actionCount + action;
        const message = forwardOut[unit * ruleShape.messageSize + VALUE_CHANNEL];
        const logit = outputBound * tanh((outputGain * message) / outputBound);
        this.#logits[unit] = logit;
        const score = logit + gumbelAt(this.#seed, STREAM.policy, this.#step, body, action);
        if (score > best) {
          best = score;
          choice = action;
        }
      }
      actions[body] = choice;
      this.#lastActions[body] = choice;
    }
  }

  /** What bodies say now, the others hear at the next step. */
  #speak(): void {
    const { bodies } = this.kernel.memory.shape;
    if (!this.#settings.options.hearing || bodies === 1) return;
    const { layers, ruleShape } = this.kernel.memory;
    const { messageSize } = ruleShape;
    const first = layers[0];
    const last = layers[layers.length - 1];
    hearOthers(this.crossings.broadcast('backward'), first.forwardIn, bodies, messageSize, VALUE_CHANNEL + 1);
    hearOthers(this.crossings.broadcast('forward'), last.backwardIn, bodies, messageSize, ACTION_CHANNEL + 1);
  }

  /** Probabilities of a body's actions at the last step, `[actionCount]`. */
  policy(body: number): Float64Array {
    const { actionCount } = this.#settings.size;
    const probabilities = new Float64Array(actionCount);
    softmax(probabilities, this.#logits.subarray(body * actionCount, (body + 1) * actionCount));
    return probabilities;
  }

  /** Learned memory (h and c) that one body adds, in floats; a swarm's shared half is divided among its bodies. */
  get memoryFloatsPerBody(): number {
    const { layers, shape } = this.kernel.memory;
    const floats = layers.reduce((sum, layer) => sum + layer.hidden.length + layer.cell.length, 0) / shape.bodies;
    return this.#settings.boundary.sharesMemory ? floats / 2 + floats / 2 / shape.bodies : floats;
  }
}
