/** How an AsyncVectorEnv uses workers: memory shared with them or not, and how many there are. */
import { ValueError } from '../errors.ts';
import type { Space } from '../spaces/space.ts';
import type { AutoresetMode } from './autoreset-mode.ts';
import { isShareable } from './batch-rows.ts';
import { nodeThreads } from './node-threads.ts';
import type { ObservationMode } from './vector-spaces.ts';

/** Arguments of AsyncVectorEnv. */
export interface AsyncVectorEnvOptions {
  /** Whether observations are the caller's to keep; else the next call overwrites them. */
  readonly copy?: boolean;
  readonly observationMode?: ObservationMode;
  readonly autoresetMode?: AutoresetMode;
  /**
   * Whether observations come through shared memory. Without a word they do where that is possible: everywhere
   * but on pages that are not cross-origin isolated, and for all spaces whose elements are arrays.
   */
  readonly sharedMemory?: boolean | null;
  /** Threads over which environments are spread; one for each core, but no more than environments. */
  readonly workers?: number | null;
}

/** @throws ValueError when shared memory is asked for and not to be had */
export function usesSharedMemory(wanted: boolean | null, space: Space<unknown>): boolean {
  const isAllowed =
    typeof SharedArrayBuffer === 'function' &&
    (nodeThreads() !== null || globalThis.crossOriginIsolated === true);
  if (wanted === true && !isAllowed)
    throw new ValueError('shared memory needs a page that is cross-origin isolated; leave sharedMemory out');
  if (wanted === true && !isShareable(space)) {
    throw new ValueError(
      'Using `AsyncVector(..., shared_memory=True)` caused an error, you can disable this feature with `shared_memory=False` however this is slower.',
    );
  }
  return wanted ?? (isAllowed && isShareable(space));
}

/** @throws ValueError for a number of workers that is none */
export function workerCount(wanted: number | null, envs: number): number {
  if (wanted !== null && !(Number.isSafeInteger(wanted) && wanted > 0))
    throw new ValueError(`AsyncVectorEnv: workers must be a positive integer, got ${wanted}`);
  return Math.min(wanted ?? globalThis.navigator?.hardwareConcurrency ?? 2, envs);
}
