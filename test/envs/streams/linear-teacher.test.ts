/** Rules of LinearTeacher-v0. */
import { describe, expect, it } from 'vitest';
import { createStream } from '../../../envs/streams/registry.ts';
import { argmax } from '../../../envs/streams/score.ts';

it('is the pilot task unless told otherwise: 3 inputs, 2 classes, 50 steps', () => {
  expect(createStream('LinearTeacher-v0')).toMatchObject({
    inputSize: 3,
    outputSize: 2,
    lifetimeSteps: 50,
    kind: 'classification',
  });
});

describe('the teacher', () => {
  it('is linear: three examples foretell every other', () => {
    const stream = createStream('LinearTeacher-v0', { inputs: 2, outputs: 1, kind: 'regression' });
    stream.reset(5);
    const examples = Array.from({ length: 20 }, () => {
      const example = [stream.input[0], stream.input[1], stream.target[0]];
      stream.next();
      return example;
    });
    const [[a, b, first], [c, d, second]] = examples;
    const determinant = a * d - b * c;
    const weights = [(first * d - b * second) / determinant, (a * second - first * c) / determinant];
    for (const [x, y, target] of examples) expect(weights[0] * x + weights[1] * y).toBeCloseTo(target, 4);
  });

  it('labels by the largest of its outputs', () => {
    const options = { inputs: 5, outputs: 4 };
    const classes = createStream('LinearTeacher-v0', options);
    const values = createStream('LinearTeacher-v0', { ...options, kind: 'regression' });
    classes.reset(9);
    values.reset(9);
    for (let step = 0; step < 50; step++) {
      expect(classes.input).toEqual(values.input);
      expect(classes.target.indexOf(1)).toBe(argmax(values.target));
      classes.next();
      values.next();
    }
  });
});

it('refuses a classification with one class', () => {
  expect(() => createStream('LinearTeacher-v0', { outputs: 1 })).toThrow(
    "LinearTeacher-v0: option 'outputs' must be at least 2 for classification, got 1",
  );
  expect(() => createStream('LinearTeacher-v0', { kind: 'ranking' })).toThrow(
    "LinearTeacher-v0: option 'kind' must be one of classification, regression, got ranking",
  );
});
