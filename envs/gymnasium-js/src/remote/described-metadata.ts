/** What an environment of Python told of itself, by the names of this package. */
import type { AgentMetadata } from '../aec-env.ts';
import type { RenderFrame } from '../env.ts';
import { NdArray } from '../spaces/nd-array.ts';
import { fromWire, type Wire, type WireObject } from './wire-value.ts';

export function metadataOf({ metadata }: WireObject): AgentMetadata {
  const told = metadata as WireObject;
  return {
    renderModes: told.render_modes as readonly string[],
    ...(typeof told.render_fps === 'number' && { renderFps: told.render_fps }),
    ...(typeof told.name === 'string' && { name: told.name }),
    isParallelizable: told.is_parallelizable === true,
  };
}

/** What `render` gave: an array of three axes is an image. */
export function frameOf(wire: Wire): RenderFrame | readonly RenderFrame[] {
  const value = fromWire(wire);
  if (Array.isArray(value)) return value.map(imageOrText);
  return imageOrText(value);
}

function imageOrText(value: unknown): RenderFrame {
  if (typeof value === 'string') return value;
  if (!(value instanceof NdArray)) return null;
  return { pixels: Uint8Array.from(value.data), shape: value.shape };
}
