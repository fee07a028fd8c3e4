/** Actions for tests: random ones of spaces that are seeded when an agent is met for the first time. */
import { sampleAction } from '../action-mask.ts';
import type { Info } from '../env.ts';
import type { Space } from '../spaces/space.ts';

/** What both kinds of environments of many agents have. */
interface AgentSpaces {
  observationSpace(agent: string): Space<unknown>;
  actionSpace(agent: string): Space<unknown>;
}

/**
 * Seeds the spaces of agents as they appear with `seed`, `seed + 1`, ..., those of observations too, from which some
 * worlds draw; every space once.
 */
export class TestActions {
  readonly #env: AgentSpaces;
  readonly #seeded = new WeakSet<object>();
  #seed: number;

  constructor(env: AgentSpaces, seed: number) {
    this.#env = env;
    this.#seed = seed;
  }

  /** To be called before the agent observes for the first time. */
  meet(agent: string): void {
    const spaces = [this.#env.actionSpace(agent), this.#env.observationSpace(agent)];
    for (const space of spaces) if (!this.#seeded.has(space)) space.seed(this.#seed);
    for (const space of spaces) this.#seeded.add(space);
    this.#seed += 1;
  }

  /** A random action that the `action_mask` allows, if there is one. */
  draw(agent: string, observation: unknown, info: Info | undefined): unknown {
    return sampleAction(this.#env.actionSpace(agent), observation, info);
  }
}
