/** What one example changes: known for gradient descent, measured without a trace for a network. */
import { describe, expect, it } from 'vitest';
import { createBaseline } from '../../../agents/baselines/supervised/registry.ts';
import { VsmlLearner, vsmlLearnerOptionsSchema } from '../../../agents/vsml/vsml-learner.ts';
import { createStream } from '../../../envs/streams/registry.ts';
import { changesOf } from '../../../experiments/association/changes.ts';
import { doseResponses } from '../../../experiments/association/doses.ts';
import { loadWasmKernel } from '../../../src/vsml/kernels/wasm/wasm.ts';

const size = { inputSize: 5, outputSize: 3 };
const clusters = () => createStream('GaussianClusters-v0', { inputs: 5, classes: 3 });
const sgd = (learningRate: number) => createBaseline('sgd', { ...size, options: { learningRate } });
const createKernel = await loadWasmKernel();

function network(): VsmlLearner {
  const shape = {
    stateSize: 8,
    messageSize: 4,
    gateOffset: 1,
    ownMessages: false,
    coordinates: false,
    reward: false,
  };
  const learner = new VsmlLearner(shape, size, vsmlLearnerOptionsSchema.parse({}), createKernel);
  learner.loadParameters(learner.initialParameters(1).map((value) => 4 * value));
  return learner;
}

describe('the change that one example makes', () => {
  it('is a step down the gradient, as large as the gradient, where the learner is SGD', () => {
    const { directions, followsError } = changesOf(clusters(), sgd(0.1), [0, 3, 9], [1, 2, 3]);
    expect(directions.map(({ moment }) => moment)).toEqual([0, 3, 9]);
    for (const { gradient } of directions) expect(gradient).toBeGreaterThan(0.999);
    expect(followsError).toBeGreaterThan(0.999);
  });

  it('is none where the learner cannot learn', () => {
    const mute = {
      ...size,
      reset() {},
      predict: (_: Float32Array, y: Float32Array) => y.fill(0),
      learn() {},
    };
    const { directions, followsError } = changesOf(clusters(), mute, [1], [1, 2]);
    expect(directions).toEqual([{ moment: 1, gradient: 0, hebbian: 0, forgetting: 0 }]);
    expect(followsError).toBe(0);
  });
});

describe('doses of error', () => {
  it('are compared with no error at all: the dose 0 makes no change', () => {
    const [response] = doseResponses(clusters(), network(), [2], [0, 1], [1, 2]);
    expect(response.steps[0]).toBe(0);
    expect(response.steps[1]).not.toBe(0);
  });

  it('leave no trace: what is measured later does not depend on what was tried before', () => {
    const [, later] = doseResponses(clusters(), network(), [1, 6], [0.5, 1, 2], [4]);
    const [alone] = doseResponses(clusters(), network(), [6], [0.5, 1, 2], [4]);
    expect(later).toEqual(alone);
  });
});
