/**
 * NormalizeObservation of vector environments: observations shifted and scaled to mean 0 and variance 1 by running
 * statistics over all environments (gymnasium/wrappers/vector/stateful_observation.py).
 */
import { AssertionError, ValueError } from '../../errors.ts';
import { RunningMeanStd } from '../../running-mean-std.ts';
import { Box } from '../../spaces/box.ts';
import { sizeOf } from '../../spaces/nd-array.ts';
import { VectorObservationWrapper } from '../../vector/changing-wrappers.ts';
import { resetMaskOf } from '../../vector/reset-arguments.ts';
import type { VectorEnv, VectorResetArguments, VectorResetResult } from '../../vector/vector-env.ts';

export class VectorNormalizeObservation<Actions> extends VectorObservationWrapper<
  Float32Array,
  Actions,
  ArrayLike<number>
> {
  static override readonly entryPoint: string =
    'gymnasium.wrappers.vector.stateful_observation:NormalizeObservation';
  readonly observationStatistics: RunningMeanStd;
  /** Whether observations still change the statistics. */
  updateRunningMean = true;
  private readonly epsilon: number;
  private readonly round: (value: number) => number;

  /** @throws AssertionError when observations are no arrays, and in mode SameStep */
  constructor(env: VectorEnv<ArrayLike<number>, Actions>, { epsilon = 1e-8 } = {}) {
    super(env);
    const { shape, dtype } = env.singleObservationSpace;
    if (shape === null) {
      throw new AssertionError(
        `NormalizeObservation needs observations with a shape, got ${env.singleObservationSpace}`,
      );
    }
    const single = dtype === 'float32';
    this.observationSpace = new Box(-Infinity, Infinity, [this.numEnvs, ...shape], 'float32');
    this.singleObservationSpace = new Box(-Infinity, Infinity, shape, 'float32');
    this.observationStatistics = new RunningMeanStd(sizeOf(shape), single);
    this.round = single ? Math.fround : (value) => value;
    this.epsilon = this.round(epsilon);
  }

  /** @throws ValueError when only some environments are reset: the others' observations would count twice */
  protected override afterReset(
    result: VectorResetResult<ArrayLike<number>>,
    resetArguments: VectorResetArguments,
  ): VectorResetResult<Float32Array> {
    const mask = resetMaskOf(resetArguments.options, this.numEnvs);
    if (mask?.includes(0)) {
      throw new ValueError(
        "NormalizeObservation does not support partial resets. The 'reset_mask' must contain all True values.",
      );
    }
    return [this.observations(result[0]), result[1]];
  }

  override observations(observations: ArrayLike<number>): Float32Array {
    const { observationStatistics: statistics, round } = this;
    if (this.updateRunningMean) statistics.update(observations);
    const size = statistics.mean.length;
    return Float32Array.from(observations, (value, n) => {
      const column = n % size;
      const deviation = round(Math.sqrt(round(statistics.variance[column] + this.epsilon)));
      return round(value - statistics.mean[column]) / deviation;
    });
  }
}
