/** The worker that simulates: commands in, events out, at most one frame a screen refresh. */
import type { KernelFactory } from '../../src/vsml/kernel.ts';
import { loadWasmKernel } from '../../src/vsml/kernels/wasm/wasm.ts';
import { type FrameEvent, type ParsedCommand, parseCommand, type ViewerEvent } from './protocol.ts';
import { SimulationClock } from './simulation-clock.ts';
import { SimulationSession } from './simulation-session.ts';

/** What this file needs of a worker's global scope; the types of pages describe another one. */
interface WorkerScope {
  postMessage(message: ViewerEvent, transfer?: Transferable[]): void;
  onmessage: ((event: MessageEvent<unknown>) => void) | null;
}

/** Milliseconds between turns, about 60 a second. */
const TURN = 16;
/** Milliseconds of a turn that may go into steps; a command waits no longer than this and one step. */
const STEPPING_TIME = 12;
/** Steps of a turn while playing; a tab that slept does not make up for it. */
const MOST_STEPS = 1000;

const scope = globalThis as unknown as WorkerScope;
const session = new SimulationSession();
const clock = new SimulationClock(30);
const kernel: Promise<KernelFactory> = loadWasmKernel();
// Awaited at the first load, which reports a failure; until then nobody is listening for it.
kernel.catch(() => {});
let lastTurn = performance.now();

function buffersOf({ tiles, bodyCells, rewards, matrix }: FrameEvent): ArrayBuffer[] {
  const buffers = [tiles.buffer, bodyCells.buffer, rewards.buffer];
  return matrix ? [...buffers, matrix.values.buffer] : buffers;
}

function postFrame(): void {
  if (!session.loaded) return;
  const frame = session.frame();
  scope.postMessage(frame, buffersOf(frame));
}

function postError(error: unknown): void {
  scope.postMessage({ type: 'error', message: error instanceof Error ? error.message : String(error) });
}

/** Takes steps until they are done or time is up. Only the last one is shown, so the others are not observed. */
function advanceInTime(count: number): void {
  const end = performance.now() + STEPPING_TIME;
  let left = count;
  while (left > 1 && performance.now() < end) {
    session.advance(1, false);
    left--;
  }
  session.advance(1);
}

/** Time before now buys no steps: after a pause, or while a simulation was made. */
function startTiming(): void {
  clock.reset();
  lastTurn = performance.now();
}

async function obey(command: ParsedCommand): Promise<void> {
  switch (command.type) {
    case 'load':
      scope.postMessage(session.load(command, await kernel));
      startTiming();
      break;
    case 'play':
    case 'pause':
      session.play(command.type === 'play');
      startTiming();
      break;
    case 'step':
      session.fastForward(command.count);
      if (session.behind > 0) advanceInTime(session.behind);
      break;
    case 'speed':
      clock.speed = command.stepsPerSecond;
      break;
    case 'select': {
      const { type: _, ...selection } = command;
      session.select(selection);
      break;
    }
    case 'observeMessages':
      session.observeMessages(command.observe);
      break;
  }
  postFrame();
}

function turn(): void {
  const now = performance.now();
  const elapsed = now - lastTurn;
  lastTurn = now;
  try {
    const { behind } = session;
    const steps = behind > 0 ? behind : session.playing ? clock.due(elapsed, MOST_STEPS) : 0;
    if (steps > 0) {
      advanceInTime(steps);
      postFrame();
    }
  } catch (error) {
    session.play(false);
    postError(error);
  }
  setTimeout(turn, Math.max(0, TURN - (performance.now() - now)));
}

/** One command after the other: a load waits for the kernel, and what was sent after it waits for the load. */
let obeyed: Promise<void> = Promise.resolve();
scope.onmessage = ({ data }) => {
  obeyed = obeyed.then(() => obey(parseCommand(data))).catch(postError);
};
turn();
