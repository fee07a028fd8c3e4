/** Whether an observation is what its space promises, in kind and in value; warns where not. */
import { AssertionError } from './errors.ts';
import { warn } from './logger.ts';
import { isTuple } from './python-list.ts';
import { isDictionary, pythonText, typeText } from './python-text.ts';
import { Box } from './spaces/box.ts';
import { Dict } from './spaces/dict.ts';
import { Discrete } from './spaces/discrete.ts';
import { elementTypeOf } from './spaces/element-types.ts';
import { MultiBinary } from './spaces/multi-binary.ts';
import { MultiDiscrete } from './spaces/multi-discrete.ts';
import type { Space } from './spaces/space.ts';
import { Tuple } from './spaces/tuple.ts';

/**
 * @param observation what `methodName` of an environment returned
 * @throws AssertionError when the parts of a composite observation do not match the parts of its space
 */
export function checkObservation(observation: unknown, space: Space<unknown>, methodName: string): void {
  const subject = `The obs returned by the \`${methodName}()\` method`;
  if (space instanceof Discrete) {
    if (!Number.isInteger(observation)) {
      warn(`${subject} should be an int or np.int64, actual type: ${typeText(observation)}`);
    }
  } else if (space instanceof Box) {
    const type = elementTypeOf(observation);
    if (type === null) warn(`${subject} was expecting a numpy array, actual type: ${typeText(observation)}`);
    else if (type !== space.dtype)
      warn(`${subject} was expecting numpy array dtype to be ${space.dtype}, actual type: ${type}`);
  } else if (space instanceof MultiBinary || space instanceof MultiDiscrete) {
    if (elementTypeOf(observation) === null)
      warn(`${subject} was expecting a numpy array, actual type: ${typeText(observation)}`);
  } else if (space instanceof Tuple) {
    const parts: readonly Space<unknown>[] = space.spaces;
    if (!isTuple(observation))
      warn(`${subject} was expecting a tuple, actual type: ${typeText(observation)}`);
    const { length } = observation as ArrayLike<unknown>;
    if (length !== parts.length) {
      throw new AssertionError(
        `${subject} length is not same as the observation space length, obs length: ${length}, space length: ${parts.length}`,
      );
    }
    for (const [n, part] of parts.entries())
      checkObservation((observation as unknown[])[n], part, methodName);
  } else if (space instanceof Dict) {
    if (!isDictionary(observation)) {
      throw new AssertionError(`${subject} must be a dict, actual type: ${typeText(observation)}`);
    }
    const keys = Object.keys(observation);
    if (keys.length !== space.spaces.size || !keys.every((key) => space.spaces.has(key))) {
      throw new AssertionError(
        `${subject} observation keys is not same as the observation space keys, obs keys: ${pythonText(keys)}, space keys: ${pythonText([...space.spaces.keys()])}`,
      );
    }
    for (const [key, part] of space.spaces) checkObservation(observation[key], part, methodName);
  }
  try {
    if (!space.contains(observation)) warn(`${subject} is not within the observation space.`);
  } catch (error) {
    warn(`${subject} is not within the observation space with exception: ${(error as Error).message}`);
  }
}
