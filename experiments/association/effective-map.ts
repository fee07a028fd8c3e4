/**
 * What a learner has learned, seen from outside: the effective map, how much each input moves each answer, by finite
 * differences about silence; and the directions in which one example may change it.
 *
 *   J_ab = (y_b(e_a) - y_b(-e_a)) / 2, less the mean over b: what all logits share moves no probability
 *   gradient: -x_a e_b      Hebbian: x_a (target_b - 1/B)      forgetting: -J_ab
 *
 * Differences of size 1 are those of the data; a VSML network of one layer adds what its inputs say, so the point
 * about which they are taken does not matter to it.
 */
import type { Probe } from '../supervised/probe.ts';

/** The effective map, `[inputs, outputs]`, centred over the outputs. */
export function effectiveMap(probe: Probe, inputs: number, outputs: number): Float64Array {
  const map = new Float64Array(inputs * outputs);
  const input = new Float32Array(inputs);
  const [above, below] = [new Float32Array(outputs), new Float32Array(outputs)];
  for (let a = 0; a < inputs; a++) {
    input[a] = 1;
    probe(input, above);
    input[a] = -1;
    probe(input, below);
    input[a] = 0;
    let sum = 0;
    for (let b = 0; b < outputs; b++) {
      map[a * outputs + b] = (above[b] - below[b]) / 2;
      sum += map[a * outputs + b];
    }
    for (let b = 0; b < outputs; b++) map[a * outputs + b] -= sum / outputs;
  }
  return map;
}

/** `x_a s_b` for a signal s over the outputs, `[inputs, outputs]`. */
export function outerProduct(input: Float32Array, signal: Float32Array): Float64Array {
  const outputs = signal.length;
  return Float64Array.from(
    { length: input.length * outputs },
    (_, n) => input[Math.floor(n / outputs)] * signal[n % outputs],
  );
}

/** Length of a vector. */
export function norm(vector: Float64Array): number {
  return Math.sqrt(dot(vector, vector));
}

/** Cosine of the angle between two vectors, -1 to 1; 0 where one of them is 0. */
export function cosine(one: Float64Array, other: Float64Array): number {
  const lengths = norm(one) * norm(other);
  return lengths === 0 ? 0 : dot(one, other) / lengths;
}

/** Sum of products. */
export function dot(one: Float64Array, other: Float64Array): number {
  let sum = 0;
  for (let n = 0; n < one.length; n++) sum += one[n] * other[n];
  return sum;
}
