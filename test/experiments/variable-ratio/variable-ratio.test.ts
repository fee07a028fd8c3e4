/** The degrees of sharing, the sizes that their ratio is made of, and the verdict. */
import { describe, expect, it } from 'vitest';
import type { MetaLearner } from '../../../agents/learner.ts';
import {
  createLearner,
  learnerConfigurationSchema,
} from '../../../experiments/supervised/learner-configuration.ts';
import type { SweepResults } from '../../../experiments/supervised/sweep.ts';
import {
  CLASSES,
  condition,
  FRESH,
  INPUTS,
  learnedState,
  learners,
  SEEN,
} from '../../../experiments/variable-ratio/conditions.ts';
import { known, ratioOf, verdict } from '../../../experiments/variable-ratio/findings.ts';
import { variableRatio } from '../../../experiments/variable-ratio/variable-ratio.ts';
import { createReferenceKernel } from '../../../src/vsml/kernels/reference.ts';

const made = (name: string) =>
  createLearner(
    learnerConfigurationSchema.parse(learners.get(name)),
    { inputSize: INPUTS, outputSize: CLASSES },
    createReferenceKernel,
  ) as MetaLearner;

/** Results in which each learner has the accuracies given for training maps and for fresh ones. */
function results(accuracies: Readonly<Record<string, readonly [seen: number, fresh: number]>>): SweepResults {
  return [1, 2, 3].flatMap((seed) =>
    Object.entries(accuracies).map(([name, [seen, fresh]]) => {
      const measurement = (accuracy: number) => ({
        loss: 1,
        accuracy: accuracy + seed / 1000,
        ci95: 0.01,
        curve: [accuracy, ...new Array<number>(9).fill(1)],
      });
      const tests = [SEEN, FRESH, 'KMNIST, fresh maps', 'clusters'].map((task) => ({
        task,
        measurement: measurement(task === SEEN ? seen : fresh),
      }));
      const result = {
        parameters: made(name).parameterCount,
        trainingSeconds: 1,
        trainingLosses: [1],
        tests,
      };
      return {
        case: { key: `${name}-${seed}`, seed, scale: 'full' as const, condition: name },
        result,
        seconds: 1,
      };
    }),
  );
}

const overfitted = {
  'full sharing': [0.8, 0.7],
  'no sharing': [0.9, 0.4],
  'Meta RNN': [0.95, 0.35],
} as const;

describe('the degrees of sharing', () => {
  it.each([...learners.keys()])('%s has the learned state that the table says', (name) => {
    expect(made(name).stateSize).toBe(learnedState(name));
  });

  it('go from one set of parameters to one for each synapse', () => {
    const counts = ['full sharing', '2 groups', '4 groups', '8 groups', 'no sharing'].map(
      (name) => made(name).parameterCount,
    );
    expect(counts).toEqual([1, 2, 4, 8, 24].map((sets) => 616 * sets));
  });

  it('have training maps of their seed, and the same budget', () => {
    const maps = (seed: number) => JSON.stringify(condition('full sharing', 9, seed).training.settings);
    expect(maps(1)).not.toBe(maps(2));
    const budget = (name: string) => ({ ...condition(name, 9, 1).training, settings: [] });
    expect(budget('no sharing')).toEqual(budget('full sharing'));
  });
});

describe('the findings', () => {
  it('divide learned by meta variables', () => {
    expect(ratioOf(results(overfitted), 'full sharing')).toBeCloseTo(384 / 616, 12);
  });

  it('take what is right at the start of a life for known at birth', () => {
    expect(known(results(overfitted)[0].result)).toBe(0.8);
  });

  it('say that the claim held where less sharing widens the gap, and what sharing cost', () => {
    const text = verdict(results(overfitted));
    expect(text).toMatch(/The claim held here.*\+0\.400 .*\+0\.500/);
    expect(text).toContain('is what no sharing, Meta RNN have over it on the training maps');
    expect(text).toContain('ahead of no sharing, Meta RNN beyond chance');
  });

  it('say that it did not hold where the gap stays', () => {
    const same = { ...overfitted, 'no sharing': [0.8, 0.7] } as const;
    expect(verdict(results(same))).toContain('The claim did not hold here');
  });

  it('draw every condition', () => {
    const figure = variableRatio.figure(results(overfitted));
    for (const name of Object.keys(overfitted)) expect(figure).toContain(name);
    expect(figure).not.toContain('NaN');
  });
});
