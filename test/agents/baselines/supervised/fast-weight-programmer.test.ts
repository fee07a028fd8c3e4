/** The fast weight programmer: programs written by hand into its slow net. */
import { describe, expect, it } from 'vitest';
import { FastWeightProgrammer } from '../../../../agents/baselines/supervised/fast-weight-programmer.ts';
import { unbounded } from './reference-cells.ts';

/** Sets the weight from what is heard (or, one further, from the bias) to an entry of the program. */
type Write = (heard: number, entry: number, weight: number) => void;

/**
 * A programmer of 2 inputs, 2 outputs and keys of 2.
 * Heard: x 0-1, y 2-3, e 4-5, l 6-7, bias 8. Program: k 0-1, v 2-3, q 4-5, r0 6.
 */
function programmed(program: (write: Write) => void): FastWeightProgrammer {
  const learner = new FastWeightProgrammer(2, 2, { keySize: 2 });
  const parameters = new Float32Array(learner.parameterCount);
  program((heard, entry, weight) => {
    parameters[heard * 7 + entry] = weight;
  });
  learner.loadParameters(parameters);
  learner.reset(1);
  return learner;
}

function answer(learner: FastWeightProgrammer, input: readonly number[]): number[] {
  const prediction = new Float32Array(2);
  learner.predict(Float32Array.from(input), prediction);
  return Array.from(prediction, unbounded);
}

describe('FastWeightProgrammer', () => {
  it('stores the last label under one key at rate 1, and so answers it', () => {
    const learner = programmed((write) => {
      write(8, 0, 5);
      write(8, 4, 0.1);
      write(6, 2, 1);
      write(7, 3, 1);
      write(8, 6, 60);
    });
    const labels = [
      [1, 0],
      [0, 1],
      [0, 1],
      [1, 0],
    ];
    answer(learner, [0, 0]);
    for (const label of labels) {
      learner.learn(Float32Array.of(0.3, -0.3), Float32Array.from(label));
      const [first, second] = answer(learner, [0.7, -2]);
      expect(first).toBeCloseTo(label[0], 5);
      expect(second).toBeCloseTo(label[1], 5);
    }
  });

  it('keys by direction: inputs of any length on one axis recall what was stored on it', () => {
    // Key and query are x; the value is the label just told; the rate is 1.
    const learner = programmed((write) => {
      for (const axis of [0, 1]) {
        write(axis, axis, 1);
        write(axis, 4 + axis, 1);
        write(6 + axis, 2 + axis, 1);
      }
      write(8, 6, 60);
    });
    answer(learner, [0, 0]);
    learner.learn(new Float32Array(2), Float32Array.of(1, 0));
    expect(answer(learner, [3, 0])[0]).toBeCloseTo(1, 5);
    learner.learn(new Float32Array(2), Float32Array.of(0, 1));
    const [first, second] = answer(learner, [0, 0.01]);
    expect(first).toBeCloseTo(0, 5);
    expect(second).toBeCloseTo(1, 5);
  });

  it('hears its last answer and its last error', () => {
    // The value is the sum of answer and error; key and query are constant, the rate 1.
    const learner = programmed((write) => {
      write(8, 0, 1);
      write(8, 4, 1);
      for (const output of [0, 1]) {
        write(2 + output, 2 + output, 1);
        write(4 + output, 2 + output, 1);
      }
      write(8, 6, 60);
    });
    expect(answer(learner, [1, 1])).toEqual([0, 0]);
    learner.learn(Float32Array.of(0.5, -0.25), Float32Array.of(1, 0));
    expect(answer(learner, [1, 1])[0]).toBeCloseTo(0.5, 5);
    learner.learn(Float32Array.of(0.5, -0.25), Float32Array.of(1, 0));
    const [first, second] = answer(learner, [1, 1]);
    expect(first).toBeCloseTo(1, 3);
    expect(second).toBeCloseTo(-0.5, 3);
  });

  it('starts each life from fast weights of its own', () => {
    const learner = programmed((write) => write(8, 4, 1));
    const first = answer(learner, [0, 0]);
    learner.reset(2);
    const second = answer(learner, [0, 0]);
    expect(first).not.toEqual(second);
    // Cut at two deviations of 1 / sqrt(2).
    for (const value of [...first, ...second]) expect(Math.abs(value)).toBeLessThan(2 / Math.SQRT2 + 1e-6);
  });
});
