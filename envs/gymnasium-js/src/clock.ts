/** The clock on the wall, for measurements that are reported and never decide anything. */

/** Seconds since some moment in the past. */
export function secondsNow(): number {
  return performance.now() / 1000;
}
