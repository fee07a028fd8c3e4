/**
 * What an environment returns is looked at and handed on unchanged; what breaks the contract is told
 * (gymnasium/utils/passive_env_checker.py).
 */
import { checkObservation } from './check-observation.ts';
import type { Env, Info, RenderFrame, ResetArguments, StepResult } from './env.ts';
import { AssertionError, GymnasiumError } from './errors.ts';
import { deprecation, warn } from './logger.ts';
import { isTuple } from './python-list.ts';
import { isDictionary, pythonText, typeText } from './python-text.ts';
import { warnOfResetParameters } from './reset-parameters.ts';
import { elementTypeOf } from './spaces/element-types.ts';

/**
 * Resets and checks what comes back; what `reset` takes is told of, too.
 * @throws AssertionError when the info is no plain object
 */
export function resetWithChecks<Observation, Action>(
  env: Env<Observation, Action>,
  resetArguments?: ResetArguments,
): [Observation, Info] {
  warnOfResetParameters(env.reset);
  const result: [Observation, Info] = env.reset(resetArguments);
  if (!isTuple(result)) {
    warn(
      `The result returned by \`env.reset()\` was not a tuple of the form \`(obs, info)\`, where \`obs\` is a observation and \`info\` is a dictionary containing additional information. Actual type: \`${typeText(result)}\``,
    );
    return result;
  }
  if (result.length !== 2) {
    warn(
      'The result returned by `env.reset()` should be `(obs, info)` by default, , where `obs` is a observation and `info` is a dictionary containing additional information.',
    );
    return result;
  }
  checkObservation(result[0], env.observationSpace, 'reset');
  if (!isDictionary(result[1])) {
    throw new AssertionError(
      `The second element returned by \`env.reset()\` was not a dictionary, actual type: ${typeText(result[1])}`,
    );
  }
  return result;
}

function checkFlag(name: string, value: unknown): void {
  if (typeof value !== 'boolean')
    warn(`Expects \`${name}\` signal to be a boolean, actual type: ${typeText(value)}`);
}

function checkReward(reward: unknown): void {
  if (typeof reward !== 'number') {
    warn(
      `The reward returned by \`step()\` must be a float, int, np.integer or np.floating, actual type: ${typeText(reward)}`,
    );
  } else if (Number.isNaN(reward)) warn('The reward is a NaN value.');
  else if (!Number.isFinite(reward)) warn('The reward is an inf value.');
}

/**
 * Steps and checks what comes back.
 * @throws AssertionError when that is no array or its info no plain object, GymnasiumError when it has another
 * length than five (or the four of the old interface)
 */
export function stepWithChecks<Observation, Action>(
  env: Env<Observation, Action>,
  action: Action,
): StepResult<Observation> {
  const result: StepResult<Observation> = env.step(action);
  if (!isTuple(result))
    throw new AssertionError(`Expects step result to be a tuple, actual type: ${typeText(result)}`);
  const parts: readonly unknown[] = result;
  if (parts.length === 4) {
    deprecation(
      'Core environment is written in old step API which returns one bool instead of two. It is recommended to rewrite the environment with new step API. ',
    );
    checkFlag('done', parts[2]);
  } else if (parts.length === 5) {
    checkFlag('terminated', parts[2]);
    checkFlag('truncated', parts[3]);
  } else {
    throw new GymnasiumError(
      `Expected \`Env.step\` to return a four or five element tuple, actual number of elements returned: ${parts.length}.`,
    );
  }
  checkObservation(parts[0], env.observationSpace, 'step');
  checkReward(parts[1]);
  const info = parts[parts.length - 1];
  if (!isDictionary(info)) {
    throw new AssertionError(
      `The \`info\` returned by \`step()\` must be a python dictionary, actual type: ${typeText(info)}`,
    );
  }
  return result;
}

function imageShape(frame: unknown): readonly number[] | null {
  const isImage = typeof frame === 'object' && frame !== null && 'pixels' in frame && 'shape' in frame;
  return isImage && Array.isArray(frame.shape) ? frame.shape : null;
}

