/**
 * Bodies as the agents of a `ParallelEnv`: one step of the environment is one step of the world. A body observes what
 * its sensors and its reward tell and what it hears of the others; it acts by an action and by what it says.
 */
import {
  Dict,
  Discrete,
  errors,
  type Info,
  ParallelEnv,
  type ParallelStepResult,
  type ResetArguments,
} from 'gymnasium-js';
import { lifetimePartSeed } from '../../src/numerics/lifetime-seed.ts';
import { hearOthers } from '../vsml/hearing.ts';
import { everything, type SocietyParts } from './society-parts.ts';

export interface BodyObservation {
  /** `[observationSize]` */
  readonly observation: Float32Array;
  /** `[1]`, of the last step. */
  readonly reward: Float32Array;
  /** `[observationSize, M]`, the mean of what the others say about sensors; channel 0 is silent. */
  readonly heardSensors: Float32Array;
  /** `[actionCount, M]`, the mean of what the others say about motors; channel 0 is silent. */
  readonly heardMotors: Float32Array;
}

export interface BodyAction {
  readonly action: number;
  /** `[observationSize, M]`: the message that the first layer says back to the sensors. */
  readonly aboutSensors: Float32Array;
  /** `[actionCount, M]`: the message that the last layer says to the motors. */
  readonly aboutMotors: Float32Array;
}

export class BodyEnvironment extends ParallelEnv<BodyObservation, BodyAction> {
  override readonly possibleAgents: readonly string[];
  readonly #parts: SocietyParts;
  readonly #spaces: readonly { observation: Dict<BodyObservation>; action: Dict<BodyAction> }[];
  readonly #actions: Int32Array;
  readonly #said: { sensors: Float32Array; motors: Float32Array };
  readonly #heard: { sensors: Float32Array; motors: Float32Array };
  #living: readonly string[] = [];
  #step = 0;

  constructor(parts: SocietyParts) {
    super();
    const { bodyCount, observationSize, actionCount } = parts.world;
    const { messageSize: M } = parts.rule.shape;
    this.#parts = parts;
    this.possibleAgents = Array.from({ length: bodyCount }, (_, body) => `body_${body}`);
    this.#spaces = this.possibleAgents.map(() => ({
      observation: new Dict<BodyObservation>({
        observation: everything(observationSize),
        reward: everything(1),
        heardSensors: everything(observationSize * M),
        heardMotors: everything(actionCount * M),
      }),
      action: new Dict<BodyAction>({
        action: new Discrete(actionCount),
        aboutSensors: everything(observationSize * M),
        aboutMotors: everything(actionCount * M),
      }),
    }));
    this.#actions = new Int32Array(bodyCount);
    const messages = () => ({
      sensors: new Float32Array(bodyCount * observationSize * M),
      motors: new Float32Array(bodyCount * actionCount * M),
    });
    this.#said = messages();
    this.#heard = messages();
  }

  override get agents(): readonly string[] {
    return this.#living;
  }

  override observationSpace(agent: string): Dict<BodyObservation> {
    return this.#spaces[this.#indexOf(agent)].observation;
  }

  override actionSpace(agent: string): Dict<BodyAction> {
    return this.#spaces[this.#indexOf(agent)].action;
  }

  #indexOf(agent: string): number {
    const body = this.possibleAgents.indexOf(agent);
    if (body < 0) throw new RangeError(`there is no agent "${agent}"; agents are named like "body_0"`);
    return body;
  }

  /** The seed is a lifetime's seed (default 0). */
  override reset({ seed }: ResetArguments = {}): [Map<string, BodyObservation>, Map<string, Info>] {
    this.#parts.world.reset(lifetimePartSeed(Number(seed ?? 0), 'world'));
    this.#heard.sensors.fill(0);
    this.#heard.motors.fill(0);
    this.#living = this.possibleAgents;
    this.#step = 0;
    return [this.#observations(new Float32Array(this.possibleAgents.length)), this.#each(() => ({}))];
  }

  override step(actions: ReadonlyMap<string, BodyAction>): ParallelStepResult<BodyObservation> {
    if (this.#living.length === 0) throw new errors.ResetNeeded('call reset before step');
    const { world, rule, options, steps } = this.#parts;
    this.possibleAgents.forEach((agent, body) => {
      const action = actions.get(agent);
      if (!action || !this.actionSpace(agent).contains(action)) {
        throw new errors.InvalidAction(`the action of ${agent} must lie in ${this.actionSpace(agent)}`);
      }
      this.#actions[body] = action.action;
      this.#said.sensors.set(action.aboutSensors, body * action.aboutSensors.length);
      this.#said.motors.set(action.aboutMotors, body * action.aboutMotors.length);
    });
    if (options.hearing && world.bodyCount > 1) {
      hearOthers(this.#said.sensors, this.#heard.sensors, world.bodyCount, rule.shape.messageSize, 1);
      hearOthers(this.#said.motors, this.#heard.motors, world.bodyCount, rule.shape.messageSize, 1);
    }
    world.step(this.#actions);
    this.#step++;
    const over = this.#step >= steps;
    if (over) this.#living = [];
    return [
      this.#observations(world.rewards),
      this.#each((body) => world.rewards[body]),
      this.#each(() => false),
      this.#each(() => over),
      this.#each(() => ({})),
    ];
  }

  #each<Value>(valueAt: (body: number) => Value): Map<string, Value> {
    return new Map(this.possibleAgents.map((agent, body) => [agent, valueAt(body)]));
  }

  #observations(rewards: Float32Array): Map<string, BodyObservation> {
    const { observations, bodyCount } = this.#parts.world;
    const share = (values: Float32Array, body: number) => {
      const length = values.length / bodyCount;
      return values.slice(body * length, (body + 1) * length);
    };
    return this.#each((body) => ({
      observation: share(observations, body),
      reward: share(rewards, body),
      heardSensors: share(this.#heard.sensors, body),
      heardMotors: share(this.#heard.motors, body),
    }));
  }
}
