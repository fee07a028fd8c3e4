/** Probing and putting back: asking a learner must not change what it becomes. */
import { describe, expect, it } from 'vitest';
import { createBaseline } from '../../../agents/baselines/supervised/registry.ts';
import { VsmlLearner, vsmlLearnerOptionsSchema } from '../../../agents/vsml/vsml-learner.ts';
import { probeOf, snapshotOf } from '../../../experiments/supervised/probe.ts';
import { loadWasmKernel } from '../../../src/vsml/kernels/wasm/wasm.ts';

const createKernel = await loadWasmKernel();
const shape = {
  stateSize: 4,
  messageSize: 2,
  gateOffset: 1,
  ownMessages: false,
  coordinates: false,
  reward: false,
};
const size = { inputSize: 3, outputSize: 2 };
const learner = new VsmlLearner(
  shape,
  size,
  vsmlLearnerOptionsSchema.parse({ hiddenLayers: [3] }),
  createKernel,
);
learner.loadParameters(learner.initialParameters(1));
const input = Float32Array.of(1, -2, 0.5);
const answer = (ask: typeof learner.predict) => {
  const prediction = new Float32Array(2);
  ask(input, prediction);
  return [...prediction];
};

describe('a probe', () => {
  it('asks a network what it would answer now, and leaves it as it was', () => {
    learner.reset(1);
    const probe = probeOf(learner);
    const asked = answer(probe);
    expect(answer(probe)).toEqual(asked);
    expect(answer((...own) => learner.predict(...own))).toEqual(asked);
    expect(answer(probe)).not.toEqual(asked);
  });

  it('asks gradient descent as it is', () => {
    const sgd = createBaseline('sgd', { ...size, options: {} });
    sgd.reset(1);
    expect(answer(probeOf(sgd))).toEqual(answer((...own) => sgd.predict(...own)));
  });
});

it('a snapshot puts a whole life back', () => {
  learner.reset(2);
  const snapshot = snapshotOf(learner);
  snapshot.take();
  const first = answer((...own) => learner.predict(...own));
  learner.learn(Float32Array.of(0.5, -0.5), Float32Array.of(0, 1));
  snapshot.restore();
  expect(answer((...own) => learner.predict(...own))).toEqual(first);
});

it('a snapshot puts the weights of gradient descent back', () => {
  const sgd = createBaseline('sgd', { ...size, options: {} });
  sgd.reset(1);
  const snapshot = snapshotOf(sgd);
  snapshot.take();
  const first = answer((...own) => sgd.predict(...own));
  sgd.learn(Float32Array.of(0.5, -0.5), Float32Array.of(0, 1));
  expect(answer((...own) => sgd.predict(...own))).not.toEqual(first);
  snapshot.restore();
  expect(answer((...own) => sgd.predict(...own))).toEqual(first);
});

it('a learner of another kind cannot be put back', () => {
  expect(() => snapshotOf(createBaseline('meta-rnn', { ...size, options: {} }))).toThrow(
    'cannot be put back',
  );
});
