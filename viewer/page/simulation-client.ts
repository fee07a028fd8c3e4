/** The page's end of the simulation worker: sends commands, hands on events, and tells when asked-for steps are done. */
import {
  type FrameEvent,
  parseEvent,
  type ReadyEvent,
  type ViewerCommand,
  type ViewerEvent,
} from '../simulation/protocol.ts';

type Load = Extract<ViewerCommand, { type: 'load' }>;

/** Who listens to the simulation. */
export interface SimulationListener {
  ready(event: ReadyEvent): void;
  frame(event: FrameEvent): void;
  failed(message: string): void;
}

interface Waiter {
  readonly reached: (frame: FrameEvent) => boolean;
  readonly resolve: () => void;
  readonly reject: (reason: Error) => void;
}

export class SimulationClient {
  /** What the worker said last of the lifetime under way. */
  latestFrame: FrameEvent | undefined;
  latestReady: ReadyEvent | undefined;
  private readonly worker: Worker;
  private readonly listener: SimulationListener;
  /** Frames that arrive between a load and its answer belong to the lifetime before. */
  private loading = false;
  private waiters: Waiter[] = [];

  constructor(listener: SimulationListener) {
    this.listener = listener;
    this.worker = new Worker(new URL('../simulation/simulation.worker.ts', import.meta.url), {
      type: 'module',
    });
    this.worker.addEventListener('message', ({ data }: MessageEvent<unknown>) => this.receive(data));
    this.worker.addEventListener('error', (event) =>
      this.fail(event.message || 'the simulation could not be started'),
    );
  }

  /** Starts a lifetime. */
  load(command: Omit<Load, 'type'>): void {
    this.loading = true;
    this.send({ type: 'load', ...command });
  }

  send(command: ViewerCommand): void {
    this.worker.postMessage(command);
  }

  /** Takes steps and waits until they are shown; ends early with the lifetime. */
  async step(count: number): Promise<void> {
    await this.waitFor(() => true);
    const target = (this.latestFrame?.step ?? 0) + count;
    if (this.latestFrame?.finished || count < 1) return;
    const done = this.waitFor((frame) => frame.step >= target || frame.finished);
    this.send({ type: 'step', count });
    await done;
  }

  private async waitFor(reached: (frame: FrameEvent) => boolean): Promise<void> {
    if (!this.loading && this.latestFrame && reached(this.latestFrame)) return;
    await new Promise<void>((resolve, reject) => {
      this.waiters.push({ reached, resolve, reject });
    });
  }

  private receive(data: unknown): void {
    let event: ViewerEvent;
    try {
      event = parseEvent(data);
    } catch (error) {
      this.fail(error instanceof Error ? error.message : String(error));
      return;
    }
    if (event.type === 'error') {
      this.fail(event.message);
    } else if (event.type === 'ready') {
      this.loading = false;
      this.latestReady = event;
      this.latestFrame = undefined;
      this.listener.ready(event);
    } else if (!this.loading) {
      this.show(event);
    }
  }

  private show(frame: FrameEvent): void {
    this.latestFrame = frame;
    this.listener.frame(frame);
    const [reached, waiting] = [[] as Waiter[], [] as Waiter[]];
    for (const waiter of this.waiters) (waiter.reached(frame) ? reached : waiting).push(waiter);
    this.waiters = waiting;
    for (const waiter of reached) waiter.resolve();
  }

  private fail(message: string): void {
    // The worker keeps the lifetime before where a load fails.
    this.loading = false;
    this.listener.failed(message);
    const waiters = this.waiters;
    this.waiters = [];
    for (const waiter of waiters) waiter.reject(new Error(message));
  }
}
