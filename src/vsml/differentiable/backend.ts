/**
 * Which machinery tensors run on: TensorFlow's own library through tfjs-node where it is installed, else WebAssembly,
 * else plain JavaScript. The first that loads is taken, and why the others were not is told. (ARCHITECTURE.md)
 */
import { createRequire } from 'node:module';
import { dirname } from 'node:path';
import util from 'node:util';
import * as tf from '@tensorflow/tfjs-core';

/** Names under which tfjs knows its backends, fastest first. */
export const BACKEND_NAMES = ['tensorflow', 'wasm', 'cpu'] as const;

export type BackendName = (typeof BACKEND_NAMES)[number];

/** One way to run tensors. */
export interface Backend {
  readonly name: BackendName;
  /** Registers it with tfjs. Rejects with an error that says in words why it cannot be had. */
  load(): Promise<void>;
}

/** What was taken. */
export interface BackendChoice {
  readonly name: BackendName;
  /** One sentence for each backend that was tried before and not taken. */
  readonly rejections: readonly string[];
}

/** Node 23 dropped two functions that tfjs-node 4.22 still calls. */
function supplyDroppedFunctions(): void {
  const functions = util as unknown as Record<string, unknown>;
  functions.isNullOrUndefined ??= (value: unknown) => value === null || value === undefined;
  functions.isArray ??= Array.isArray;
}

/** A name that is no literal keeps the compiler from asking for the types of an optional package. */
const TENSORFLOW_PACKAGE: string = '@tensorflow/tfjs-node';

async function loadTensorflow(): Promise<void> {
  supplyDroppedFunctions();
  try {
    await import(TENSORFLOW_PACKAGE);
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    const absent = code === 'ERR_MODULE_NOT_FOUND' && message.includes(TENSORFLOW_PACKAGE);
    throw new Error(absent ? `${TENSORFLOW_PACKAGE} is not installed` : message.split('\n')[0], {
      cause: error,
    });
  }
}

async function loadWasm(): Promise<void> {
  const { setWasmPaths } = await import('@tensorflow/tfjs-backend-wasm');
  const { resolve } = createRequire(import.meta.url);
  setWasmPaths(`${dirname(resolve('@tensorflow/tfjs-backend-wasm/package.json'))}/dist/`);
}

async function loadCpu(): Promise<void> {
  await import('@tensorflow/tfjs-backend-cpu');
}

export const backends: readonly Backend[] = [
  { name: 'tensorflow', load: loadTensorflow },
  { name: 'wasm', load: loadWasm },
  { name: 'cpu', load: loadCpu },
];

/** Makes a backend the one that tfjs uses. @returns why it cannot be, or undefined when it is */
async function refusal(backend: Backend): Promise<string | undefined> {
  try {
    await backend.load();
    if (await tf.setBackend(backend.name)) return undefined;
    return 'it does not start on this machine';
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

/**
 * Takes the preferred backend, or the fastest that loads, and makes it the one tfjs uses in this thread.
 * @param preferred tried first; when it does not load, the others follow from the fastest on
 * @param candidates fastest first
 * @throws RangeError for a name that is none of `BACKEND_NAMES`, and an Error when no candidate at all loads
 */
export async function chooseBackend(
  preferred?: BackendName,
  candidates: readonly Backend[] = backends,
): Promise<BackendChoice> {
  if (preferred !== undefined && !BACKEND_NAMES.includes(preferred)) {
    throw new RangeError(`the backend must be one of ${BACKEND_NAMES.join(', ')}, got ${String(preferred)}`);
  }
  // Without it tfjs advertises tfjs-node on every start.
  tf.env().set('PROD', true);
  const isPreferred = ({ name }: Backend) => name === preferred;
  const ordered = [
    ...candidates.filter(isPreferred),
    ...candidates.filter((backend) => !isPreferred(backend)),
  ];
  const rejections: string[] = [];
  for (const backend of ordered) {
    const reason = await refusal(backend);
    if (reason === undefined) return { name: backend.name, rejections };
    rejections.push(`The tfjs backend "${backend.name}" is not used: ${reason}.`);
  }
  throw new Error(`no tfjs backend loads. ${rejections.join(' ')}`);
}
