/** Processor time, which counts what a program did and not what else the machine was busy with. */
import { readdirSync, readFileSync } from 'node:fs';

/** Linux counts in ticks of `sysconf(_SC_CLK_TCK)`, which is 100 on every platform that Node supports. */
const TICKS_PER_SECOND = 100;

/** Seconds of processor time that this process took so far, in all of its threads. */
export function cpuSeconds(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1e6;
}

/** Seconds of each thread of this process by its id; empty where the system does not tell. (Linux, proc(5)) */
export function threadSeconds(): ReadonlyMap<string, number> {
  const tasks = '/proc/self/task';
  try {
    return new Map(
      readdirSync(tasks).map((id) => {
        const stat = readFileSync(`${tasks}/${id}/stat`, 'utf8');
        const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
        return [id, (Number(fields[11]) + Number(fields[12])) / TICKS_PER_SECOND];
      }),
    );
  } catch {
    return new Map();
  }
}

/**
 * Seconds from one reading to the next that would pass on a machine with a core for every thread, if the main thread
 * rests while the others work: its own and those of the busiest other one.
 */
export function longestPath(before: ReadonlyMap<string, number>, after: ReadonlyMap<string, number>): number {
  const main = String(process.pid);
  let busiest = 0;
  for (const [id, seconds] of after) {
    if (id !== main) busiest = Math.max(busiest, seconds - (before.get(id) ?? 0));
  }
  return busiest + (after.get(main) ?? 0) - (before.get(main) ?? 0);
}
