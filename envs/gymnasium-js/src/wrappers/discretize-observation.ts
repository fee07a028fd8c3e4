/**
 * DiscretizeObservation: the number of the bin that an observation falls into
 * (gymnasium/wrappers/transform_observation.py).
 */
import type { Env } from '../env.ts';
import { linspace } from '../linspace.ts';
import { joinIndices, readBins, splitIndex } from '../mixed-radix.ts';
import { arrayFrom, castTo, type ElementType, type NumberArray } from '../spaces/element-types.ts';
import { ObservationWrapper } from '../wrapper.ts';
import { binSpace, type DiscretizeOptions, finiteBox } from './discretize-action.ts';

/** Keeps an observation at its upper bound inside the last bin. */
const MARGIN = 1e-8;

export class DiscretizeObservation<Action> extends ObservationWrapper<
  ArrayLike<number> | number,
  Action,
  NumberArray
> {
  static override readonly entryPoint = 'gymnasium.wrappers.transform_observation:DiscretizeObservation';
  readonly bins: readonly number[];
  private readonly multidiscrete: boolean;
  /** All edges, the two ends among them. */
  private readonly edges: readonly (readonly number[])[];
  private readonly low: readonly number[];
  private readonly high: readonly number[];
  private readonly dtype: ElementType;

  /**
   * @throws TypeError for observations from no Box, ValueError for an unbounded one, AssertionError for another
   * number of bins than dimensions
   */
  constructor(env: Env<NumberArray, Action>, { bins, multidiscrete = false }: DiscretizeOptions) {
    const box = finiteBox(env.observationSpace, 'DiscretizeObservation', 'observation');
    super(env);
    this.bins = readBins(bins, box.shape[0]);
    this.recordConstructorArguments({ bins, multidiscrete });
    this.multidiscrete = multidiscrete;
    this.dtype = box.dtype;
    const round = (value: number) => castTo(box.dtype, value);
    this.edges = this.bins.map((bin, n) => linspace(box.low[n], box.high[n], bin + 1, round));
    this.low = Array.from(box.low);
    this.high = Array.from(box.high, (high) => round(high - round(MARGIN)));
    this.observationSpace = binSpace(this.bins, multidiscrete);
  }

  override observation(observation: NumberArray): ArrayLike<number> | number {
    const indices = this.edges.map((edges, n) => {
      const value = Math.min(Math.max(observation[n], this.low[n]), this.high[n]);
      return edges.slice(1, -1).filter((edge) => edge <= value).length;
    });
    return this.multidiscrete ? arrayFrom('int64', indices) : joinIndices(indices, this.bins);
  }

  /** The lower and upper ends of the bins that an observation names. */
  revertObservation(observation: ArrayLike<number> | number): [low: NumberArray, high: NumberArray] {
    const indices =
      typeof observation === 'number' ? splitIndex(observation, this.bins) : Array.from(observation);
    const low = indices.map((index, n) => this.edges[n][index]);
    const high = indices.map((index, n) => this.edges[n][index + 1]);
    return [arrayFrom(this.dtype, low), arrayFrom(this.dtype, high)];
  }
}
