/** EnvServer: answers the requests of a Gymnasium in Python that plays one of our environments, line for line. */
import type { Env, RenderFrame } from '../env.ts';
import { camelCase } from '../python-text.ts';
import { NdArray } from '../spaces/nd-array.ts';
import { elementFromWire, elementToWire } from './wire-element.ts';
import { errorToWire } from './wire-error.ts';
import { spaceToWire } from './wire-space.ts';
import { fromWire, toWire, type Wire, type WireObject } from './wire-value.ts';

/** Makes the environment of the arguments that Python gave. */
export type ServedMaker = (kwargs: Readonly<Record<string, unknown>>) => Env<unknown, unknown>;

function frameToWire(frame: RenderFrame | readonly RenderFrame[]): Wire {
  if (Array.isArray(frame)) return frame.map(frameToWire);
  if (frame === null || typeof frame === 'string') return frame;
  const { pixels, shape } = frame as Exclude<RenderFrame, string | null>;
  return toWire(new NdArray(Uint8Array.from(pixels), shape));
}

export class EnvServer {
  private readonly make: ServedMaker;
  private env: Env<unknown, unknown> | null = null;
  /** Whether the environment was closed: there is nothing more to answer. */
  isClosed = false;

  constructor(make: ServedMaker) {
    this.make = make;
  }

  /** The answer to a line, itself a line: a result, or the error of the environment or of the line. */
  answer(line: string): string {
    try {
      const { method, arguments: args } = readRequest(line);
      return JSON.stringify({ result: this.call(method, args) });
    } catch (error) {
      return JSON.stringify({ error: errorToWire(error) });
    }
  }

  private call(method: string, args: readonly Wire[]): Wire {
    if (method === 'make') return this.begin(fromWire(args[0] ?? {}) as Record<string, unknown>);
    if (method === 'close') return this.close();
    const { env } = this;
    if (env === null) throw new TypeError(`the first request must be 'make', got '${method}'`);
    switch (method) {
      case 'reset': {
        const [seed, options] = args.map(fromWire) as [number | null, Record<string, unknown> | null];
        const [observation, info] = env.reset({ seed, options });
        return [elementToWire(env.observationSpace, observation), toWire(info)];
      }
      case 'step': {
        const action = elementFromWire(env.actionSpace, args[0]);
        const [observation, reward, terminated, truncated, info] = env.step(action);
        const seen = elementToWire(env.observationSpace, observation);
        return [seen, toWire(reward), terminated, truncated, toWire(info)];
      }
      case 'render':
        return frameToWire(env.render());
      default:
        throw new TypeError(`there is no request '${method}'; there are make, reset, step, render and close`);
    }
  }

  /** @param kwargs by Python's names */
  private begin(kwargs: Readonly<Record<string, unknown>>): WireObject {
    // No render mode is the same as none given: not every environment takes one.
    const given = Object.entries(kwargs).filter(([key, value]) => key !== 'render_mode' || value !== null);
    const named = given.map(([key, value]) => [camelCase(key), value]);
    const env = this.make(Object.fromEntries(named));
    this.env = env;
    const { renderModes, renderFps = null } = env.metadata;
    return {
      metadata: { render_modes: renderModes, render_fps: renderFps },
      render_mode: env.renderMode,
      observation_space: spaceToWire(env.observationSpace),
      action_space: spaceToWire(env.actionSpace),
    };
  }

  /** To be called when Python is gone without a word; may be called twice. */
  close(): null {
    this.env?.close();
    this.env = null;
    this.isClosed = true;
    return null;
  }
}

/** @throws TypeError for a line that is no request */
function readRequest(line: string): { readonly method: string; readonly arguments: readonly Wire[] } {
  let request: unknown = null;
  try {
    request = JSON.parse(line);
  } catch {
    // Told below, like any other line that is none.
  }
  const { method, arguments: args } = Object(request) as Record<string, unknown>;
  if (typeof method !== 'string' || !Array.isArray(args))
    throw new TypeError('a request is a line of JSON with `method`, a text, and `arguments`, a list');
  return { method, arguments: args };
}
