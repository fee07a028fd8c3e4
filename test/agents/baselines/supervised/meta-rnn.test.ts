/** The Meta RNN against its equations on plain arrays. */
import { describe, expect, it } from 'vitest';
import { MetaRnn } from '../../../../agents/baselines/supervised/meta-rnn.ts';
import { bounded, type LstmState, lstmTick, reader, readLinear } from './reference-cells.ts';

const inputs = [
  [1, -0.5],
  [0.25, 2],
  [-1, 0],
];
const errors = [
  [0.5, -0.5],
  [-0.25, 0.25],
  [0, 0],
];
const labels = [
  [0, 1],
  [1, 0],
  [0, 1],
];

describe('MetaRnn', () => {
  it.each([1, 2, 3])('computes its equations at %d micro ticks', (microTicks) => {
    const learner = new MetaRnn(2, 2, { hiddenSize: 5, microTicks });
    const parameters = learner.initialParameters(1).map((value) => 3 * value);
    learner.loadParameters(parameters);
    learner.reset();
    const read = reader(parameters);
    const gates = readLinear(read, 6 + 5, 20);
    const output = readLinear(read, 5, 2);
    let state: LstmState = { hidden: [0, 0, 0, 0, 0], cell: [0, 0, 0, 0, 0] };
    const prediction = new Float32Array(2);
    for (let step = 0; step < 3; step++) {
      learner.predict(Float32Array.from(inputs[step]), prediction);
      learner.learn(Float32Array.from(errors[step]), Float32Array.from(labels[step]));
      const told = step === 0 ? [0, 0, 0, 0] : [...errors[step - 1], ...labels[step - 1]];
      for (let tick = 0; tick < microTicks; tick++) {
        state = lstmTick(gates, [...inputs[step], ...told], state);
      }
      output(state.hidden).forEach((value, j) => {
        expect(prediction[j]).toBeCloseTo(bounded(value), 5);
      });
    }
  });
});
