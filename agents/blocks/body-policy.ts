/** The rule at work in one body alone: a network that knows its sensors, its reward and what it hears of others. */
import { lifetimePartSeed } from '../../src/numerics/lifetime-seed.ts';
import { boundaries } from '../boundary.ts';
import { VsmlSociety } from '../vsml/vsml-society.ts';
import type { BodyAction, BodyObservation } from './body-environment.ts';
import type { SocietyParts } from './society-parts.ts';

export class BodyPolicy {
  readonly #society: VsmlSociety;
  readonly #action = new Int32Array(1);

  /** @param body its number in the society: it decides what the body is born with and what chance it draws */
  constructor(body: number, { world, options, rule, createKernel }: SocietyParts) {
    const { observationSize, actionCount, bodyCount } = world;
    this.#society = new VsmlSociety({
      ruleShape: rule.shape,
      size: { bodyCount: 1, observationSize, actionCount },
      options,
      boundary: boundaries.body,
      createKernel,
      place: { body, bodies: bodyCount },
    });
    this.#society.loadParameters(rule.parameters);
  }

  /** Is born again, as its part of a society that lives the lifetime with this seed. */
  reset(lifetimeSeed: number): void {
    this.#society.reset(lifetimePartSeed(lifetimeSeed, 'society'));
  }

  act({ observation, reward, heardSensors, heardMotors }: BodyObservation): BodyAction {
    const { layers } = this.#society.kernel.memory;
    const first = layers[0];
    const last = layers[layers.length - 1];
    // Channel 0 of what is heard is silent; sensors and last action are written over it.
    first.forwardIn.set(heardSensors);
    last.backwardIn.set(heardMotors);
    this.#society.learn(reward);
    this.#society.act(observation, this.#action);
    return {
      action: this.#action[0],
      aboutSensors: first.backwardOut.slice(),
      aboutMotors: last.forwardOut.slice(),
    };
  }
}
