/** The fast weight memory against its equations on plain arrays. */
import { describe, expect, it } from 'vitest';
import { FastWeightMemory } from '../../../../agents/baselines/supervised/fast-weight-memory.ts';
import { gaussianAt } from '../../../../src/numerics/noise.ts';
import { STREAM } from '../../../../src/numerics/streams.ts';
import { bounded, type LstmState, logistic, lstmTick, reader, readLinear } from './reference-cells.ts';

const D = 2;
const H = 3;

function outer(left: readonly number[], right: readonly number[]): number[] {
  return left.flatMap((a) => right.map((b) => a * b));
}

function layerNorm(values: readonly number[]): number[] {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  const variance = values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length;
  return values.map((value) => (value - mean) / Math.sqrt(variance + 1e-5));
}

describe('FastWeightMemory', () => {
  it('computes its equations, its memory clipped to norm 1', () => {
    const learner = new FastWeightMemory(2, 1, { hiddenSize: H, memorySize: D });
    const parameters = Float32Array.from(
      { length: learner.parameterCount },
      (_, n) => 2 * gaussianAt(1, STREAM.test, n),
    );
    learner.loadParameters(parameters);
    learner.reset();
    const read = reader(parameters);
    const gates = readLinear(read, 4 + H, 4 * H);
    const write = readLinear(read, H, 3 * D + 1);
    const ask = readLinear(read, H, 2 * D);
    const project = readLinear(read, D, H);
    const output = readLinear(read, H, 1);
    let state: LstmState = { hidden: [0, 0, 0], cell: [0, 0, 0] };
    // One row for each float of a key.
    let memory = Array.from({ length: D * D }, () => new Array<number>(D).fill(0));
    const recall = (key: readonly number[]) =>
      Array.from({ length: D }, (_, j) => key.reduce((sum, k, i) => sum + k * memory[i][j], 0));
    let clipped = 0;
    const prediction = new Float32Array(1);
    let told = [0, 0];
    for (let step = 0; step < 8; step++) {
      const input = [gaussianAt(2, STREAM.test, step), gaussianAt(3, STREAM.test, step)];
      learner.predict(Float32Array.from(input), prediction);
      state = lstmTick(gates, [...input, ...told], state);
      const written = write(state.hidden);
      const [k1, k2, k3, k4, ...value] = written.slice(0, -1).map(Math.tanh);
      const rate = logistic(written[3 * D]);
      const key = outer([k1, k2], [k3, k4]);
      const old = recall(key);
      memory = memory.map((row, i) => row.map((f, j) => f + rate * key[i] * (value[j] - old[j])));
      const norm = Math.hypot(...memory.flat());
      if (norm > 1) clipped++;
      memory = memory.map((row) => row.map((f) => f / Math.max(1, norm)));
      const asked = ask(state.hidden).map(Math.tanh);
      const readout = project(layerNorm(recall(outer(asked.slice(0, D), asked.slice(D)))));
      const [expected] = output(state.hidden.map((h, n) => h + readout[n]));
      expect(prediction[0]).toBeCloseTo(bounded(expected), 3);
      told = [gaussianAt(4, STREAM.test, step), step % 2];
      learner.learn(Float32Array.of(told[0]), Float32Array.of(told[1]));
    }
    expect(clipped).toBeGreaterThan(0);
    expect(clipped).toBeLessThan(8);
  });
});
