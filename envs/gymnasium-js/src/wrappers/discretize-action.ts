/**
 * DiscretizeAction: numbers of bins in place of actions from a Box; the middle of the bin is taken
 * (gymnasium/wrappers/transform_action.py).
 */
import type { Env } from '../env.ts';
import { ValueError } from '../errors.ts';
import { linspace } from '../linspace.ts';
import { type Bins, joinIndices, readBins, splitIndex } from '../mixed-radix.ts';
import { Box } from '../spaces/box.ts';
import { Discrete } from '../spaces/discrete.ts';
import { arrayFrom, castTo, type ElementType, type NumberArray } from '../spaces/element-types.ts';
import { MultiDiscrete } from '../spaces/multi-discrete.ts';
import { arrayText } from '../spaces/number-text.ts';
import type { Space } from '../spaces/space.ts';
import { ActionWrapper } from '../wrapper.ts';

/** Arguments of DiscretizeAction and DiscretizeObservation. */
export interface DiscretizeOptions {
  readonly bins: Bins;
  /** Whether a number for each dimension is used, in place of one for all. */
  readonly multidiscrete?: boolean;
}

/**
 * The box to be cut into bins.
 * @param subject what it is the space of
 * @throws TypeError for no Box of floats, ValueError for one that is not bounded
 */
export function finiteBox(space: unknown, className: string, subject: string): Box<ElementType> {
  if (!(space instanceof Box))
    throw new TypeError(`${className} is only compatible with Box continuous ${subject}s.`);
  if (!space.isBounded()) {
    const [low, high] = [space.low, space.high].map((bound) => arrayText(bound, space.shape, space.dtype));
    throw new ValueError(
      `Discretization requires ${subject} space to be finite. Found: low=${low}, high=${high}`,
    );
  }
  return space as unknown as Box<ElementType>;
}

/** The space of the bins, as one number or as one for each dimension. */
export function binSpace(bins: readonly number[], multidiscrete: boolean): Space<ArrayLike<number> | number> {
  const space: unknown = multidiscrete
    ? new MultiDiscrete(bins)
    : new Discrete(bins.reduce((product, bin) => product * bin, 1));
  return space as Space<ArrayLike<number> | number>;
}

export class DiscretizeAction<Observation> extends ActionWrapper<
  Observation,
  ArrayLike<number> | number,
  NumberArray
> {
  static override readonly entryPoint = 'gymnasium.wrappers.transform_action:DiscretizeAction';
  readonly bins: readonly number[];
  private readonly multidiscrete: boolean;
  private readonly centers: readonly (readonly number[])[];
  private readonly dtype: ElementType;

  /**
   * @throws TypeError for actions from no Box, ValueError for an unbounded one, AssertionError for another
   * number of bins than dimensions
   */
  constructor(env: Env<Observation, NumberArray>, { bins, multidiscrete = false }: DiscretizeOptions) {
    const box = finiteBox(env.actionSpace, 'DiscretizeAction', 'action');
    super(env);
    this.bins = readBins(bins, box.shape[0]);
    this.recordConstructorArguments({ bins, multidiscrete });
    this.multidiscrete = multidiscrete;
    this.dtype = box.dtype;
    const round = (value: number) => castTo(box.dtype, value);
    this.centers = this.bins.map((bin, n) => {
      const edges = linspace(box.low[n], box.high[n], bin + 1, round);
      return edges.slice(1).map((edge, at) => round(0.5 * round(edges[at] + edge)));
    });
    this.actionSpace = binSpace(this.bins, multidiscrete);
  }

  /** Numbers beyond the bins are taken for the outermost ones. */
  override action(action: ArrayLike<number> | number): NumberArray {
    const indices = typeof action === 'number' ? splitIndex(action, this.bins) : Array.from(action);
    const chosen = indices.map((index, n) => {
      return this.centers[n][Math.min(Math.max(index, 0), this.bins[n] - 1)];
    });
    return arrayFrom(this.dtype, chosen);
  }

  /** The bin whose middle is nearest to an inner action. */
  revertAction(action: ArrayLike<number>): ArrayLike<number> | number {
    const indices = this.centers.map((centers, n) => {
      const distances = centers.map((center) => Math.abs(center - action[n]));
      return distances.indexOf(Math.min(...distances));
    });
    return this.multidiscrete ? arrayFrom('int64', indices) : joinIndices(indices, this.bins);
  }
}
