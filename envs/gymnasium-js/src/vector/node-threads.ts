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

const TEXT_OPTIONS = ['-e', '--eval', '-pe', '-p', '--print'];

/**
 * Node's own options as a thread may have them: a program that was given as text (`node --input-type=module -e ...`)
 * has options that a thread, which is a file, would refuse.
 * @param given those of the process, `process.execArgv`
 */
export function threadArguments(given: readonly string[]): string[] {
  return given.filter(
    (option, at) =>
      !option.startsWith('--input-type') &&
      !TEXT_OPTIONS.includes(option) &&
      !TEXT_OPTIONS.includes(given[at - 1]),
  );
}
