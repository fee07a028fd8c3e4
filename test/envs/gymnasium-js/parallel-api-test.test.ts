/** `parallelApiTest` accepts a sound environment and names the fault of broken ones. */

import { Discrete, type Info, ParallelEnv, type ParallelStepResult, parallelApiTest } from 'gymnasium-js';
import { expect, it } from 'vitest';

/** What a pair of agents may do wrong. */
interface Faults {
  readonly freshSpaces?: boolean;
  readonly outside?: boolean;
  readonly missingReward?: boolean;
  readonly undead?: boolean;
}

/** Two agents; `b` ends after 3 steps, `a` after 5. */
class Pair extends ParallelEnv<number, number> {
  override readonly possibleAgents = ['a', 'b'];
  override agents: string[] = [];
  private readonly faults: Faults;
  private readonly space = new Discrete(3);
  private time = 0;

  constructor(faults: Faults) {
    super();
    this.faults = faults;
  }

  override observationSpace(): Discrete {
    return this.faults.freshSpaces ? new Discrete(3) : this.space;
  }

  override actionSpace(): Discrete {
    return this.space;
  }

  override reset(): [Map<string, number>, Map<string, Info>] {
    this.time = 0;
    this.agents = ['a', 'b'];
    return [
      new Map([
        ['a', 0],
        ['b', 1],
      ]),
      new Map([
        ['a', {}],
        ['b', {}],
      ]),
    ];
  }

  override step(): ParallelStepResult<number> {
    this.time += 1;
    const acting = this.agents;
    const ended = (agent: string) => this.time >= (agent === 'b' ? 3 : 5);
    if (!this.faults.undead) this.agents = acting.filter((agent) => !ended(agent));
    const all = <Value>(value: (agent: string) => Value) =>
      new Map(acting.map((agent) => [agent, value(agent)]));
    const rewards = all(() => 1);
    if (this.faults.missingReward) rewards.delete('b');
    return [all(() => (this.faults.outside ? 3 : 2)), rewards, all(ended), all(() => false), all(() => ({}))];
  }
}

it('accepts a sound environment', () => {
  expect(() => parallelApiTest(new Pair({}), 50)).not.toThrow();
});

it.each([
  [{ freshSpaces: true }, 'observationSpace(a) must be one object'],
  [{ outside: true }, 'the observation of a lies outside Discrete(3)'],
  [{ missingReward: true }, 'the reward of b must be finite'],
  [{ undead: true }, 'b must be alive exactly until it ended'],
])('names the fault %o', (faults, message) => {
  expect(() => parallelApiTest(new Pair(faults), 50)).toThrow(message);
});
