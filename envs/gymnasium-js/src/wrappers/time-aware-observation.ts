/**
 * TimeAwareObservation: the number of the step beside the observation. Pardo et al. 2018, "Time limits in
 * reinforcement learning" (gymnasium/wrappers/stateful_observation.py).
 */
import type { Env, Info, ResetArguments, StepResult } from '../env.ts';
import { AssertionError, ValueError } from '../errors.ts';
import { Box } from '../spaces/box.ts';
import { Dict } from '../spaces/dict.ts';
import { flatten } from '../spaces/flatten.ts';
import { flattenSpace } from '../spaces/flatten-space.ts';
import type { Space } from '../spaces/space.ts';
import { Tuple } from '../spaces/tuple.ts';
import { ObservationWrapper, Wrapper } from '../wrapper.ts';
import { TimeLimit } from './time-limit.ts';

/** Arguments of TimeAwareObservation. */
export interface TimeAwareObservationOptions {
  /** Whether observation and time become one array. */
  readonly flatten?: boolean;
  /** Whether the time is a share of the limit. */
  readonly normalizeTime?: boolean;
  /** The key of the time among the parts of a Dict. */
  readonly dictTimeKey?: string;
}

function limitOf<Action>(env: Env<unknown, Action>): number {
  if (env.spec !== null && env.spec.maxEpisodeSteps !== null) return env.spec.maxEpisodeSteps;
  let layer: unknown = env;
  while (layer instanceof Wrapper) {
    if (layer instanceof TimeLimit) return layer.maxEpisodeSteps;
    layer = layer.env;
  }
  throw new ValueError(
    'The environment must be wrapped by a TimeLimit wrapper or the spec specify a `max_episode_steps`.',
  );
}

export class TimeAwareObservation<Action> extends ObservationWrapper<unknown, Action> {
  static override readonly entryPoint = 'gymnasium.wrappers.stateful_observation:TimeAwareObservation';
  private timesteps = 0;
  private readonly normalizeTime: boolean;
  private readonly dictTimeKey: string;
  private readonly limit: number;
  /** Observation and time, before they become one array. */
  private readonly joined: Space<unknown>;
  private readonly flatten: boolean;

  /** @throws ValueError without a limit of steps, AssertionError when a part has the key of the time already */
  constructor(env: Env<unknown, Action>, options: TimeAwareObservationOptions = {}) {
    super(env);
    const { normalizeTime = false, dictTimeKey = 'time' } = options;
    this.flatten = options.flatten ?? true;
    this.recordConstructorArguments({ flatten: this.flatten, normalizeTime, dictTimeKey });
    this.normalizeTime = normalizeTime;
    this.dictTimeKey = dictTimeKey;
    this.limit = limitOf(env);
    const time = (
      normalizeTime ? new Box(0, 1, [1], 'float32') : new Box(0, this.limit, [1], 'int32')
    ) as Space<unknown>;
    this.joined = this.joinSpaces(env.observationSpace, time);
    this.observationSpace = this.flatten ? flattenSpace(this.joined) : this.joined;
  }

  private joinSpaces(inner: Space<unknown>, time: Space<unknown>): Space<unknown> {
    if (inner instanceof Tuple) return new Tuple([...inner.spaces, time]);
    if (!(inner instanceof Dict)) return new Dict({ obs: inner, time });
    if (inner.spaces.has(this.dictTimeKey)) {
      throw new AssertionError(
        `the observation has a part '${this.dictTimeKey}' already; choose another dictTimeKey`,
      );
    }
    return new Dict({ [this.dictTimeKey]: time, ...Object.fromEntries(inner.spaces) });
  }

  override observation(observation: unknown): unknown {
    const time = this.normalizeTime
      ? Float32Array.of(this.timesteps / this.limit)
      : Int32Array.of(this.timesteps);
    const inner = this.env.observationSpace;
    let joined: unknown = { obs: observation, time };
    if (inner instanceof Tuple) joined = [...(observation as readonly unknown[]), time];
    else if (inner instanceof Dict) joined = { [this.dictTimeKey]: time, ...(observation as object) };
    return this.flatten ? flatten(this.joined, joined) : joined;
  }

  override reset(resetArguments?: ResetArguments): [unknown, Info] {
    this.timesteps = 0;
    return super.reset(resetArguments);
  }

  override step(action: Action): StepResult<unknown> {
    this.timesteps += 1;
    return super.step(action);
  }
}
