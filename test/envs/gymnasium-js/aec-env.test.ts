/** Environments of turns: order of agents, turns of the dead, births, loops, and their making by id. */

import fc from 'fast-check';
import {
  AECEnv,
  AgentSelector,
  aecToParallel,
  Discrete,
  errors,
  type Info,
  makeAec,
  makeParallel,
  OrderEnforcingWrapper,
  openLedger,
  ParallelEnv,
  type ParallelStepResult,
  parallelToAec,
  register,
  registerAgentGames,
  registry,
  rockPaperScissors,
} from 'gymnasium-js';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { wasDeadStep } from '../../../envs/gymnasium-js/src/agent-ledger.ts';
import { Turns } from './checkers/turns.ts';

/** Agents end when they are told to: an action of 1 ends the agent, 2 ends all, 3 gives birth. */
class Mortals extends AECEnv<number, number> {
  override readonly possibleAgents: readonly string[];
  private readonly space = new Discrete(4);
  private births = 0;

  constructor(names: readonly string[]) {
    super();
    this.possibleAgents = names;
  }

  override observationSpace(): Discrete {
    return this.space;
  }

  override actionSpace(): Discrete {
    return this.space;
  }

  override observe(): number {
    return 0;
  }

  override reset(): void {
    this.ledger = openLedger(this.possibleAgents);
  }

  override step(action: number | null): void {
    if (this.wasDeadStep(action)) return;
    const { ledger } = this;
    this.clearRewards();
    ledger.cumulativeRewards.set(ledger.agentSelection, 0);
    if (action === 1) ledger.terminations.set(ledger.agentSelection, true);
    if (action === 2) for (const agent of ledger.agents) ledger.truncations.set(agent, true);
    if (action === 3) this.addAgent(`born_${this.births++}`);
    for (const agent of ledger.agents) ledger.rewards.set(agent, 1);
    this.accumulateRewards();
    ledger.agentSelection = this.nextAlive();
    this.deadsStepFirst();
  }

  private nextAlive(): string {
    const { agents, agentSelection } = this.ledger;
    const place = agents.indexOf(agentSelection) + 1;
    const later = [...agents.slice(place), ...agents.slice(0, place)];
    return later.find((agent) => !this.isDead(agent)) ?? agentSelection;
  }
}

function begun(names = ['10', '9', '1']): Mortals {
  const env = new Mortals(names);
  env.reset();
  return env;
}

describe('turns', () => {
  it('keep the order of agents whose names look like numbers, in every map', () => {
    const env = begun();
    expect([...env.agentIter(3)]).toEqual(['10', '10', '10']);
    const order: string[] = [];
    for (const agent of env.agentIter(6)) {
      order.push(agent);
      env.step(0);
    }
    expect(order).toEqual(['10', '9', '1', '10', '9', '1']);
    for (const map of [env.rewards, env.cumulativeRewards, env.terminations, env.truncations, env.infos])
      expect([...map.keys()]).toEqual(['10', '9', '1']);
  });

  it('add up what an agent earns until its own', () => {
    const env = begun(['a', 'b']);
    env.step(0);
    expect(env.last()).toEqual([0, 1, false, false, {}]);
    env.step(0);
    expect(env.last(false)).toEqual([null, 2, false, false, {}]);
  });

  it('of agents that ended come first and do nothing', () => {
    const env = begun();
    env.step(0);
    env.step(1);
    expect(env.agentSelection).toBe('9');
    expect(env.last().slice(2, 4)).toEqual([true, false]);
    expect(() => env.step(0)).toThrow(
      new errors.ValueError('when an agent is dead, the only valid action is None'),
    );
    env.step(null);
    expect(env.agents).toEqual(['10', '1']);
    expect(env.infos.has('9')).toBe(false);
    expect(env.agentSelection).toBe('1');
  });

  it('of all that ended follow one another, and the episode is over', () => {
    const env = begun();
    env.step(2);
    const order: string[] = [];
    for (const agent of env.agentIter()) {
      order.push(agent);
      env.step(null);
    }
    expect(order).toEqual(['10', '9', '1']);
    expect([env.numAgents, env.maxNumAgents]).toEqual([0, 3]);
  });

  it('come to those that are born', () => {
    const env = begun(['a', 'b']);
    env.step(3);
    expect(env.agents).toEqual(['a', 'b', 'born_0']);
    env.step(0);
    expect(env.agentSelection).toBe('born_0');
    expect(env.last().slice(1)).toEqual([2, false, false, {}]);
  });

  it('never give an agent a second life nor lose one, whatever is done', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 3 }), { maxLength: 60 }), (actions) => {
        const env = begun(['3', 'a', '1']);
        const finished = new Set<string>();
        for (const action of actions) {
          if (env.agents.length === 0) break;
          const agent = env.agentSelection;
          expect(finished.has(agent)).toBe(false);
          const dead = env.isDead(agent);
          env.step(dead ? null : action === 3 && env.agents.length > 6 ? 0 : action);
          if (dead) finished.add(agent);
          expect(env.agents.includes(agent)).toBe(!dead);
          expect([...env.rewards.keys()]).toEqual([...env.agents]);
        }
      }),
    );
  });
});

it('a ledger refuses two agents of one name, and the last turn of one that lives', () => {
  expect(() => openLedger(['a', 'b', 'a'])).toThrow(
    "there is an agent 'a' already; every agent needs a name of its own",
  );
  expect(() => wasDeadStep(openLedger(['a']), null)).toThrow('an agent that was not dead');
});

