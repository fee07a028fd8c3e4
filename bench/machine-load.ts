/** What else the machine is busy with, which a figure by the clock cannot be read without. */
import { cpus, loadavg } from 'node:os';
import { setTimeout as sleep } from 'node:timers/promises';

/** Milliseconds that all cores together were busy since they began. */
function busyMilliseconds(): number {
  return cpus().reduce((sum, { times }) => sum + times.user + times.nice + times.sys + times.irq, 0);
}

/** Watches for a second in which this process does nothing. @returns a line for people */
export async function machineLoad(): Promise<string> {
  const [before, begun] = [busyMilliseconds(), performance.now()];
  await sleep(1000);
  const busy = (busyMilliseconds() - before) / (performance.now() - begun);
  return `other work keeps ${busy.toFixed(2)} of ${cpus().length} cores busy, load average ${loadavg()[0].toFixed(2)}`;
}
