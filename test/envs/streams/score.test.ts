/** Losses and errors: known values, and the error as the derivative of the loss. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { argmax, isCorrect, score } from '../../../envs/streams/score.ts';

const vector = (...values: number[]) => Float32Array.from(values);

describe('classification', () => {
  it('charges the cross-entropy of the softmax', () => {
    const error = new Float32Array(2);
    // ln(1 + e^-2) and 1 / (1 + e^2), worked out by hand.
    expect(score('classification', vector(2, 0), vector(1, 0), error)).toBeCloseTo(0.126928011, 9);
    expect(error[0]).toBeCloseTo(-0.119202922, 7);
    expect(error[1]).toBeCloseTo(0.119202922, 7);
  });

  it('charges ln C for equal logits', () => {
    const error = new Float32Array(4);
    expect(score('classification', new Float32Array(4), vector(0, 0, 1, 0), error)).toBeCloseTo(
      Math.log(4),
      12,
    );
    expect([...error]).toEqual([0.25, 0.25, -0.75, 0.25]);
  });

  it('stays finite for logits of any finite size', () => {
    const error = new Float32Array(2);
    expect(score('classification', vector(1e30, -1e30), vector(0, 1), error)).toBe(Math.fround(1e30) * 2);
    expect([...error]).toEqual([1, -1]);
  });

  it('tells NaN by a NaN loss', () => {
    const error = new Float32Array(2);
    expect(score('classification', vector(0, Number.NaN), vector(0, 1), error)).toBeNaN();
  });

  it('has the gradient of the loss as its error', () => {
    const logits = fc.array(fc.double({ min: -4, max: 4, noNaN: true }), { minLength: 2, maxLength: 6 });
    fc.assert(
      fc.property(logits, fc.nat(), (values, draw) => {
        const target = new Float32Array(values.length);
        target[draw % values.length] = 1;
        const error = new Float32Array(values.length);
        const scratch = new Float32Array(values.length);
        const prediction = Float32Array.from(values);
        score('classification', prediction, target, error);
        for (let n = 0; n < values.length; n++) {
          const above = prediction.slice();
          const below = prediction.slice();
          above[n] += 0.01;
          below[n] -= 0.01;
          const rise =
            score('classification', above, target, scratch) - score('classification', below, target, scratch);
          expect(error[n]).toBeCloseTo(rise / (above[n] - below[n]), 3);
        }
      }),
    );
  });
});

describe('regression', () => {
  it('charges half the mean square and tells the difference', () => {
    const error = new Float32Array(2);
    expect(score('regression', vector(3, 1), vector(1, 2), error)).toBe((4 + 1) / 4);
    expect([...error]).toEqual([2, -1]);
  });
});

describe('correctness', () => {
  it('goes by the largest logit', () => {
    expect(isCorrect(vector(0, 3, 1), vector(0, 1, 0))).toBe(true);
    expect(isCorrect(vector(0, 3, 1), vector(0, 0, 1))).toBe(false);
  });

  it('gives ties to the lowest index', () => {
    expect(argmax(vector(1, 2, 2))).toBe(1);
    expect(isCorrect(new Float32Array(3), vector(1, 0, 0))).toBe(true);
    expect(isCorrect(new Float32Array(3), vector(0, 0, 1))).toBe(false);
  });
});