it('an environment is called by its name, or else by its class, and says that it has no state', () => {
  expect(String(begun())).toBe('Mortals');
  expect(String(new Turns())).toBe('turns');
  expect(() => begun().state()).toThrow('Mortals has no global state');
  expect(begun().unwrapped).toBeInstanceOf(Mortals);
});

it('selectors of one order at one place are equal, and one without agents selects none', () => {
  const [first, second] = [new AgentSelector(['a', 'b']), new AgentSelector(['a', 'b'])];
  expect(first.equals(second)).toBe(true);
  first.next();
  expect(first.equals(second)).toBe(false);
  expect(first.selected).toBe('a');
  expect(() => new AgentSelector([]).next()).toThrow('AgentSelector: there is no agent to select');
});

/** Two agents in two steps. */
class TwoSteps extends ParallelEnv<number, number> {
  override readonly possibleAgents = ['2', '1'];
  override agents: string[] = [];
  private readonly space = new Discrete(2);

  override observationSpace(): Discrete {
    return this.space;
  }

  override actionSpace(): Discrete {
    return this.space;
  }

  override reset(): [Map<string, number>, Map<string, Info>] {
    this.agents = ['2', '1'];
    return [this.all(0), this.all({})];
  }

  override step(): ParallelStepResult<number> {
    const result: ParallelStepResult<number> = [
      this.all(1),
      this.all(1),
      this.all(true),
      this.all(false),
      this.all({}),
    ];
    this.agents = [];
    return result;
  }

  private all<Value>(value: Value): Map<string, Value> {
    return new Map(this.agents.map((agent) => [agent, value]));
  }
}

describe('makeAec and makeParallel', () => {
  let before: [string, unknown][];
  beforeEach(() => {
    before = [...registry];
  });
  afterEach(() => {
    registry.clear();
    for (const [id, spec] of before) registry.set(id, spec as never);
  });

  it('make the kind that is registered, or convert the other', () => {
    register({ id: 'Together-v0', parallelEntryPoint: () => new TwoSteps() as never });
    registerAgentGames();
    expect(makeParallel('Together-v0')).toBeInstanceOf(TwoSteps);
    const turns = makeAec('Together-v0');
    turns.reset();
    expect(turns.agents).toEqual(['2', '1']);
    expect(aecToParallel(turns)).toBeInstanceOf(TwoSteps);
    expect(makeAec('RockPaperScissors-v2')).toBeInstanceOf(OrderEnforcingWrapper);
    const together = makeParallel('RockPaperScissors-v2', { maxCycles: 1 });
    together.reset();
    const [, rewards, , truncations] = together.step(
      new Map([
        ['player_0', 1],
        ['player_1', 0],
      ]),
    );
    expect([[...rewards.values()], [...truncations.values()]]).toEqual([
      [1, -1],
      [true, true],
    ]);
  });

  it('refuse ids of one agent, and games that cannot be played all at once', () => {
    registerAgentGames();
    expect(() => makeAec('CartPole-v1')).toThrow('CartPole-v1 has no aecEntryPoint; use make');
    expect(() => makeParallel('CartPole-v1')).toThrow('CartPole-v1 has no parallelEntryPoint; use make');
    expect(() => makeParallel('TicTacToe-v3')).toThrow(errors.AssertionError);
    expect(() => makeAec('TicTacTo-v3')).toThrow('Did you mean: `TicTacToe`?');
    expect(() => makeAec('RockPaperScissors-v2', { numActions: 4 })).toThrow('must be an odd number');
  });
});

describe('conversions', () => {
  it('give back what was converted before', () => {
    const [turns, together] = [rockPaperScissors(), new TwoSteps()];
    expect(parallelToAec(aecToParallel(turns))).toBe(turns);
    expect(aecToParallel(parallelToAec(together))).toBe(together);
  });

  it('let nobody be there before the first reset', () => {
    expect(aecToParallel(rockPaperScissors()).agents).toEqual([]);
  });

  it('name the agent whose action is missing', () => {
    const together = aecToParallel(rockPaperScissors());
    together.reset();
    expect(() => together.step(new Map([['player_0', 1]]))).toThrow(
      'there is no action for the agent player_1, whose turn it is',
    );
  });

  it('refuse turns out of order and deaths within a round', () => {
    const mortals = Object.assign(begun(['a', 'b', 'c']), {
      metadata: { renderModes: [], isParallelizable: true },
    });
    const together = aecToParallel(mortals);
    together.reset();
    const actions = (...values: number[]) => new Map(['a', 'b', 'c'].map((agent, n) => [agent, values[n]]));
    expect(() => together.step(actions(1, 0, 0))).toThrow(
      'expected agent b got agent a, Parallel environment',
    );
    together.reset();
    expect(() => together.step(actions(2, 0, 0))).toThrow(
      'expected agent b got termination or truncation agent a.',
    );
  });

  it('have the dead leave within the step that tells of their end', () => {
    const together = aecToParallel(rockPaperScissors({ maxCycles: 1 }));
    together.reset();
    const both = new Map(together.agents.map((agent) => [agent, 0]));
    expect([...together.step(both)[3].values()]).toEqual([true, true]);
    expect(together.agents).toEqual([]);
  });
});
