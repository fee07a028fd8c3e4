/**
 * Evaluates PES and NRES on systems that are lived window by window: particles keep their inner states between
 * generations. What is kept only saves time: a particle that is not at hand, as after a resume, is rebuilt from the
 * start of its episode with the proposal's history, to the bit.
 */
import { deriveSeed } from '../numerics/noise.ts';
import { STREAM } from '../numerics/streams.ts';
import type { Executor } from './executor.ts';
import { particleParameters, scheduleOf } from './noise-reuse-es.ts';
import { particleTime } from './particle-clock.ts';
import type { Proposal } from './strategy.ts';

/** A long computation in windows; both functions are pure. */
export interface UnrolledSystem<Inner> {
  /** The state before the first window of an episode. */
  begin(taskSeed: number): Inner;
  /** Lives one window. `parameters` is overwritten afterwards; window counts from 0 in the episode. */
  advance(
    inner: Inner,
    parameters: Float32Array,
    window: number,
  ): { readonly inner: Inner; readonly fitness: number };
}

interface Particle<Inner> {
  readonly seed: number;
  readonly episodeStart: number;
  /** Windows lived. */
  readonly lived: number;
  readonly inner: Inner;
}

/**
 * On the calling thread. The number of `taskSeeds` says how many episodes each particle lives side by side; which tasks
 * they are depends on the run's seed, the pair and the episode, since a task lasts longer than a generation.
 */
export function createUnrolledExecutor<Inner>(system: UnrolledSystem<Inner>): Executor {
  const particles = new Map<string, Particle<Inner>>();

  function live(proposal: Proposal, member: number, task: number, out: Float32Array): number {
    const pair = member >> 1;
    const { window, episodeStart } = particleTime(scheduleOf(proposal), pair, proposal.generation);
    const key = `${member}/${task}`;
    const kept = particles.get(key);
    const usable =
      kept?.seed === proposal.seed && kept.episodeStart === episodeStart && kept.lived === window;
    const taskSeed = deriveSeed(proposal.seed, STREAM.particleTask, episodeStart, pair, task);
    let inner = usable ? kept.inner : system.begin(taskSeed);
    let fitness = Number.NaN;
    for (let at = usable ? window : 0; at <= window; at++) {
      particleParameters(proposal, member, proposal.generation - window + at, out);
      ({ inner, fitness } = system.advance(inner, out, at));
    }
    particles.set(key, { seed: proposal.seed, episodeStart, lived: window + 1, inner });
    return fitness;
  }

  return {
    name: 'unrolled',
    async evaluate(proposal, taskSeeds, signal) {
      const tasks = taskSeeds.length;
      const out = new Float32Array(proposal.mean.length);
      const fitness = new Float64Array(proposal.populationSize * tasks);
      for (let member = 0; member < proposal.populationSize; member++) {
        signal?.throwIfAborted();
        for (let task = 0; task < tasks; task++) {
          fitness[member * tasks + task] = live(proposal, member, task, out);
        }
      }
      return fitness;
    },
    async close() {
      particles.clear();
    },
  };
}
