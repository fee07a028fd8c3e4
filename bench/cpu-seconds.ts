/** Processor time, which counts what a program did and not what else the machine was busy with. */

/** Seconds of processor time that this process took so far, in all of its threads. */
export function cpuSeconds(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1e6;
}
