/** Which actions an agent may take now: `action_mask`, told in its observation or in its info (PettingZoo). */
import type { Info } from './env.ts';
import type { Space } from './spaces/space.ts';

/** A 1 for each action that may be taken, by its number. */
export type ActionMask = ArrayLike<number>;

function maskIn(value: unknown): ActionMask | null {
  if (typeof value !== 'object' || value === null || !('action_mask' in value)) return null;
  return value.action_mask as ActionMask;
}

/** The mask of the observation, else that of the info, else null: all actions may be taken. */
export function actionMask(observation: unknown, info: Info | undefined): ActionMask | null {
  return maskIn(observation) ?? maskIn(info);
}

/** A random action of the space that the mask allows. */
export function sampleAction<Action>(
  space: Space<Action>,
  observation: unknown,
  info: Info | undefined,
): Action {
  const mask = actionMask(observation, info);
  return mask === null ? space.sample() : space.sample(Int8Array.from(mask));
}
