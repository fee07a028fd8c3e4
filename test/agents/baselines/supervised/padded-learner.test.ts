/** A meta-learner of fixed size on streams with fewer classes. */
import { describe, expect, it } from 'vitest';
import { MetaRnn } from '../../../../agents/baselines/supervised/meta-rnn.ts';
import { PaddedLearner } from '../../../../agents/baselines/supervised/padded-learner.ts';

const full = () => {
  const learner = new MetaRnn(3, 4, { hiddenSize: 5, microTicks: 1 });
  learner.loadParameters(learner.initialParameters(1));
  learner.reset();
  return learner;
};
const input = Float32Array.of(1, -2, 0.5);

describe('a padded learner', () => {
  it('answers as the whole learner does, but for the classes that are not there', () => {
    const [whole, padded] = [full(), new PaddedLearner(full(), 2)];
    const [answer, cut] = [new Float32Array(4), new Float32Array(2)];
    for (let step = 0; step < 3; step++) {
      whole.predict(input, answer);
      padded.predict(input, cut);
      expect([...cut]).toEqual([...answer.subarray(0, 2)]);
      whole.learn(Float32Array.of(0.3, -0.3, 0, 0), Float32Array.of(0, 1, 0, 0));
      padded.learn(Float32Array.of(0.3, -0.3), Float32Array.of(0, 1));
    }
  });

  it('has the sizes of its stream and the parameters of its learner', () => {
    const padded = new PaddedLearner(full(), 2);
    expect([padded.inputSize, padded.outputSize]).toEqual([3, 2]);
    expect(padded.parameterCount).toBe(full().parameterCount);
  });

  it('refuses a stream with more classes', () => {
    expect(() => new PaddedLearner(full(), 5)).toThrow(
      'a learner of 4 outputs cannot be padded to the 5 classes of a stream',
    );
  });
});
