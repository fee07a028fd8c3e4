/**
 * Episodes lived window by window, as PES and NRES need them: particles keep their inner states between generations.
 * What is kept only saves time: a particle that is not at hand, as after a resume or on another worker, is rebuilt from
 * the start of its episode with the proposal's history, to the bit.
 */
import { deriveSeed } from '../numerics/noise.ts';
import { STREAM } from '../numerics/streams.ts';
import type { Evaluate } from './executor.ts';
import { particleParameters, scheduleOf } from './noise-reuse-es.ts';
import { particleTime } from './particle-clock.ts';
import type { Proposal } from './strategy.ts';

/** A long computation in windows. A state is given to one call only, so it may be changed and handed on. */
export interface UnrolledSystem<Inner> {
  /** The state before the first window of an episode. */
  begin(taskSeed: number): Inner;
  /** Lives one window. `parameters` is overwritten afterwards; window counts from 0 in an episode of `windows`. */
  advance(
    inner: Inner,
    parameters: Float32Array,
    window: number,
    windows: number,
  ): { readonly inner: Inner; readonly fitness: number };
  /** Is told of a state that will not be used again. */
  release?(inner: Inner): void;
}

interface Particle<Inner> {
  readonly seed: number;
  readonly episodeStart: number;
  /** Windows lived. */
  readonly lived: number;
  readonly inner: Inner;
}

/** The particles of a run that one thread has at hand. */
export class ParticleLives<Inner> {
  readonly #system: UnrolledSystem<Inner>;
  readonly #particles = new Map<string, Particle<Inner>>();

  constructor(system: UnrolledSystem<Inner>) {
    this.#system = system;
  }

  /**
   * Lives the window that a member stands before in the proposal's generation. Which tasks it meets depends on the
   * run's seed, the pair and the episode, since a task lasts longer than a generation.
   * @param task of the episodes that each member lives side by side, from 0
   * @param parameters is overwritten, `[dimension]`
   * @returns the window's fitness
   */
  live(proposal: Proposal, member: number, task: number, parameters: Float32Array): number {
    const { seed, generation } = proposal;
    const pair = member >> 1;
    const schedule = scheduleOf(proposal);
    const { window, episodeStart } = particleTime(schedule, pair, generation);
    const key = `${member}/${task}`;
    const kept = this.#particles.get(key);
    const usable = kept?.seed === seed && kept.episodeStart === episodeStart && kept.lived === window;
    if (kept && !usable) this.#system.release?.(kept.inner);
    this.#particles.delete(key);
    let inner = usable
      ? kept.inner
      : this.#system.begin(deriveSeed(seed, STREAM.particleTask, episodeStart, pair, task));
    let fitness = Number.NaN;
    for (let at = usable ? window : 0; at <= window; at++) {
      particleParameters(proposal, member, generation - window + at, parameters);
      ({ inner, fitness } = this.#system.advance(inner, parameters, at, schedule.windows));
    }
    this.#particles.set(key, { seed, episodeStart, lived: window + 1, inner });
    return fitness;
  }
}

/** An evaluator that can also live its episodes window by window. */
export interface UnrolledEvaluate extends Evaluate {
  readonly particles: Pick<ParticleLives<unknown>, 'live'>;
}

/** Lets an evaluator of whole episodes live them in windows too. */
export function unrolledEvaluate<Inner>(evaluate: Evaluate, system: UnrolledSystem<Inner>): UnrolledEvaluate {
  const whole: Evaluate = (parameters, taskSeed, lifetimeSteps) =>
    evaluate(parameters, taskSeed, lifetimeSteps);
  return Object.assign(whole, { particles: new ParticleLives(system) });
}
