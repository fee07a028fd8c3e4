/**
 * ClipOutOfBoundsWrapper: moves actions outside a Box to its nearest point, with a warning
 * (pettingzoo/utils/wrappers/clip_out_of_bounds.py).
 */
import type { AECEnv } from '../aec-env.ts';
import { AssertionError } from '../errors.ts';
import { warn } from '../logger.ts';
import { tupleText } from '../python-text.ts';
import { Box } from '../spaces/box.ts';
import { ARRAY_TYPES } from '../spaces/element-types.ts';
import { fits, viewOf } from '../spaces/nd-array.ts';
import { arrayText } from '../spaces/number-text.ts';
import { BaseWrapper } from './base-wrapper.ts';

export class ClipOutOfBoundsWrapper<Observation> extends BaseWrapper<Observation, Float32Array> {
  /** @throws AssertionError when an agent has another kind of action space */
  constructor(env: AECEnv<Observation, Float32Array>) {
    super(env);
    if (!this.possibleAgents.every((agent) => this.actionSpace(agent) instanceof Box))
      throw new AssertionError('should only use ClipOutOfBoundsWrapper for Box spaces');
  }

  /** @throws AssertionError for no action of a living agent, for NaN, and for an action of another shape */
  override step(action: Float32Array | null): void {
    const agent = this.agentSelection;
    const space = this.actionSpace(agent) as Box;
    const lastTurn = action === null && this.isDead(agent);
    super.step(lastTurn || space.contains(action) ? action : clipped(action, space));
  }

  override toString(): string {
    return String(this.env);
  }
}

function clipped(action: unknown, space: Box): Float32Array {
  const view = viewOf(action);
  const numbers = view === null ? [] : Array.from(view.data);
  if (view === null || numbers.some(Number.isNaN))
    throw new AssertionError('step() cannot take in a nan action.');
  if (!fits(view, space.shape)) {
    const shape = view.shape ?? [numbers.length];
    throw new AssertionError(
      `action should have shape ${tupleText(space.shape)}, has shape ${tupleText(shape)}`,
    );
  }
  const text = arrayText(numbers, space.shape, space.dtype);
  warn(`Received an action ${text} that was outside action space ${space}. Environment is clipping to space`);
  const result = new ARRAY_TYPES[space.dtype](numbers.length);
  for (let n = 0; n < numbers.length; n++)
    result[n] = Math.min(Math.max(numbers[n], space.low[n]), space.high[n]);
  return result;
}
