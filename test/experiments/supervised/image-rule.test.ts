/** A rule of images is trained once and shared by the experiments that ask for it. */
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import {
  imageRuleLearner,
  imageTraining,
  trainOnImages,
} from '../../../experiments/supervised/image-rule.ts';
import { evolutionPlan } from '../../../experiments/supervised/meta-train.ts';
import { temporaryDirectory } from '../../fixtures/temporary-directory.ts';

const small = (seed: number) => ({
  settings: [
    {
      stream: 'GaussianClusters-v0',
      streamOptions: { inputs: 3, classes: 2 },
      steps: 4,
      learner: imageRuleLearner,
    },
  ],
  evolution: evolutionPlan(2, { populationSize: 4 }),
  generations: 2,
  tasksPerGeneration: 1,
  seed,
});

describe('a rule of images', () => {
  it('is trained for the experiment that asks first and taken from the store by the next', async () => {
    const store = temporaryDirectory();
    const context = (experiment: string) => ({
      workers: 0,
      directory: join(store, 'experiments', experiment, 'quick', 'runs'),
      onProgress: () => {},
    });
    const first = await trainOnImages(small(1), 'quick', context('one'));
    const again = await trainOnImages(small(1), 'quick', context('two'));
    expect(again.parameters).toEqual(first.parameters);
    expect(again.losses).toEqual(first.losses);
    expect((await trainOnImages(small(2), 'quick', context('two'))).parameters).not.toEqual(first.parameters);
    expect(existsSync(join(store, 'experiments', 'two'))).toBe(false);
    const runs = readdirSync(join(store, 'experiments', 'image-rule', 'quick'));
    expect(runs.filter((name) => name.endsWith('.sqlite')).length).toBe(2);
  });

  it('meets cheap tasks of several sizes, a learner of fixed size images of one', () => {
    const sizes = (learner: Parameters<typeof imageTraining>[2]) =>
      new Set(
        imageTraining('full', 1, learner).settings.map(({ streamOptions }) =>
          JSON.stringify(streamOptions?.size),
        ),
      );
    expect(sizes(imageRuleLearner).size).toBeGreaterThan(1);
    expect(sizes({ kind: 'baseline', name: 'meta-rnn' }).size).toBe(1);
  });
});
