/** What the tests of both kinds of many agents look at: spaces, names, observations, rewards (pettingzoo/test). */
import type { AECEnv } from '../aec-env.ts';
import { BaseParallelWrapper } from '../agent-wrappers/base-parallel-wrapper.ts';
import { BaseWrapper } from '../agent-wrappers/base-wrapper.ts';
import { ConvertedAecEnv } from '../conversions/converted-aec-env.ts';
import { ParallelToAecWrapper } from '../conversions/parallel-to-aec-wrapper.ts';
import { warn } from '../logger.ts';
import type { ParallelEnv } from '../parallel-env.ts';
import { Box } from '../spaces/box.ts';
import { elementTypeOf, type NumberArray } from '../spaces/element-types.ts';
import { NdArray } from '../spaces/nd-array.ts';
import { Space } from '../spaces/space.ts';
import { assert } from './assert.ts';

type AgentEnv<O, A> = AECEnv<O, A> | ParallelEnv<O, A>;

/** Warns where the agents that there may be are not known. */
export function checkPossibleAgents<O, A>(env: AgentEnv<O, A>): void {
  if (env.possibleAgents.length === 0) {
    warn(
      'This environment does not have possible_agents defined. This is not a required part of the API, but most learning code needs it wherever agents are not made up as the world goes on.',
    );
  }
}

/** @throws AssertionError when what is inside all wrappers is itself a wrapper or a conversion */
export function checkUnwrapped<O, A>(env: AgentEnv<O, A>): void {
  const inner: unknown = env.unwrapped;
  const shells = [BaseWrapper, BaseParallelWrapper, ConvertedAecEnv, ParallelToAecWrapper];
  assert(
    !shells.some((shell) => inner instanceof shell),
    `unwrapped must give the environment inside all wrappers, not ${inner}`,
  );
}

function checkBox(use: 'action' | 'observation', { low, high, shape }: Box): void {
  const size = shape.reduce((product, axis) => product * axis, 1);
  assert(low.length === size, `Agent's ${use}_space.low and ${use}_space have different shapes`);
  assert(high.length === size, `Agent's ${use}_space.high and ${use}_space have different shapes`);
  assert(
    low.every((bound, n) => bound <= high[n]),
    `Agent's minimum ${use} space value is greater than it's maximum`,
  );
}

/** @throws AssertionError for what is no space, for a space that is another object each time, for bad bounds */
export function checkAgentSpaces<O, A>(env: AgentEnv<O, A>, agent: string): void {
  for (const use of ['observation', 'action'] as const) {
    const spaceOf = () => (use === 'action' ? env.actionSpace(agent) : env.observationSpace(agent));
    const space: unknown = spaceOf();
    assert(space instanceof Space, `${use}Space(${agent}) must be a Space`);
    assert(
      spaceOf() === space,
      `${use}Space(${agent}) must be one object, the same on every call: a copy would draw anew after each seed`,
    );
    if (space instanceof Box) checkBox(use, space as Box);
  }
}

function adviseOnBox(use: 'action' | 'observation', { low, high }: Box): void {
  if (low.includes(-Infinity))
    warn(`Agent's minimum ${use} space value is -infinity. This is probably too low.`);
  if (high.includes(Infinity))
    warn(`Agent's maximum ${use} space value is infinity. This is probably too high`);
  if (low.some((bound, n) => bound === high[n]))
    warn(`Agent's maximum and minimum ${use} space values are equal`);
}

/** Warns of bounds that are hardly meant, and of names that are unlike what most programs expect. */
export function adviseOnAgent<O, A>(env: AgentEnv<O, A>, agent: string): void {
  for (const use of ['observation', 'action'] as const) {
    const space: unknown = use === 'action' ? env.actionSpace(agent) : env.observationSpace(agent);
    if (space instanceof Box) adviseOnBox(use, space as Box);
  }
  if (!/^[a-z]+_\d+$/.test(agent)) {
    warn(
      'We recommend agents to be named in the format <descriptor>_<number>, like "player_0": names that are numbers change their order as keys of objects.',
    );
  }
}

/** @throws AssertionError for an empty array; warns of numbers that are not finite */
export function checkObservationArray(observation: unknown): void {
  const data = observation instanceof NdArray ? observation.data : observation;
  if (elementTypeOf(data) === null) return;
  const numbers = data as NumberArray;
  assert(numbers.length > 0, 'Observation can not be an empty array');
  if (numbers.some((number) => Math.abs(number) === Infinity))
    warn('Observation contains infinity (np.inf) or negative infinity (-np.inf)');
  if (numbers.some(Number.isNaN)) warn('Observation contains NaNs');
}

/** @throws AssertionError for a reward that is no finite number */
export function checkReward(agent: string, reward: unknown): void {
  assert(Number.isFinite(reward), `the reward of ${agent} must be finite, got ${String(reward)}`);
}

/** @throws AssertionError unless the observation is in the agent's space */
export function checkContained<O, A>(env: AgentEnv<O, A>, agent: string, observation: unknown): void {
  const space = env.observationSpace(agent);
  assert(space.contains(observation), `the observation of ${agent} lies outside ${space}`);
  checkObservationArray(observation);
}
