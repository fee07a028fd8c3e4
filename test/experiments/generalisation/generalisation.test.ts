/** The parts of the experiment on how far a rule reaches: who takes part in what, and what the report says of it. */
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { createStream } from '../../../envs/streams/registry.ts';
import {
  type GeneralisationCase,
  isGradient,
  learnerOf,
  learningRates,
  type Method,
  methods,
  STEPS,
  takesPart,
  tests,
} from '../../../experiments/generalisation/cases.ts';
import { early, findings, perSeed, type Results } from '../../../experiments/generalisation/findings.ts';
import { generalisation } from '../../../experiments/generalisation/generalisation.ts';
import { IMAGE_SIZE, imageTraining } from '../../../experiments/supervised/image-rule.ts';
import type { Measurement } from '../../../experiments/supervised/measure.ts';
import { writeImageFiles } from '../../envs/streams/image-files.ts';
import { temporaryDirectory } from '../../fixtures/temporary-directory.ts';

beforeEach(() => {
  const folder = temporaryDirectory();
  vi.stubEnv('MURMURATION_DATA', folder);
  for (const set of ['mnist', 'kmnist', 'digits']) writeImageFiles(folder, { set, count: 100, classes: 10 });
  return () => vi.unstubAllEnvs();
});

const measured = (accuracy: number): Measurement => ({
  loss: 1,
  accuracy,
  ci95: 0,
  curve: new Array<number>(50).fill(accuracy),
});

/** One seed in which every learner is right as often as told on all tests that it takes part in. */
function results(accuracyOf: (method: Method, task: string) => number): Results {
  return methods.map((method) => {
    const work: GeneralisationCase = { key: `${method}-1`, seed: 1, scale: 'full', method };
    const rates = isGradient(method) ? learningRates[method] : [null];
    const measurements = [...tests.keys()]
      .filter((task) => takesPart(method, task))
      .flatMap((task) =>
        rates.map((learningRate, index) => ({
          task,
          learningRate,
          measurement: measured(accuracyOf(method, task) - 0.01 * index),
        })),
      );
    const result = {
      parameters: 1,
      stateSize: 2,
      trainingSeconds: 3,
      losses: [2, 1] as [number, number],
      tests: measurements,
    };
    return { case: work, result, seconds: 1 };
  });
}

describe('the tests', () => {
  it.each([...tests])('%s is a stream of as many classes as it says, fitting or not', (_, test) => {
    const stream = createStream(test.task.stream, test.task.streamOptions);
    expect(stream.outputSize).toBe(test.classes);
    expect(stream.inputSize === IMAGE_SIZE ** 2).toBe(test.fits);
    expect(test.task.steps).toBe(STEPS);
  });

  it('are lived by everybody whose size allows it', () => {
    expect(takesPart('vsml', 'MNIST, 6 x 6')).toBe(true);
    expect(takesPart('sgd', 'MNIST, 6 x 6')).toBe(true);
    expect(takesPart('meta-rnn', 'MNIST, 6 x 6')).toBe(false);
    expect(takesPart('meta-rnn', 'Sum-Sign')).toBe(true);
  });

  it('use no image that a learner was trained on', () => {
    for (const { task } of tests.values()) {
      if (task.stream === 'Images-v0') expect(task.streamOptions).toMatchObject({ split: 'test' });
    }
    for (const { streamOptions } of imageTraining('full', 1, learnerOf('vsml')).settings) {
      if (streamOptions && 'set' in streamOptions)
        expect(streamOptions).toMatchObject({ set: 'mnist', split: 'train' });
    }
  });
});

describe('the training', () => {
  it('gives every meta-learner as many generations of as many lives', () => {
    const budget = (method: 'vsml' | 'meta-rnn') => {
      const { generations, tasksPerGeneration, evolution } = imageTraining('full', 1, learnerOf(method));
      return { generations, tasksPerGeneration, populationSize: evolution.populationSize };
    };
    expect(budget('meta-rnn')).toEqual(budget('vsml'));
  });
});

describe('the report', () => {
  const everywhere = results((method) => (method === 'vsml' ? 0.8 : 0.6));

  it('takes the best learning rate of gradient descent', () => {
    expect(perSeed(everywhere, 'sgd', 'KMNIST', early)).toEqual([expect.closeTo(0.6, 6)]);
    expect(perSeed(everywhere, 'meta-rnn', 'MNIST, 6 x 6', early)).toEqual([]);
  });

  it('says that the claims held where the rule is ahead everywhere and no order matters', () => {
    const text = findings(everywhere);
    expect(text).toContain('reaches further held here');
    expect(text).toContain('order does not matter held here');
    expect(text).toContain('Meta RNN on 0 of 10');
  });

  it('says where it is not ahead, and when order matters', () => {
    const text = findings(
      results((method, task) => (method !== 'vsml' ? 0.6 : /Random|permuted/.test(task) ? 0.5 : 0.8)),
    );
    expect(text).toContain('reaches further held in part here');
    expect(text).toContain('not on MNIST, inputs permuted; MNIST, labels permuted; Random');
    expect(text).toContain('order does not matter did not hold here');
    expect(findings(results(() => 0.5))).toContain('reaches further did not hold here');
  });

  it('does not praise a rule for being at chance in any order', () => {
    expect(findings(results(() => 0.1))).toContain('order does not matter cannot be judged here');
  });

  it('draws every test', () => {
    const svg = generalisation.figure(everywhere);
    for (const name of tests.keys()) expect(svg).toContain(name);
  });
});
