/** The shared rule: trained once for a seed, found again by every experiment that asks. */
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { clusterRule, clusterRuleTraining } from '../../../experiments/supervised/cluster-rule.ts';
import { evolutionPlan } from '../../../experiments/supervised/meta-train.ts';
import { temporaryDirectory } from '../../fixtures/temporary-directory.ts';

it('is trained by the first experiment that asks and taken from the store by the next', async () => {
  const store = temporaryDirectory();
  const training = {
    ...clusterRuleTraining('quick', 1),
    evolution: evolutionPlan(2, { populationSize: 4 }),
    generations: 2,
  };
  let generations = 0;
  const contextOf = (experiment: string) => ({
    workers: 0,
    directory: join(store, 'experiments', experiment, 'quick', 'runs'),
    onProgress: () => generations++,
  });
  const first = await clusterRule('quick', 1, contextOf('one'), training);
  expect(generations).toBe(2);
  const second = await clusterRule('quick', 1, contextOf('other'), training);
  expect(generations).toBe(2);
  expect(second.parameters).toEqual(first.parameters);
  await clusterRule('quick', 1, contextOf('other'), { ...training, tasksPerGeneration: 1 });
  expect(generations).toBe(4);
});
