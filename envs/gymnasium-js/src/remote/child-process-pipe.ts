/** ChildProcessPipe: a program that answers lines with lines, for which the caller stands still. Node only. */
import { secondsNow } from '../clock.ts';
import { DependencyNotInstalled, TimeoutError } from '../errors.ts';
import { nodeThreads } from '../vector/node-threads.ts';
import type { PipeEvent, PipeOrder, PipeStart } from './pipe-messages.ts';

/** A program and what it is started with. */
export type PipeCommand = Pick<PipeStart, 'command' | 'args' | 'environment'>;
/** How a child ended; `started` is false where there is no such program. */
export interface ChildEnd {
  readonly reason: string;
  readonly started: boolean;
}

export class ChildProcessPipe {
  private readonly port: PipeStart['port'];
  private readonly receive: () => PipeEvent | undefined;
  private readonly worker: { terminate(): unknown };
  private readonly signal = new Int32Array(new SharedArrayBuffer(4));
  /** How the child ended, null while it lives. */
  end: ChildEnd | null = null;

  /** @throws DependencyNotInstalled outside Node */
  constructor(command: PipeCommand) {
    const threads = nodeThreads();
    if (threads === null)
      throw new DependencyNotInstalled('environments of Python need Node, which can start other programs');
    const { port1, port2 } = new threads.MessageChannel();
    const script = './pipe-worker.ts';
    const start: PipeStart = { ...command, port: port2, signal: this.signal };
    const worker = new threads.Worker(new URL(script, import.meta.url), {
      workerData: start,
      transferList: [port2],
    });
    // A program that forgot to close its environments may end all the same; the child then finds its input closed.
    worker.unref();
    this.worker = worker;
    this.port = port1;
    this.receive = () => threads.receiveMessageOnPort(port1)?.message as PipeEvent | undefined;
  }

  private order(order: PipeOrder): void {
    this.port.postMessage(order);
  }

  /**
   * The child's answer to a line; null when the child ended before.
   * @param seconds how long to wait at most
   * @throws TimeoutError when the time is over; the child is stopped then
   */
  ask(line: string, seconds: number): string | null {
    if (this.end !== null) return null;
    this.order({ kind: 'line', line });
    const event = this.next(seconds);
    if (event === undefined) {
      this.order({ kind: 'kill' });
      this.next(1);
      this.stop({ reason: `no answer within ${seconds} s`, started: true });
      throw new TimeoutError(
        `The Python process has not answered within ${seconds} second(s) and was stopped.`,
      );
    }
    if (event.kind === 'line') return event.line;
    this.stop(event);
    return null;
  }

  /** Waits for the child to end by itself, and stops it when the time is over. */
  close(seconds: number): void {
    if (this.end !== null) return;
    if (this.next(seconds)?.kind !== 'ended') {
      this.order({ kind: 'kill' });
      this.next(1);
    }
    this.stop({ reason: 'it was closed', started: true });
  }

  private stop({ reason, started }: ChildEnd): void {
    this.end = { reason, started };
    this.port.close();
    void this.worker.terminate();
  }

  private next(seconds: number): PipeEvent | undefined {
    const limit = secondsNow() + seconds;
    for (;;) {
      const count = Atomics.load(this.signal, 0);
      const event = this.receive();
      if (event !== undefined) return event;
      const left = limit - secondsNow();
      if (left <= 0) return undefined;
      Atomics.wait(this.signal, 0, count, left * 1000);
    }
  }
}
