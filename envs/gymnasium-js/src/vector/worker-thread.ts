/** One worker of AsyncVectorEnv as its owner sees it: commands go in, answers come out, and it may die. */
import { secondsNow } from '../clock.ts';
import { type NodeThreads, nodeThreads, threadArguments } from './node-threads.ts';
import type { Answer, Command, NumberedCommand } from './worker-messages.ts';

/** The part that differs between Node and browsers. */
interface Channel {
  post(command: NumberedCommand): void;
  /** Blocks, where that is possible, until an answer may have come or the time is over; returns those that came. */
  receive(milliseconds: number): Answer[];
  /** Whether the thread is known to have ended. */
  hasEnded(): boolean;
  /** Whether the program stays alive for the answers to come. */
  hold(isWaiting: boolean): void;
  stop(): unknown;
}
type Listener = (answer: Answer) => void;

function openNodeThread(threads: NodeThreads, listen: Listener, die: (reason: string) => void): Channel {
  const { port1: port, port2 } = new threads.MessageChannel();
  const signal = new Int32Array(new SharedArrayBuffer(8));
  // A bundler for browsers takes literal URLs along; this one it need not.
  const script = './vector-worker.ts';
  const worker = new threads.Worker(new URL(script, import.meta.url), {
    workerData: { port: port2, signal },
    transferList: [port2],
    execArgv: threadArguments(process.execArgv),
  });
  port.on('message', listen);
  worker.on('error', (error: Error) => die(error.message));
  worker.on('exit', (code) => die(`it ended with exit code ${code}`));
  const hold = (isWaiting: boolean) => {
    if (isWaiting) {
      port.ref();
      worker.ref();
    } else {
      port.unref();
      worker.unref();
    }
  };
  hold(false);
  const drain = (): Answer[] => {
    const answers: Answer[] = [];
    for (;;) {
      const received = threads.receiveMessageOnPort(port);
      if (received === undefined) return answers;
      answers.push(received.message as Answer);
    }
  };
  return {
    post: (command) => port.postMessage(command),
    receive(milliseconds) {
      const count = Atomics.load(signal, 0);
      const answers = drain();
      if (answers.length > 0 || Atomics.load(signal, 1) > 0) return answers;
      Atomics.wait(signal, 0, count, milliseconds);
      return drain();
    },
    hasEnded: () => Atomics.load(signal, 1) > 0,
    hold,
    stop() {
      port.close();
      return worker.terminate();
    },
  };
}

function openWebWorker(listen: Listener, die: (reason: string) => void): Channel {
  const worker = new Worker(new URL('./vector-worker.ts', import.meta.url), { type: 'module' });
  worker.addEventListener('message', ({ data }: MessageEvent<Answer>) => listen(data));
  worker.addEventListener('error', ({ message }) => die(message || 'its script could not be loaded'));
  worker.addEventListener('messageerror', () => die('an answer of it could not be read'));
  return {
    post: (command) => worker.postMessage(command),
    receive: () => [],
    hasEnded: () => false,
    hold: () => {},
    stop: () => worker.terminate(),
  };
}

export class WorkerThread {
  private readonly channel: Channel;
  /** Why the thread is no more, null while it lives. */
  death: string | null = null;
  private stopped = false;
  private answer: Answer | null = null;
  private waiting: { readonly call: number; readonly settle: (answer: Answer | null) => void } | null = null;

  constructor() {
    const listen = (answer: Answer) => this.take(answer);
    const die = (reason: string) => {
      this.death ??= reason;
      this.waiting?.settle(null);
    };
    const threads = nodeThreads();
    this.channel = threads === null ? openWebWorker(listen, die) : openNodeThread(threads, listen, die);
  }

  send(call: number, command: Command): void {
    if (this.death === null && !this.stopped) this.channel.post({ call, command });
  }

  /** The answer to a call; null when the thread died. */
  answerTo(call: number): Promise<Answer | null> {
    if (this.answer?.call === call) return Promise.resolve(this.answer);
    if (this.death !== null) return Promise.resolve(null);
    this.channel.hold(true);
    return new Promise((settle) => {
      this.waiting = { call, settle };
    });
  }

  /**
   * The answer to a call, for which this thread stands still; null when the worker died, undefined when the time,
   * by the clock in seconds, was over before. For Node; a thread that was killed from outside is not noticed here, but
   * where one waits with `answerTo`.
   */
  waitForAnswer(call: number, end: number): Answer | null | undefined {
    const { channel } = this;
    while (this.answer?.call !== call) {
      if (this.death !== null) return null;
      const left = end - secondsNow();
      if (left < 0) return undefined;
      const isOver = channel.hasEnded();
      for (const answer of channel.receive(left * 1000)) this.take(answer);
      if (isOver && this.answer?.call !== call) this.death ??= 'its thread ended';
    }
    return this.answer;
  }

  /** Forgets the call that was waited for. */
  release(): void {
    this.waiting = null;
    this.channel.hold(false);
  }

  stop(): unknown {
    this.stopped = true;
    this.death ??= 'it was stopped';
    this.waiting?.settle(null);
    return this.channel.stop();
  }

  /** Answers to calls that nobody waits for any more are dropped when the next comes. */
  private take(answer: Answer): void {
    this.answer = answer;
    if (this.waiting?.call === answer.call) {
      this.waiting.settle(answer);
      this.release();
    }
  }
}
