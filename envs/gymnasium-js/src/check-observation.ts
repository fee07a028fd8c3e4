/** Whether an observation is what its space promises, in kind and in value; warns where not. */
import { AssertionError } from './errors.ts';
import { warn } from './logger.ts';
import { pythonText, typeText } from './python-text.ts';
import { Box } from './spaces/box.ts';
import { Dict } from './spaces/dict.ts';
import { Discrete } from './spaces/discrete.ts';
import type { Space } from './spaces/space.ts';

/** NumPy's name of the elements of a typed array: `float32` for a Float32Array. */
export function elementTypeOf(array: ArrayBufferView): string {
  return array.constructor.name.replace(/^Big|(?:Clamped)?Array$/g, '').toLowerCase();
}

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
    if (!ArrayBuffer.isView(observation)) {
      warn(`${subject} was expecting a numpy array, actual type: ${typeText(observation)}`);
    } else if (elementTypeOf(observation) !== space.dtype) {
      warn(
        `${subject} was expecting numpy array dtype to be ${space.dtype}, actual type: ${elementTypeOf(observation)}`,
      );
    }
  } else if (space instanceof Dict) {
    if (typeof observation !== 'object' || observation === null || Array.isArray(observation)) {
      throw new AssertionError(`${subject} must be a dict, actual type: ${typeText(observation)}`);
    }
    const parts = observation as Readonly<Record<string, unknown>>;
    const keys = Object.keys(parts);
    if (keys.length !== space.spaces.size || !keys.every((key) => space.spaces.has(key))) {
      throw new AssertionError(
        `${subject} observation keys is not same as the observation space keys, obs keys: ${pythonText(keys)}, space keys: ${pythonText([...space.spaces.keys()])}`,
      );
    }
    for (const [key, part] of space.spaces) checkObservation(parts[key], part, methodName);
  }
  if (!space.contains(observation)) warn(`${subject} is not within the observation space.`);
}
