/**
 * Memory that networks side by side share: the first half of every synapse's state becomes its mean over them, the
 * rest stays each one's own. (Inner batches of the released VSML code: half of a state are weights, half activations)
 */
const fround = Math.fround;

/**
 * Averages in place, in order and with one rounding an operation, as the kernels do.
 * @param states the same states of every network, `[synapses, N]` each
 */
export function shareFirstHalf(states: readonly Float32Array[], stateSize: number): void {
  const inverse = fround(1 / states.length);
  const [first, ...others] = states;
  for (let start = 0; start < first.length; start += stateSize) {
    for (let n = start; n < start + stateSize / 2; n++) {
      let sum = first[n];
      for (const other of others) sum = fround(sum + other[n]);
      const mean = fround(sum * inverse);
      for (const state of states) state[n] = mean;
    }
  }
}
