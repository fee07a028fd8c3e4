/** `apiTest` accepts sound worlds of turns and names the fault of each broken one. */
import {
  AECEnv,
  apiTest,
  BaseWrapper,
  logger,
  OrderEnforcingWrapper,
  parallelToAec,
  rockPaperScissors,
  ticTacToe,
} from 'gymnasium-js';
import { expect, it } from 'vitest';
import { GeneratedAgentsAec, GeneratedAgentsParallel } from '../generated-agents.ts';
import { type TurnFaults, Turns } from './turns.ts';

it.each([
  ['turns', () => new Turns()],
  ['agents named by numbers', () => new Turns({ names: ['10', '9', '1'] })],
  ['wrapped turns', () => new OrderEnforcingWrapper(new Turns())],
  ['agents that are born and die', () => new GeneratedAgentsAec({ maxCycles: 20 })],
  ['a converted parallel environment', () => parallelToAec(new GeneratedAgentsParallel())],
  ['rock, paper, scissors', () => rockPaperScissors()],
  ['noughts and crosses', () => ticTacToe()],
])('accepts %s', (_, makeEnv) => {
  const [, warnings] = logger.catchWarnings(() =>
    apiTest(makeEnv() as AECEnv<unknown, unknown>, { cycles: 60 }),
  );
  expect(warnings.filter(({ message }) => /illegal|outside/i.test(message))).toEqual([]);
});

const unwrapsToWrapper = () => new BaseWrapper(new Turns()) as never;

it.each<[TurnFaults, string]>([
  [{ deadAtReset: true }, 'terminations must all be False after reset'],
  [{ begin: [] }, 'An environment should have a nonzero number of agents'],
  [{ missingInfo: true }, 'infos must have one entry for each of [player_0, player_1], got [player_1]'],
  [{ flagsAsNumbers: true }, 'truncations must all be False after reset'],
  [{ infosAsLists: true }, 'the info of player_0 must be a dictionary'],
  [
    { possible: ['player_0'] },
    'possible agents should always include all agents, if it exists; player_1 is missing',
  ],
  [{ selectsNobody: true }, 'it is the turn of nobody_0, who is not among the agents [player_0, player_1]'],
  [{ noSpace: true }, 'observationSpace(player_0) must be a Space'],
  [{ freshSpaces: true }, 'observationSpace(player_0) must be one object, the same on every call'],
  [{ badBounds: true }, "Agent's minimum observation space value is greater than it's maximum"],
  [{ empty: true }, 'Observation can not be an empty array'],
  [{ observesAnyway: true }, 'last must return a None when observe=False'],
  [{ outside: true }, 'the observation of player_0 lies outside Box(-1.0, 1.0, (2,), float32)'],
  [{ badReward: true }, 'the reward of player_0 must be finite, got NaN'],
  [
    { forgetsToAccumulate: true },
    'reward returned by last is not the accumulated rewards in its rewards dict',
  ],
  [{ staysAfterItsEnd: true }, 'player_0 ended and had its last turn: it must leave the agents'],
  [{ comesBack: true }, 'agents cannot resurrect! player_0 ended before'],
  [{ skipsTheDead: true }, 'not all agents finished, some were skipped over: player_0, player_1'],
  [{ lastTellsOtherwise: 'info' }, 'Info from last() and infos[agent] do not match'],
  [{ stepReturns: true }, 'step() must not return anything'],
  [{ unwrapsToWrapper }, 'unwrapped must give the environment inside all wrappers, not BaseWrapper<turns>'],
])('names the fault %o', (faults, message) => {
  expect(() => apiTest(new Turns(faults), { cycles: 10 })).toThrow(message);
});

it.each(['termination', 'truncation'] as const)('names a %s that last invents', (lastTellsOtherwise) => {
  // Only from the second episode on: in the first it would end agents that live.
  class Late extends Turns {
    private resets = 0;

    override reset(resetArguments = {}): void {
      this.resets += 1;
      super.reset(resetArguments);
    }

    override last(observe = true) {
      const last = super.last(observe);
      if (this.resets === 3) last[lastTellsOtherwise === 'termination' ? 2 : 3] = true;
      return last;
    }
  }
  expect(() => apiTest(new Late(), { cycles: 10 })).toThrow(
    new RegExp(`^${lastTellsOtherwise} from last\\(\\)`, 'i'),
  );
});

it('asks for close where there is render', () => {
  class Rendering extends Turns {}
  Rendering.prototype.close = AECEnv.prototype.close;
  expect(() => apiTest(new Rendering(), { cycles: 5 })).toThrow(
    'If render method defined, then close method required',
  );
});

it('warns of agents without a common name, of unknown agents and of a missing render', () => {
  class Plain extends Turns {}
  Plain.prototype.render = AECEnv.prototype.render;
  const env = new Plain({ names: ['a', 'b'], possible: [] });
  const [, warnings] = logger.catchWarnings(() => apiTest(env, { cycles: 5 }));
  const texts = warnings.map(({ message }) => message).join('\n');
  expect(texts).toContain('We recommend agents to be named in the format <descriptor>_<number>');
  expect(texts).toContain('does not have possible_agents defined');
  expect(texts).toContain('Environment has not defined a render() method');
});

it('refuses what is no AECEnv', () => {
  expect(() => apiTest({} as never)).toThrow('Env must be an instance of AECEnv');
});
