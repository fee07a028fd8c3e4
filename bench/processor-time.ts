/** CPU time of a browser's processes, with the simulation's worker told apart from the page where the system can. */
import { readdirSync, readFileSync } from 'node:fs';

/** Seconds of CPU time since a process began, by what they went into. */
export type ProcessorTime = ReadonlyMap<string, number>;

/** A process as `SystemInfo.getProcessInfo` of Chromium's debugging protocol describes it. */
interface BrowserProcess {
  readonly type: string;
  readonly id: number;
  /** Seconds. */
  readonly cpuTime: number;
}

/** Linux counts in ticks of `sysconf(_SC_CLK_TCK)`, which is 100 on every platform that Node supports. */
const TICKS_PER_SECOND = 100;
/** Linux cuts names of threads at 15 characters. */
const WORKER_THREAD = 'DedicatedWorker';

/** Seconds of one thread. (Linux, proc(5): fields 14 and 15, counted from after the name, which may hold spaces) */
function threadSeconds(folder: string): number {
  const stat = readFileSync(`${folder}/stat`, 'utf8');
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  return (Number(fields[11]) + Number(fields[12])) / TICKS_PER_SECOND;
}

/** Seconds that a process's dedicated workers took; 0 where the system does not tell. */
function workerSeconds(processId: number): number {
  try {
    const tasks = `/proc/${processId}/task`;
    return readdirSync(tasks)
      .filter((id) => readFileSync(`${tasks}/${id}/comm`, 'utf8').startsWith(WORKER_THREAD))
      .reduce((sum, id) => sum + threadSeconds(`${tasks}/${id}`), 0);
  } catch {
    return 0;
  }
}

/** What a process took so far. */
export function processorTimeOf({ type, id, cpuTime }: BrowserProcess): ProcessorTime {
  if (type !== 'renderer') return new Map([[type === 'GPU' ? 'GPU process' : type, cpuTime]]);
  const worker = workerSeconds(id);
  return new Map([
    ['page', cpuTime - worker],
    ['simulation worker', worker],
  ]);
}
