/** Meta-training of supervised learners: it finds rules, on tasks of several sizes, and goes on where it was stopped. */
import { describe, expect, it } from 'vitest';
import type { CaseContext } from '../../../experiments/harness/experiment.ts';
import { evolutionPlan, metaTrain } from '../../../experiments/supervised/meta-train.ts';
import { createSupervisedEvaluator } from '../../../experiments/supervised/supervised-evaluator.ts';
import { mean } from '../../../src/numerics/statistics.ts';
import { temporaryDirectory } from '../../fixtures/temporary-directory.ts';

const learner = { kind: 'vsml' as const, stateSize: 4, messageSize: 2, gateOffset: 1 };
const clusters = (inputs: number, classes: number) => ({
  stream: 'GaussianClusters-v0',
  streamOptions: { inputs, classes },
  learner,
  steps: 20,
});
const work = { key: 'test', seed: 1 };
const context = (overrides: Partial<CaseContext> = {}): CaseContext => ({
  workers: 0,
  directory: temporaryDirectory(),
  onProgress: () => {},
  ...overrides,
});
const training = (generations: number) => ({
  settings: [clusters(4, 2), clusters(3, 3)],
  evolution: evolutionPlan(40, { populationSize: 16 }),
  generations,
  tasksPerGeneration: 2,
  seed: 1,
});

describe('meta-training', () => {
  it('finds a rule that learns, from random numbers', async () => {
    const own = { ...learner, stateSize: 8, messageSize: 4 };
    const { losses } = await metaTrain(
      {
        settings: [{ ...clusters(4, 2), learner: own }],
        evolution: evolutionPlan(120, { populationSize: 32 }),
        generations: 120,
        tasksPerGeneration: 4,
        seed: 1,
      },
      work,
      context(),
    );
    // Knowing nothing costs ln 2 = 0.693 an answer.
    expect(mean(losses.slice(0, 5))).toBeGreaterThan(0.68);
    expect(mean(losses.slice(-20))).toBeLessThan(0.6);
  });

  it('stopped and gone on with, it finds the parameters of a training never stopped', async () => {
    const whole = await metaTrain(training(12), work, context());
    const directory = temporaryDirectory();
    const stop = new AbortController();
    let generations = 0;
    const onProgress = () => {
      generations++;
      if (generations === 5) stop.abort(new Error('stopped'));
    };
    await expect(
      metaTrain(training(12), work, context({ directory, onProgress, signal: stop.signal })),
    ).rejects.toThrow('stopped');
    const resumed = await metaTrain(training(12), work, context({ directory }));
    expect(resumed.parameters).toEqual(whole.parameters);
    expect(resumed.losses).toEqual(whole.losses);
  });

  it('finds the same on worker threads', async () => {
    const inline = await metaTrain(training(4), work, context());
    const threads = await metaTrain(training(4), work, context({ workers: 2 }));
    expect(threads.parameters).toEqual(inline.parameters);
  });

  it('trains baselines as it trains rules', async () => {
    const metaRnn = { kind: 'baseline' as const, name: 'meta-rnn', options: { hiddenSize: 4 } };
    const { parameters } = await metaTrain(
      { ...training(2), settings: [{ ...clusters(4, 2), learner: metaRnn }] },
      work,
      context(),
    );
    // LSTM of 4 on [4 inputs, 2 errors, 2 labels], linear output of 2.
    expect(parameters.length).toBe(4 * 4 * (8 + 4) + 16 + 4 * 2 + 2);
  });

  it('refuses a learner without parameters', async () => {
    const sgd = { kind: 'baseline' as const, name: 'sgd', options: { learningRate: 0.1 } };
    await expect(
      metaTrain({ ...training(2), settings: [{ ...clusters(4, 2), learner: sgd }] }, work, context()),
    ).rejects.toThrow('only a learner with parameters can be meta-trained');
  });

  it('the seed of a task decides which setting is lived', async () => {
    const evaluate = await createSupervisedEvaluator({ settings: [clusters(4, 2), clusters(3, 8)] });
    const parameters = new Float32Array(4 * 4 * (2 + 2 + 4) + 16 + 2 * (4 * 2 + 2));
    // With all parameters 0 every answer is chance: ln 2 or ln 8.
    const losses = Array.from({ length: 40 }, (_, seed) => -evaluate(parameters, seed));
    const two = losses.filter((loss) => Math.abs(loss - Math.log(2)) < 1e-9).length;
    const eight = losses.filter((loss) => Math.abs(loss - Math.log(8)) < 1e-9).length;
    expect(two + eight).toBe(40);
    expect(Math.min(two, eight)).toBeGreaterThan(8);
  });
});
