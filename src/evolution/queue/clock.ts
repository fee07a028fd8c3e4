/** The queue's clock: it decides when a chunk is given out again, and never what anybody computes. */

/** Milliseconds since some moment. */
export function clockMilliseconds(): number {
  return performance.now();
}
