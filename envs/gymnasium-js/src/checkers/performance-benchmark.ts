/** How fast environments are: turns, steps, makes and renders a second (pettingzoo/test, gymnasium/utils/performance.py). */
import type { AECEnv } from '../aec-env.ts';
import { secondsNow } from '../clock.ts';
import type { Env } from '../env.ts';
import type { Entropy } from '../seed-sequence.ts';
import { TestActions } from './test-actions.ts';

/** For how long to measure, and how to seed. */
export interface BenchmarkOptions {
  /** Seconds, default 5; slightly exceeded. */
  readonly seconds?: number;
  readonly seed?: Entropy | null;
}
/** What `performanceBenchmark` found. */
export interface AgentPerformance {
  readonly turnsPerSecond: number;
  /** Rounds in which every agent has its turn. */
  readonly cyclesPerSecond: number;
}

/** Calls `once` until the time is over; how often a second. */
function rate(seconds: number, once: () => void): number {
  const start = secondsNow();
  let count = 0;
  let elapsed = 0;
  while (elapsed <= seconds) {
    once();
    count += 1;
    elapsed = secondsNow() - start;
  }
  return count / elapsed;
}

/** Plays random turns, episode after episode. */
export function performanceBenchmark<Observation, Action>(
  env: AECEnv<Observation, Action>,
  { seconds = 5, seed = 0 }: BenchmarkOptions = {},
): AgentPerformance {
  const tested = env as AECEnv<unknown, unknown>;
  const actions = new TestActions(tested, 0);
  const met = new Set<string>();
  tested.reset({ seed });
  let turns = 0;
  let cycles = 0;
  const cyclesPerSecond = rate(seconds, () => {
    cycles += 1;
    for (const agent of tested.agentIter(tested.numAgents)) {
      if (!met.has(agent)) actions.meet(agent);
      met.add(agent);
      const [observation, , terminated, truncated, info] = tested.last();
      tested.step(terminated || truncated ? null : actions.draw(agent, observation, info));
      turns += 1;
    }
    if (tested.agents.length === 0) tested.reset();
  });
  return { turnsPerSecond: (cyclesPerSecond * turns) / cycles, cyclesPerSecond };
}

/** Steps a second of random actions, resets among them. */
export function benchmarkStep<Observation, Action>(
  env: Env<Observation, Action>,
  { seconds = 5, seed = null }: BenchmarkOptions = {},
): number {
  env.reset({ seed });
  env.actionSpace.seed(seed);
  return rate(seconds, () => {
    const [, , terminated, truncated] = env.step(env.actionSpace.sample());
    if (terminated || truncated) env.reset();
  });
}

/** How many environments are made and reset a second. */
export function benchmarkInit<Observation, Action>(
  makeEnv: () => Env<Observation, Action>,
  { seconds = 5, seed = null }: BenchmarkOptions = {},
): number {
  return rate(seconds, () => {
    const env = makeEnv();
    env.reset({ seed });
    env.close();
  });
}

/** Frames a second of an environment that was reset. */
export function benchmarkRender<Observation, Action>(
  env: Env<Observation, Action>,
  { seconds = 5 }: Pick<BenchmarkOptions, 'seconds'> = {},
): number {
  return rate(seconds, () => {
    env.render();
  });
}
