/**
 * NormalizeObservation: observations shifted and scaled to mean 0 and variance 1 by running statistics
 * (gymnasium/wrappers/stateful_observation.py).
 */
import type { Env } from '../env.ts';
import { AssertionError } from '../errors.ts';
import { RunningMeanStd } from '../running-mean-std.ts';
import { Box } from '../spaces/box.ts';
import { ObservationWrapper } from '../wrapper.ts';

/** Observations that have statistics: arrays of numbers, or single ones. */
export type NumericObservation = ArrayLike<number> | number;

export class NormalizeObservation<Action> extends ObservationWrapper<
  Float32Array,
  Action,
  NumericObservation
> {
  static override readonly entryPoint = 'gymnasium.wrappers.stateful_observation:NormalizeObservation';
  readonly observationStatistics: RunningMeanStd;
  /** Whether observations still change the statistics. */
  updateRunningMean = true;
  private readonly epsilon: number;
  private readonly round: (value: number) => number;

  /** @throws AssertionError when observations are no arrays */
  constructor(env: Env<NumericObservation, Action>, { epsilon = 1e-8 } = {}) {
    super(env);
    const { shape, dtype } = env.observationSpace;
    if (shape === null)
      throw new AssertionError(
        `NormalizeObservation needs observations with a shape, got ${env.observationSpace}`,
      );
    this.recordConstructorArguments({ epsilon });
    const size = shape.reduce((product, axis) => product * axis, 1);
    const single = dtype === 'float32';
    this.observationSpace = new Box(-Infinity, Infinity, shape, 'float32');
    this.observationStatistics = new RunningMeanStd(size, single);
    this.round = single ? Math.fround : (value) => value;
    this.epsilon = this.round(epsilon);
  }

  override observation(observation: NumericObservation): Float32Array {
    const values = typeof observation === 'number' ? [observation] : observation;
    const { observationStatistics: statistics, round } = this;
    if (this.updateRunningMean) statistics.update(values);
    return Float32Array.from(values, (value, n) => {
      const deviation = round(Math.sqrt(round(statistics.variance[n] + this.epsilon)));
      return round(value - statistics.mean[n]) / deviation;
    });
  }
}