function checkImage(frame: unknown): void {
  const shape = imageShape(frame);
  if (shape === null) {
    warn(`RGB-array rendering should return a numpy array, got ${typeText(frame)}`);
    return;
  }
  const type = elementTypeOf((frame as { readonly pixels: unknown }).pixels);
  if (type !== 'uint8') warn(`RGB-array rendering should return a numpy array with dtype uint8, got ${type}`);
  if (shape.length !== 3)
    warn(`RGB-array rendering should return a numpy array with three axes, got ${shape.length}`);
  else if (shape[2] !== 3) {
    warn(
      `RGB-array rendering should return a numpy array in which the last axis has three dimensions, got ${shape[2]}`,
    );
  }
}

function checkFrame(mode: string, frame: unknown): void {
  if (mode === 'human') {
    if (frame !== null && frame !== undefined)
      warn(`Human rendering should return \`None\`, got ${typeText(frame)}`);
  } else if (mode === 'rgb_array') checkImage(frame);
  else if (mode === 'depth_array') {
    const shape = imageShape(frame);
    if (shape === null) warn(`Depth-array rendering should return a numpy array, got ${typeText(frame)}`);
    else if (shape.length !== 2)
      warn(`Depth-array rendering should return a numpy array with two axes, got ${shape.length}`);
  } else if (mode === 'ansi' || mode === 'ascii') {
    if (typeof frame !== 'string')
      warn(`ANSI/ASCII rendering should produce a string, got ${typeText(frame)}`);
  } else if (mode.endsWith('_list')) {
    if (!Array.isArray(frame)) warn(`Render mode \`${mode}\` should produce a list, got ${typeText(frame)}`);
    else for (const item of frame) checkFrame(mode.slice(0, -'_list'.length), item);
  }
}

function checkFramesPerSecond(framesPerSecond: unknown): void {
  if (framesPerSecond === null || framesPerSecond === undefined) {
    warn(
      "No render fps was declared in the environment (env.metadata['render_fps'] is None or not defined), rendering may occur at inconsistent fps.",
    );
  } else if (typeof framesPerSecond !== 'number') {
    warn(
      `Expects the \`env.metadata['render_fps']\` to be an integer or a float, actual type: ${typeText(framesPerSecond)}`,
    );
  } else if (!(framesPerSecond > 0)) {
    throw new AssertionError(
      `Expects the \`env.metadata['render_fps']\` to be greater than zero, actual value: ${framesPerSecond}`,
    );
  }
}

/**
 * Renders after a check of the render modes declared.
 * @throws AssertionError for a render mode that was not declared and for frames per second that are not
 * positive
 */
export function renderWithChecks<Observation, Action>(
  env: Env<Observation, Action>,
): RenderFrame | readonly RenderFrame[] {
  const modes: unknown = env.metadata.renderModes;
  const mode = env.renderMode;
  if (modes === null || modes === undefined) {
    warn(
      "No render modes was declared in the environment (env.metadata['render_modes'] is None or not defined), you may have trouble when calling `.render()`.",
    );
  } else if (!Array.isArray(modes)) {
    warn(`Expects the render_modes to be a sequence (i.e. list, tuple), actual type: ${typeText(modes)}`);
  } else {
    if (!modes.every((declared) => typeof declared === 'string')) {
      warn(`Expects all render modes to be strings, actual types: [${modes.map(typeText).join(', ')}]`);
    }
    if (modes.length === 0 && mode !== null) {
      throw new AssertionError(
        `With no render_modes, expects the Env.render_mode to be None, actual value: ${mode}`,
      );
    }
    if (modes.length > 0) {
      checkFramesPerSecond(env.metadata.renderFps);
      if (mode !== null && !modes.includes(mode)) {
        throw new AssertionError(
          `The environment was initialized successfully however with an unsupported render mode. Render mode: ${mode}, modes: ${pythonText(modes)}`,
        );
      }
    }
  }
  const frame = env.render();
  if (mode !== null) checkFrame(mode, frame);
  return frame;
}
