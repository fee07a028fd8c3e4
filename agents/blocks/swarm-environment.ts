/** The whole swarm as the only agent of a `ParallelEnv`: it observes every body's sensors and moves every body. */
import {
  Box,
  Dict,
  errors,
  type Info,
  ParallelEnv,
  type ParallelStepResult,
  type ResetArguments,
} from 'gymnasium-js';
import { lifetimePartSeed } from '../../src/numerics/lifetime-seed.ts';
import { everything, type SocietyParts } from './society-parts.ts';

export interface SwarmObservation {
  /** `[bodies, observationSize]` */
  readonly observations: Float32Array;
  /** `[bodies]`, of the last step. */
  readonly rewards: Float32Array;
}

export class SwarmEnvironment extends ParallelEnv<SwarmObservation, Int32Array> {
  override readonly possibleAgents: readonly string[] = ['swarm'];
  readonly #parts: SocietyParts;
  readonly #observationSpace: Dict<SwarmObservation>;
  readonly #actionSpace: Box<'int32'>;
  #living: readonly string[] = [];
  #step = 0;

  constructor(parts: SocietyParts) {
    super();
    const { observations, bodyCount, actionCount } = parts.world;
    this.#parts = parts;
    this.#observationSpace = new Dict<SwarmObservation>({
      observations: everything(observations.length),
      rewards: everything(bodyCount),
    });
    this.#actionSpace = new Box(0, actionCount - 1, [bodyCount], 'int32');
  }

  override get agents(): readonly string[] {
    return this.#living;
  }

  override observationSpace(_agent: string): Dict<SwarmObservation> {
    return this.#observationSpace;
  }

  override actionSpace(_agent: string): Box<'int32'> {
    return this.#actionSpace;
  }

  /** The seed is a lifetime's seed (default 0). */
  override reset({ seed }: ResetArguments = {}): [Map<string, SwarmObservation>, Map<string, Info>] {
    this.#parts.world.reset(lifetimePartSeed(Number(seed ?? 0), 'world'));
    this.#living = this.possibleAgents;
    this.#step = 0;
    return [this.#observation(new Float32Array(this.#parts.world.bodyCount)), new Map([['swarm', {}]])];
  }

  /** The reward of the swarm is the sum of its bodies' rewards. */
  override step(actions: ReadonlyMap<string, Int32Array>): ParallelStepResult<SwarmObservation> {
    if (this.#living.length === 0) throw new errors.ResetNeeded('call reset before step');
    const action = actions.get('swarm');
    if (!this.#actionSpace.contains(action)) {
      throw new errors.InvalidAction(`the action of swarm must lie in ${this.#actionSpace}`);
    }
    const { world, steps } = this.#parts;
    world.step(action);
    this.#step++;
    const over = this.#step >= steps;
    if (over) this.#living = [];
    const reward = world.rewards.reduce((sum, value) => sum + value, 0);
    const of = <Value>(value: Value) => new Map([['swarm', value]]);
    return [this.#observation(world.rewards), of(reward), of(false), of(over), of({})];
  }

  #observation(rewards: Float32Array): Map<string, SwarmObservation> {
    return new Map([
      ['swarm', { observations: this.#parts.world.observations.slice(), rewards: rewards.slice() }],
    ]);
  }
}
