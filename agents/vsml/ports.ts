/**
 * The open ends of the networks of all bodies: sensors and motors, reward, and what bodies hear of each other. Every
 * boundary leaves these where they are, so the undivided society and its blocks share this code.
 */
import { softmax } from '../../src/numerics/softmax.ts';
import type { NetworkMemory } from '../../src/vsml/network-memory.ts';
import type { WorldSize } from '../society.ts';
import { hearOthers } from './hearing.ts';
import { ACTION_CHANNEL, chooseAction, tellAction, VALUE_CHANNEL } from './motor.ts';
import type { VsmlOptions } from './vsml-options.ts';

export class Ports {
  readonly #memory: NetworkMemory;
  readonly #size: WorldSize;
  readonly #options: VsmlOptions;
  readonly #lastActions: Int32Array;
  readonly #logits: Float64Array;
  readonly #chance: Float64Array;
  /** Number of the first body in the society that it belongs to, so that a lone body draws its own chance. */
  readonly #firstBody: number;
  #seed = 0;
  #step = 0;

  constructor(memory: NetworkMemory, size: WorldSize, options: VsmlOptions, firstBody = 0) {
    this.#memory = memory;
    this.#size = size;
    this.#options = options;
    this.#firstBody = firstBody;
    this.#lastActions = new Int32Array(size.bodyCount);
    this.#logits = new Float64Array(size.bodyCount * size.actionCount);
    this.#chance = new Float64Array(size.actionCount);
  }

  reset(seed: number): void {
    this.#seed = seed;
    this.#step = 0;
    this.#lastActions.fill(-1);
    this.#logits.fill(0);
  }

  /** Writes observations `[bodies, observationSize]` to the sensors. */
  sense(observations: Float32Array): void {
    const { messageSize } = this.#memory.ruleShape;
    const { forwardIn } = this.#memory.layers[0];
    for (let unit = 0; unit < observations.length; unit++) {
      forwardIn[unit * messageSize + VALUE_CHANNEL] = observations[unit];
    }
  }

  /** Writes every body's last action back to its motors. */
  tellActions(): void {
    const { messageSize } = this.#memory.ruleShape;
    const { backwardIn } = this.#memory.layers[this.#memory.layers.length - 1];
    const { bodyCount, actionCount } = this.#size;
    for (let body = 0; body < bodyCount; body++) {
      const start = body * actionCount * messageSize;
      tellAction(backwardIn, start, messageSize, this.#lastActions[body], actionCount);
    }
  }

  /** Draws every body's action from what its motors hear, and ends the step. */
  choose(actions: Int32Array): void {
    const { messageSize } = this.#memory.ruleShape;
    const { forwardOut } = this.#memory.layers[this.#memory.layers.length - 1];
    const { bodyCount, actionCount } = this.#size;
    for (let body = 0; body < bodyCount; body++) {
      const logits = this.#logits.subarray(body * actionCount, (body + 1) * actionCount);
      const start = body * actionCount * messageSize;
      const draw = { seed: this.#seed, step: this.#step, body: this.#firstBody + body };
      actions[body] = chooseAction(this.#options, draw, forwardOut, start, messageSize, logits, this.#chance);
    }
    this.#lastActions.set(actions);
    this.#step++;
  }

  /** Whether bodies hear each other at all. */
  get hears(): boolean {
    return this.#options.hearing && this.#size.bodyCount > 1;
  }

  /**
   * Gives every body the mean of what the others say, to be heard at the next step.
   * @param aboutSensors backward messages of all first layers, `[bodies, observationSize, M]`
   * @param aboutMotors forward messages of all last layers, `[bodies, actionCount, M]`
   */
  hear(aboutSensors: Float32Array, aboutMotors: Float32Array): void {
    const { layers, ruleShape } = this.#memory;
    const { forwardIn } = layers[0];
    const { backwardIn } = layers[layers.length - 1];
    const { bodyCount } = this.#size;
    hearOthers(aboutSensors, forwardIn, bodyCount, ruleShape.messageSize, VALUE_CHANNEL + 1);
    hearOthers(aboutMotors, backwardIn, bodyCount, ruleShape.messageSize, ACTION_CHANNEL + 1);
  }

  /** Probabilities of a body's actions at the last step, `[actionCount]`. */
  policy(body: number): Float64Array {
    const { actionCount } = this.#size;
    const probabilities = new Float64Array(actionCount);
    softmax(probabilities, this.#logits.subarray(body * actionCount, (body + 1) * actionCount));
    return probabilities;
  }
}
