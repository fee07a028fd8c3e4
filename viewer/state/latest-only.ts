/** Work that is asked for faster than it gets done, as by a slider that is dragged: only the latest wish is kept. */

/**
 * A function that does one piece of work at a time, and after it, of all values given meanwhile, the last.
 * @returns a promise that ends when nothing is left to do, or fails as the work did
 */
export function latestOnly<Value>(work: (value: Value) => Promise<void>): (value: Value) => Promise<void> {
  let waiting: { readonly value: Value } | undefined;
  let busy: Promise<void> | undefined;
  const workOff = async () => {
    try {
      while (waiting) {
        const { value } = waiting;
        waiting = undefined;
        await work(value);
      }
    } finally {
      waiting = undefined;
      busy = undefined;
    }
  };
  return (value) => {
    waiting = { value };
    busy ??= workOff();
    return busy;
  };
}
