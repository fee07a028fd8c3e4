/** What runs inside a worker of AsyncVectorEnv: a thread of Node or a Web Worker. */
import { nodeThreads, type ThreadData } from './node-threads.ts';
import { WorkerGroup } from './worker-group.ts';
import type { Answer, NumberedCommand, WorkerFailure } from './worker-messages.ts';

/** The page, or the thread that started this one. */
interface Owner {
  post(answer: Answer, buffers: readonly ArrayBuffer[]): void;
  listen(listener: (command: NumberedCommand) => void): void;
}

function nodeOwner({ port, signal }: ThreadData): Owner {
  const notify = (place: 0 | 1) => {
    Atomics.add(signal, place, 1);
    // Who waits, waits for answers.
    if (place === 1) Atomics.add(signal, 0, 1);
    Atomics.notify(signal, 0);
  };
  globalThis.process.on('exit', () => notify(1));
  return {
    post(answer, buffers) {
      port.postMessage(answer, [...buffers]);
      notify(0);
    },
    listen: (listener) => port.on('message', listener),
  };
}

function browserOwner(): Owner {
  return {
    post: (answer, buffers) => globalThis.postMessage(answer, { transfer: [...buffers] }),
    listen: (listener) => {
      globalThis.addEventListener('message', ({ data }: MessageEvent<NumberedCommand>) => listener(data));
    },
  };
}

function failureOf(error: unknown, index: number): WorkerFailure {
  const thrown = error instanceof Error ? error : new Error(String(error));
  return { name: thrown.name, message: thrown.message, stack: thrown.stack ?? '', index };
}

const threads = nodeThreads();
const owner = threads === null ? browserOwner() : nodeOwner(threads.workerData as ThreadData);
let starting: Promise<WorkerGroup> | null = null;

async function obey({ call, command }: NumberedCommand): Promise<void> {
  if (command.do === 'start') {
    starting = WorkerGroup.start(command);
    // Whoever asks next is told.
    starting.catch(() => {});
    return;
  }
  let group: WorkerGroup | null = null;
  try {
    group = await (starting as Promise<WorkerGroup>);
    const { value, buffers } = group.obey(command);
    owner.post({ call, value }, buffers);
  } catch (error) {
    owner.post({ call, failure: failureOf(error, group?.index ?? 0) }, []);
  }
}

let last: Promise<void> = Promise.resolve();
owner.listen((command) => {
  last = last.then(() => obey(command));
});
