/**
 * Worlds behind the API of gymnasium-js: `WorldEnv` for one body, `WorldParallelEnv` for any number, each
 * agent a body. Episodes are lifetimes: they are truncated, never terminated.
 */
import {
  Box,
  Discrete,
  Env,
  errors,
  type Generator,
  type Info,
  npRandom,
  ParallelEnv,
  type ParallelStepResult,
  type ResetArguments,
  register,
  type StepResult,
} from 'gymnasium-js';
import { createWorld, worlds } from './registry.ts';
import type { World } from './world.ts';

const SEED_BOUND = Number.MAX_SAFE_INTEGER;

/**
 * An ordinary number seeds the world itself, so that a seed names the same task everywhere; all else is
 * drawn.
 */
function worldSeed(seed: ResetArguments['seed'], generator: Generator): number {
  return typeof seed === 'number' ? seed : generator.integers(SEED_BOUND);
}

function observationBox(world: World): Box {
  return new Box(-Infinity, Infinity, [world.observationSize]);
}

/** A world with one body as an `Env`. */
export class WorldEnv extends Env<Float32Array, number> {
  override readonly observationSpace: Box;
  override readonly actionSpace: Discrete;
  readonly world: World;
  /** Steps left in this life; undefined before the first `reset`. */
  private stepsLeft: number | undefined;

  /** @throws RangeError when the world has several bodies */
  constructor(world: World) {
    super();
    if (world.bodyCount !== 1) {
      throw new RangeError(
        `${world.id} has ${world.bodyCount} bodies; WorldEnv takes one, makeParallel takes all`,
      );
    }
    this.world = world;
    this.observationSpace = observationBox(world);
    this.actionSpace = new Discrete(world.actionCount);
  }

  override reset(resetArguments: ResetArguments = {}): [Float32Array, Info] {
    this.seedFrom(resetArguments);
    this.world.reset(worldSeed(resetArguments.seed, this.npRandom));
    this.stepsLeft = this.world.lifetimeSteps;
    return [this.world.observations.slice(), {}];
  }

  override step(action: number): StepResult<Float32Array> {
    if (!this.stepsLeft) throw new errors.ResetNeeded(`${this.world.id}: call reset before step`);
    if (!this.actionSpace.contains(action)) {
      throw new errors.InvalidAction(
        `${this.world.id}: action must lie in ${this.actionSpace}, got ${action}`,
      );
    }
    this.world.step([action]);
    this.stepsLeft -= 1;
    return [this.world.observations.slice(), this.world.rewards[0], false, this.stepsLeft === 0, {}];
  }
}

/** A world as a `ParallelEnv` with agents `body_0`, `body_1`, ... */
export class WorldParallelEnv extends ParallelEnv<Float32Array, number> {
  override readonly possibleAgents: readonly string[];
  readonly world: World;
  private living: readonly string[] = [];
  private generator: Generator | null = null;
  private stepsLeft = 0;
  private readonly states: Box;
  private readonly actions: Int32Array;
  private readonly spaces: ReadonlyMap<string, { readonly observation: Box; readonly action: Discrete }>;

  constructor(world: World) {
    super();
    this.world = world;
    this.possibleAgents = Array.from({ length: world.bodyCount }, (_, body) => `body_${body}`);
    this.states = new Box(-Infinity, Infinity, [world.bodyCount * world.observationSize]);
    this.actions = new Int32Array(world.bodyCount);
    this.spaces = new Map(
      this.possibleAgents.map((agent) => [
        agent,
        { observation: observationBox(world), action: new Discrete(world.actionCount) },
      ]),
    );
  }

  override get agents(): readonly string[] {
    return this.living;
  }

  override get stateSpace(): Box {
    return this.states;
  }

  override observationSpace(agent: string): Box {
    return this.spacesOf(agent).observation;
  }

  override actionSpace(agent: string): Discrete {
    return this.spacesOf(agent).action;
  }

  override reset(resetArguments: ResetArguments = {}): [Map<string, Float32Array>, Map<string, Info>] {
    const { seed } = resetArguments;
    if (this.generator === null || (seed !== undefined && seed !== null)) this.generator = npRandom(seed)[0];
    this.world.reset(worldSeed(seed, this.generator));
    this.living = this.possibleAgents;
    this.stepsLeft = this.world.lifetimeSteps;
    return [this.observations(), this.forEachBody(() => ({}))];
  }

  override step(actions: ReadonlyMap<string, number>): ParallelStepResult<Float32Array> {
    if (this.stepsLeft === 0) throw new errors.ResetNeeded(`${this.world.id}: call reset before step`);
    this.possibleAgents.forEach((agent, body) => {
      const action = actions.get(agent);
      if (!this.actionSpace(agent).contains(action)) {
        throw new errors.InvalidAction(
          `${this.world.id}: the action of ${agent} must lie in ${this.actionSpace(agent)}, got ${action}`,
        );
      }
      this.actions[body] = action;
    });
    this.world.step(this.actions);
    this.stepsLeft -= 1;
    const truncated = this.stepsLeft === 0;
    if (truncated) this.living = [];
    return [
      this.observations(),
      this.forEachBody((body) => this.world.rewards[body]),
      this.forEachBody(() => false),
      this.forEachBody(() => truncated),
      this.forEachBody(() => ({})),
    ];
  }

  /** All observations, `[bodyCount * observationSize]`, as a copy. */
  override state(): Float32Array {
    return this.world.observations.slice();
  }

  private spacesOf(agent: string): { readonly observation: Box; readonly action: Discrete } {
    const spaces = this.spaces.get(agent);
    if (spaces === undefined) {
      throw new RangeError(
        `${this.world.id} has no agent '${agent}'; there are body_0 to body_${this.world.bodyCount - 1}`,
      );
    }
    return spaces;
  }

  private forEachBody<Value>(valueAt: (body: number) => Value): Map<string, Value> {
    return new Map(this.possibleAgents.map((agent, body) => [agent, valueAt(body)]));
  }

  /** Copies: what a caller keeps must not change under its hands at the next step. */
  private observations(): Map<string, Float32Array> {
    const size = this.world.observationSize;
    return this.forEachBody((body) => this.world.observations.slice(body * size, (body + 1) * size));
  }
}

/**
 * Registers every world with gymnasium-js: `make` gives it with one body, `makeParallel` with as many as its
 * options say.
 */
export function registerWorlds(): void {
  for (const id of worlds.keys()) {
    register({
      id,
      entryPoint: (options) => new WorldEnv(createWorld(id, { bodies: 1, ...options })),
      parallelEntryPoint: (options) => new WorldParallelEnv(createWorld(id, options)),
    });
  }
}
