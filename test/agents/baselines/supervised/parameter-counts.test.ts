/** Parameter counts and state sizes of the released VSML code (Kirsch & Schmidhuber 2021), at 784 inputs. */
import { describe, expect, it } from 'vitest';
import { GradientDescent } from '../../../../agents/baselines/supervised/gradient-descent.ts';
import {
  createBaseline,
  isMetaLearner,
  listBaselines,
} from '../../../../agents/baselines/supervised/registry.ts';

/** Counted from the released code's layers: 10 classes, and padded to the 62 of EMNIST. */
const TABLE = [
  { name: 'meta-rnn', outputSize: 10, parameters: 478_986, state: 256 },
  { name: 'meta-rnn', outputSize: 62, parameters: 538_942, state: 256 },
  { name: 'hebbian-fast-weights', outputSize: 10, parameters: 16_091, state: 8_040 },
  { name: 'hebbian-fast-weights', outputSize: 62, parameters: 112_655, state: 56_296 },
  { name: 'fast-weight-memory', outputSize: 10, parameters: 110_683, state: 4_160 },
  { name: 'fast-weight-memory', outputSize: 62, parameters: 125_711, state: 4_160 },
  { name: 'fast-weight-programmer', outputSize: 10, parameters: 113_285, state: 640 },
  { name: 'fast-weight-programmer', outputSize: 62, parameters: 185_461, state: 3_968 },
];

describe('at the sizes of the paper', () => {
  it.each(TABLE)(
    '$name with $outputSize outputs has $parameters parameters and $state floats of state',
    ({ name, outputSize, parameters, state }) => {
      const learner = createBaseline(name, { inputSize: 784, outputSize });
      if (!isMetaLearner(learner)) throw new Error(`${name} is not meta-learned`);
      expect([learner.parameterCount, learner.stateSize]).toEqual([parameters, state]);
    },
  );

  it('has a row for every meta-learned baseline', () => {
    const metaLearned = listBaselines().filter((listing) => listing.metaLearned);
    expect([...new Set(TABLE.map(({ name }) => name))]).toEqual(metaLearned.map(({ name }) => name));
  });

  it.each([
    { layers: 1, state: 7_850 },
    { layers: 2, state: 127_210 },
  ])('gradient descent on $layers layers has $state weights', ({ layers, state }) => {
    for (const name of ['sgd', 'adam']) {
      const learner = createBaseline(name, { inputSize: 784, outputSize: 10, options: { layers } });
      if (!(learner instanceof GradientDescent)) throw new Error(`${name} is not gradient descent`);
      expect(learner.stateSize).toBe(state);
    }
  });
});
