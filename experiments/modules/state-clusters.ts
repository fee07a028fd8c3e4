/**
 * Which synapses are alike: two clusters of states by Lloyd's algorithm (1982), each number of a state scaled to unit
 * variance over the synapses, begun from the two states that lie farthest apart. Exact: no chance, ties go by index.
 */
import type { VsmlLearner } from '../../agents/vsml/vsml-learner.ts';

const ROUNDS = 30;

/** States of the synapses of a one-layer network: h and c, `[synapses][2N]`. */
export function statesOf({ kernel }: VsmlLearner): number[][] {
  const [{ hidden, cell }] = kernel.memory.layers;
  const { stateSize } = kernel.memory.ruleShape;
  return Array.from({ length: hidden.length / stateSize }, (_, synapse) => {
    const own = (array: Float32Array) => array.subarray(synapse * stateSize, (synapse + 1) * stateSize);
    return [...own(hidden), ...own(cell)];
  });
}

/** Every column with mean 0 and variance 1; a column that does not vary becomes 0. */
function standardised(rows: readonly (readonly number[])[]): number[][] {
  const columns = rows[0].map((_, column) => rows.map((row) => row[column]));
  const scaled = columns.map((column) => {
    const centre = column.reduce((sum, value) => sum + value, 0) / column.length;
    const square = column.reduce((sum, value) => sum + (value - centre) ** 2, 0) / column.length;
    return column.map((value) => (square === 0 ? 0 : (value - centre) / Math.sqrt(square)));
  });
  return rows.map((_, row) => scaled.map((column) => column[row]));
}

function squareDistance(one: readonly number[], other: readonly number[]): number {
  return one.reduce((sum, value, n) => sum + (value - other[n]) ** 2, 0);
}

function farthestPair(rows: readonly (readonly number[])[]): [number, number] {
  let [best, first, second] = [-1, 0, 0];
  for (let one = 0; one < rows.length; one++) {
    for (let other = one + 1; other < rows.length; other++) {
      const distance = squareDistance(rows[one], rows[other]);
      if (distance > best) [best, first, second] = [distance, one, other];
    }
  }
  return [first, second];
}

/** @returns `[synapses]`, 0 or 1; the first synapse of the farthest pair is in cluster 0 */
export function twoClusters(states: readonly (readonly number[])[]): Uint8Array {
  const rows = standardised(states);
  let centres: (readonly number[])[] = farthestPair(rows).map((row) => rows[row]);
  const cluster = new Uint8Array(rows.length);
  for (let round = 0; round < ROUNDS; round++) {
    const before = cluster.slice();
    for (const [n, row] of rows.entries()) {
      cluster[n] = squareDistance(row, centres[1]) < squareDistance(row, centres[0]) ? 1 : 0;
    }
    if (round > 0 && cluster.every((value, n) => value === before[n])) break;
    centres = centres.map((centre, which) => {
      const own = rows.filter((_, n) => cluster[n] === which);
      if (own.length === 0) return centre;
      return centre.map((_, column) => own.reduce((sum, row) => sum + row[column], 0) / own.length);
    });
  }
  return cluster;
}

/** Share of the synapses in which two partitions into two agree, the names of the clusters left open: 0.5 to 1. */
export function agreement(one: ArrayLike<number>, other: ArrayLike<number>): number {
  let same = 0;
  for (let n = 0; n < one.length; n++) if (one[n] === other[n]) same++;
  return Math.max(same, one.length - same) / one.length;
}
