/** Meta-learning from a clone: it is born and lives as the clone does, and the words follow the numbers. */
import { describe, expect, it } from 'vitest';
import { createStream } from '../../../envs/streams/registry.ts';
import { cloneRule, cloneShape, initialCloneWeights } from '../../../experiments/cloning/clone-weights.ts';
import { ClonedLearner } from '../../../experiments/cloning/cloned-learner.ts';
import { learnerOf, type Start, sets, starts } from '../../../experiments/from-clone/cases.ts';
import { cloneBirth } from '../../../experiments/from-clone/clone-birth.ts';
import { fromClone } from '../../../experiments/from-clone/from-clone.ts';
import { liveSet } from '../../../experiments/from-clone/live-set.ts';
import { LifetimeBatchSource } from '../../../experiments/supervised/lifetime-batch-source.ts';
import { SupervisedLifetime } from '../../../experiments/supervised/supervised-lifetime.ts';
import { supervisedSettingSchema } from '../../../experiments/supervised/supervised-setting.ts';
import { chooseBackend } from '../../../src/vsml/differentiable/backend.ts';
import { liveLifetimes } from '../../../src/vsml/differentiable/lifetime.ts';
import { createReferenceKernel } from '../../../src/vsml/kernels/reference.ts';

const stream = { stream: 'GaussianClusters-v0', streamOptions: { inputs: 6, classes: 3 }, steps: 20 };

it('a clone lives on the differentiable path as the cloned learner does', async () => {
  await chooseBackend('wasm');
  const rule = cloneRule(initialCloneWeights(1, cloneShape));
  const configuration = supervisedSettingSchema.parse({ ...stream, learner: learnerOf('continued') });
  const source = new LifetimeBatchSource(configuration, cloneBirth);
  expect(source.setting.ruleShape).toEqual(cloneShape);
  const seeds = [4, 5];
  const { losses } = liveLifetimes(source.setting, rule.parameters, source.draw(seeds));
  const learner = new ClonedLearner(rule, [6, 3], createReferenceKernel);
  const life = new SupervisedLifetime(createStream(stream.stream, stream.streamOptions), learner);
  seeds.forEach((seed, index) => {
    const own = losses.filter((_, n) => n % seeds.length === index);
    const loss = own.reduce((sum, value) => sum + value, 0) / own.length;
    expect(Math.abs(loss - life.live(seed, stream.steps).loss)).toBeLessThan(1e-5);
  });
});

it('lives are drawn as shares of right answers in windows', async () => {
  const own = createStream(stream.stream, stream.streamOptions);
  const stubborn = {
    inputSize: 6,
    outputSize: 3,
    reset: () => {},
    // Always the first class, which is right once in three times.
    predict: (_input: Float32Array, prediction: Float32Array) => {
      prediction.fill(0);
    },
    learn: () => {},
  };
  const curve = await liveSet(own, stubborn, [1, 2], 100);
  expect(curve).toHaveLength(50);
  expect(curve.every((share) => share >= 0 && share <= 1)).toBe(true);
  expect(curve.reduce((sum, share) => sum + share, 0) / 50).toBeCloseTo(1 / 3, 0);
});

/** Results of one seed with a flat curve for every start on every set. */
function resultsOf(accuracies: Record<Start, readonly number[]>): Parameters<typeof fromClone.findings>[0] {
  return starts.map((start) => ({
    case: { key: start, seed: 1, scale: 'quick', start },
    seconds: 1,
    result: {
      trainingSeconds: 1,
      trainingLosses: [2, 1],
      tests: sets.map((set, n) => ({
        set,
        learningRate: start === 'sgd' ? 0.1 : null,
        curve: new Array<number>(50).fill(accuracies[start][n]),
      })),
    },
  }));
}

describe('the findings of from-clone', () => {
  const clone = [0.6, 0.4, 0.6];
  const others = { clone, scratch: [0.5, 0.3, 0.5], sgd: clone };

  it.each([
    ['held', [0.7, 0.4, 0.6]],
    ['held only in part', [0.7, 0.3, 0.6]],
    ['did not hold', [0.5, 0.3, 0.5]],
  ])('say that the claim %s', (answer, continued) => {
    const text = fromClone.findings(resultsOf({ ...others, continued }));
    expect(text).toContain(`**The claim ${answer} here**`);
  });

  it('name the sets on which no ground was lost', () => {
    const text = fromClone.findings(resultsOf({ ...others, continued: [0.7, 0.3, 0.6] }));
    expect(text).toContain('no ground (more than one point) was lost on digits;');
  });
});
