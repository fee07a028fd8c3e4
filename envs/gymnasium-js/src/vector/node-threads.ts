/** Node's worker threads without an import, which a browser could not follow. */

/** The module of worker threads. */
export type NodeThreads = ReturnType<typeof processThreads>;

/** What a worker thread of AsyncVectorEnv is started with. */
export interface ThreadData {
  readonly port: InstanceType<NodeThreads['MessagePort']>;
  /** How many answers were posted; whether the thread has ended. */
  readonly signal: Int32Array;
}

function processThreads(process: NodeJS.Process) {
  return process.getBuiltinModule('node:worker_threads');
}

/** Null outside Node. */
export function nodeThreads(): NodeThreads | null {
  const { process } = globalThis as { readonly process?: Partial<NodeJS.Process> };
  return process?.getBuiltinModule === undefined ? null : processThreads(process as NodeJS.Process);
}
