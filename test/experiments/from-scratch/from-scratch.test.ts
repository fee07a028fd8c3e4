/** From scratch: every way of training is a case of its own, and the words follow the numbers. */
import { describe, expect, it } from 'vitest';
import {
  gradientTrainingOf,
  isDifferentiated,
  isEvolved,
  methods,
  testTasks,
  trainingOf,
} from '../../../experiments/from-scratch/cases.ts';
import { fromScratch } from '../../../experiments/from-scratch/from-scratch.ts';
import { LifetimeBatchSource } from '../../../experiments/supervised/lifetime-batch-source.ts';
import { supervisedSettingSchema } from '../../../experiments/supervised/supervised-setting.ts';

const cases = fromScratch.cases('full', [1]);

describe('the cases of from-scratch', () => {
  it('train rules by evolution and by gradient, on many tasks and on one set', () => {
    const keys = cases.map(({ key }) => key);
    expect(keys).toEqual(
      expect.arrayContaining([
        'clusters-vsml-1',
        'clusters-vsml-gradient-1',
        'images-vsml-1',
        'images-vsml-one-set-1',
        'images-vsml-gradient-1',
        'images-vsml-gradient-one-set-1',
        'images-meta-rnn-1',
      ]),
    );
  });

  it('have something to train on, the same tasks by gradient as by evolution', () => {
    for (const work of cases) {
      const { method } = work;
      if (isEvolved(method)) {
        const { settings, generations } = trainingOf(work, method);
        expect(settings.length).toBeGreaterThan(0);
        expect(generations).toBeGreaterThan(0);
      }
      if (!isDifferentiated(method)) continue;
      expect(gradientTrainingOf(work, method).steps).toBeGreaterThan(0);
      const evolved = trainingOf(work, method === 'vsml-gradient' ? 'vsml' : 'vsml-one-set');
      const { tasks } = gradientTrainingOf(work, method);
      expect(tasks.map(({ setting }) => setting)).toEqual(evolved.settings);
    }
  });

  it('give a thread of two one chunk of a step on clusters', () => {
    const work = cases.find(({ key }) => key === 'clusters-vsml-gradient-1')!;
    const [{ setting, lifetimes, chunkLearners, segmentExamples }] = gradientTrainingOf(
      work,
      'vsml-gradient',
    ).tasks;
    const source = new LifetimeBatchSource(supervisedSettingSchema.parse(setting));
    expect(source.examples).toBe(40);
    expect(segmentExamples).toBeLessThanOrEqual(source.examples);
    expect(lifetimes / chunkLearners).toBe(2);
  });
});

/** Results of one seed in which each method has one accuracy everywhere. */
function resultsOf(accuracies: Partial<Record<string, number>>): Parameters<typeof fromScratch.findings>[0] {
  return cases.map((work) => {
    const accuracy = accuracies[work.method] ?? 0.5;
    const measurement = { loss: 1, accuracy, ci95: 0.01, curve: new Array<number>(50).fill(accuracy) };
    const tests = [...testTasks[work.part].keys()].map((task) => ({ task, learningRate: null, measurement }));
    return {
      case: work,
      seconds: 1,
      result: { parameters: 1, trainingSeconds: 1, trainingLosses: [1], tests },
    };
  });
}

describe('the findings of from-scratch', () => {
  it('say whether the accuracies asked for were reached', () => {
    const text = fromScratch.findings(resultsOf({ vsml: 0.79, 'vsml-gradient': 0.85 }));
    expect(text).toContain('by gradient the mean online accuracy is 0.850 (0.84 was asked for: reached)');
    expect(text).toContain('by evolution the mean online accuracy is 0.790 (0.80 was asked for: missed)');
    expect(text).toContain('0.850 at 64 x 10, above SGD');
  });

  it('set many tasks beside one set', () => {
    const text = fromScratch.findings(resultsOf({ vsml: 0.7, 'vsml-one-set': 0.6 }));
    expect(text).toContain('by evolution 0.700 against 0.600 on mnist');
  });

  it('come with a figure that names every learner of images', () => {
    const svg = fromScratch.figure(resultsOf({}));
    expect(methods.images).toHaveLength(7);
    for (const name of ['rule by gradient', 'rule of one set', 'Meta RNN']) expect(svg).toContain(name);
    expect(svg).not.toContain('NaN');
  });
});
