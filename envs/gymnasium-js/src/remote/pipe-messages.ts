/** What passes between a `ChildProcessPipe` and the thread that runs its child. */
import type { NodeThreads } from '../vector/node-threads.ts';

/** What the thread is started with. */
export interface PipeStart {
  readonly port: InstanceType<NodeThreads['MessagePort']>;
  /** How many events were posted. */
  readonly signal: Int32Array;
  readonly command: string;
  readonly args: readonly string[];
  /** Variables besides those of this process. */
  readonly environment: Readonly<Record<string, string>>;
}
/** What the child is to be told, or its end. */
export type PipeOrder = { readonly kind: 'line'; readonly line: string } | { readonly kind: 'kill' };
/** What the child said, or how it ended; `started` is false where there is no such program. */
export type PipeEvent =
  | { readonly kind: 'line'; readonly line: string }
  | { readonly kind: 'ended'; readonly reason: string; readonly started: boolean };
