/** `parallelApiTest` accepts a sound environment and names the fault of broken ones. */

import {
  type AECEnv,
  aecToParallel,
  BaseParallelWrapper,
  Discrete,
  type Info,
  logger,
  ParallelEnv,
  type ParallelStepResult,
  parallelApiTest,
  rockPaperScissors,
} from 'gymnasium-js';
import { expect, it } from 'vitest';
import { GeneratedAgentsParallel } from '../generated-agents.ts';

/** What a pair of agents may do wrong. */
interface Faults {
  readonly emptyReset?: boolean;
  readonly missingInfo?: boolean;
  readonly infoAsList?: boolean;
  readonly objects?: boolean;
  readonly flagsAsNumbers?: boolean;
  readonly stranger?: boolean;
  readonly comesBack?: boolean;
  readonly keepsTheDead?: boolean;
  readonly wrapper?: boolean;
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
    this.agents = this.faults.emptyReset ? [] : ['a', 'b'];
    const info = this.faults.infoAsList ? ([] as never) : {};
    const infos = new Map<string, Info>([['a', info]]);
    if (!this.faults.missingInfo) infos.set('b', {});
    return [
      new Map([
        ['a', 0],
        ['b', 1],
      ]),
      infos,
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
    const observations = all(() => (this.faults.outside ? 3 : 2));
    if (this.faults.keepsTheDead) observations.set('b', 2);
    const truncations = all(() => (this.faults.flagsAsNumbers ? (0 as never) : false));
    const terminations = all(ended);
    const infos = all(() => ({}));
    const born = this.faults.stranger ? 'c' : this.faults.comesBack && this.time === 4 ? 'b' : null;
    if (born !== null) {
      this.agents = [...this.agents, born];
      observations.set(born, 2);
      rewards.set(born, 0);
      infos.set(born, {});
      for (const flags of [terminations, truncations]) flags.set(born, false);
    }
    const made = this.faults.objects ? ({ a: 2, b: 2 } as never) : observations;
    return [made, rewards, terminations, truncations, infos];
  }

  override get unwrapped(): AECEnv<unknown, unknown> | ParallelEnv<unknown, unknown> {
    return this.faults.wrapper ? (new BaseParallelWrapper(new Pair({})) as never) : super.unwrapped;
  }
}

it('accepts a sound environment', () => {
  expect(() => parallelApiTest(new Pair({}), 50)).not.toThrow();
});

it('accepts agents that are born and die, and turns that were converted', () => {
  expect(() => parallelApiTest(new GeneratedAgentsParallel(), 100)).not.toThrow();
  expect(() => parallelApiTest(aecToParallel(rockPaperScissors()), 50)).not.toThrow();
});

it('warns of agents that are given something after their end', () => {
  const [, warnings] = logger.catchWarnings(() => parallelApiTest(new Pair({ keepsTheDead: true }), 50));
  expect(warnings.map(({ message }) => message)).toContain(
    'WARN: observations must have one entry for each of [a], got [a, b]: an agent was given one that was dead before',
  );
});

it.each([
  [{ freshSpaces: true }, 'observationSpace(a) must be one object'],
  [{ outside: true }, 'the observation of a lies outside Discrete(3)'],
  [{ missingReward: true }, 'the reward of b must be finite'],
  [{ undead: true }, 'b must be alive exactly until it ended'],
  [{ emptyReset: true }, 'reset must leave at least one agent alive'],
  [{ missingInfo: true }, 'infos after reset must have one entry for each of [a, b], got [a]'],
  [{ infoAsList: true }, 'the info of a must be a dictionary'],
  [{ objects: true }, 'observations must be a Map'],
  [{ flagsAsNumbers: true }, 'truncations must be booleans, that of a is 0'],
  [{ stranger: true }, 'c is alive but not among the possible agents'],
  [{ comesBack: true }, 'b came back after its end'],
  [
    { wrapper: true },
    'unwrapped must give the environment inside all wrappers, not BaseParallelWrapper<Pair>',
  ],
])('names the fault %o', (faults, message) => {
  expect(() => parallelApiTest(new Pair(faults), 50)).toThrow(message);
});
