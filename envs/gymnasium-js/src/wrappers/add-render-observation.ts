/**
 * AddRenderObservation: the rendered image as observation, or beside it
 * (gymnasium/wrappers/transform_observation.py).
 */
import type { Env, RenderedImage } from '../env.ts';
import { AssertionError } from '../errors.ts';
import { Box } from '../spaces/box.ts';
import { Dict } from '../spaces/dict.ts';
import type { Space } from '../spaces/space.ts';
import { TransformObservation, type TransformObservationOptions } from './transform-observation.ts';

/** Arguments of AddRenderObservation. */
export interface AddRenderObservationOptions {
  /** Whether the image takes the place of the observation. */
  readonly renderOnly?: boolean;
  /** The key of the image, where it does not. */
  readonly renderKey?: string;
  /** The key of the observation, where that has none of its own. */
  readonly obsKey?: string;
}

function imageOf<Action>(env: Env<unknown, Action>): RenderedImage {
  const frame = env.render();
  if (typeof frame === 'object' && frame !== null && 'pixels' in frame) return frame;
  throw new AssertionError(`AddRenderObservation needs images, got ${frame} from mode ${env.renderMode}`);
}

function additionTo<Action>(
  env: Env<unknown, Action>,
  { renderOnly = true, renderKey = 'pixels', obsKey = 'state' }: AddRenderObservationOptions,
): TransformObservationOptions<unknown, unknown> {
  if (env.renderMode === null || env.renderMode === 'human')
    throw new AssertionError(
      `AddRenderObservation needs a render mode that gives images, got ${env.renderMode}`,
    );
  env.reset();
  const pixels = () => imageOf(env).pixels;
  const image = new Box(0, 255, imageOf(env).shape, 'uint8') as Space<unknown>;
  if (renderOnly) return { func: pixels, observationSpace: image };
  const inner: Space<unknown> = env.observationSpace;
  if (!(inner instanceof Dict)) {
    return {
      func: (observation) => ({ [obsKey]: observation, [renderKey]: pixels() }),
      observationSpace: new Dict({ [obsKey]: inner, [renderKey]: image }),
    };
  }
  if (inner.spaces.has(renderKey))
    throw new AssertionError(`the observation has a part '${renderKey}' already; choose another renderKey`);
  return {
    func: (observation) => ({ [renderKey]: pixels(), ...(observation as object) }),
    observationSpace: new Dict({ [renderKey]: image, ...Object.fromEntries(inner.spaces) }),
  };
}

export class AddRenderObservation<Action> extends TransformObservation<unknown, Action> {
  static override readonly entryPoint: string =
    'gymnasium.wrappers.transform_observation:AddRenderObservation';

  /**
   * Resets and renders once, to learn the size of the image.
   * @throws AssertionError when the environment renders no images, or has a part of the name already
   */
  constructor(env: Env<unknown, Action>, options: AddRenderObservationOptions = {}) {
    super(env, additionTo(env, options));
    this.recordConstructorArguments({ ...options });
  }
}
