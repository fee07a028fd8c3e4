/** Options of `reset` that say where classic control starts (gymnasium/envs/classic_control/utils.py). */
import type { ResetArguments } from '../env.ts';
import { ValueError } from '../errors.ts';

type Options = ResetArguments['options'];

/**
 * A number among the options of `reset`.
 * @throws ValueError for what is no number
 */
export function numberOption(options: Options, name: string, fallback: number): number {
  const value: unknown = options?.[name] ?? fallback;
  if (typeof value === 'number' && !Number.isNaN(value)) return value;
  throw new ValueError(`An option (${value}) could not be converted to a float.`);
}

/**
 * The bounds `low` and `high` between which a start is drawn.
 * @throws ValueError for bounds that are no numbers or the wrong way round
 */
export function resetBounds(options: Options, low: number, high: number): readonly [number, number] {
  const bounds = [numberOption(options, 'low', low), numberOption(options, 'high', high)] as const;
  if (bounds[0] > bounds[1])
    throw new ValueError(`Lower bound (${bounds[0]}) must be lower than higher bound (${bounds[1]}).`);
  return bounds;
}
