/**
 * The thread that talks to a child process over pipes while the thread that asked stands still: lines come in by a
 * port and go to the child, the child's lines go back.
 */
import type { PipeEvent, PipeOrder, PipeStart } from './pipe-messages.ts';

const { workerData } = process.getBuiltinModule('node:worker_threads');
const { spawn } = process.getBuiltinModule('node:child_process');
const { writeSync } = process.getBuiltinModule('node:fs');

/** Of what the child says on standard error the end is kept, for the report of its death. */
const KEPT_CHARACTERS = 2000;

const { port, signal, command, args, environment } = workerData as PipeStart;
const child = spawn(command, args, {
  env: { ...process.env, ...environment },
  stdio: ['pipe', 'pipe', 'pipe'],
  windowsHide: true,
});
let complaint = '';
let unfinished = '';
let isOver = false;

function tell(event: PipeEvent): void {
  port.postMessage(event);
  Atomics.add(signal, 0, 1);
  Atomics.notify(signal, 0);
}

function end(reason: string, started: boolean): void {
  if (isOver) return;
  isOver = true;
  tell({ kind: 'ended', reason, started });
  port.close();
}

child.stdout.setEncoding('utf8');
child.stdout.on('data', (text: string) => {
  const lines = (unfinished + text).split('\n');
  unfinished = lines.pop() as string;
  for (const line of lines) tell({ kind: 'line', line });
});
child.stderr.setEncoding('utf8');
child.stderr.on('data', (text: string) => {
  complaint = (complaint + text).slice(-KEPT_CHARACTERS);
  // At once, and not by way of the thread that stands still.
  writeSync(2, text);
});
// A child that died does not read what is written to it; its end is told by `close`.
child.stdin.on('error', () => {});
child.on('error', (error) => end(error.message, false));
child.on('close', (code, killed) => {
  const how = killed === null ? `exit code ${code}` : `signal ${killed}`;
  const lastLine = complaint.trim().split('\n').at(-1);
  end(lastLine ? `${how}; its last words: ${lastLine}` : how, true);
});
port.on('message', (order: PipeOrder) => {
  if (order.kind === 'line') child.stdin.write(`${order.line}\n`);
  else child.kill('SIGKILL');
});
