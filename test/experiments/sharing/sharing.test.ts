/** Degrees of specialisation: what is trained from what, and the verdict. */
import { describe, expect, it } from 'vitest';
import {
  casesOf,
  families,
  isWide,
  type SharingCase,
  scratchTraining,
  sharedCase,
  splitTraining,
  starts,
  testTasks,
} from '../../../experiments/sharing/cases.ts';
import { findings, type Results } from '../../../experiments/sharing/findings.ts';
import { sharing } from '../../../experiments/sharing/sharing.ts';

const full = casesOf('full', 1);

/** Results of three seeds by an accuracy for each case. */
function results(accuracy: (work: SharingCase, task: string) => number): Results {
  return [1, 2, 3].flatMap((seed) =>
    casesOf('full', seed).map((work) => ({
      case: work,
      result: {
        parameters: 616 * work.types,
        trainingSeconds: 1,
        trainingLosses: [1],
        tests: [...testTasks[work.family].keys()].map((task) => ({
          task,
          measurement: { loss: 1, accuracy: accuracy(work, task) + seed / 1000, ci95: 0.01, curve: [1] },
        })),
      },
      seconds: 1,
    })),
  );
}

const home = (task: string) => families.some((family) => [...testTasks[family].keys()][0] === task);

describe('the conditions', () => {
  it('are 1, 2, 4 and 8 types from both starts for each family, and one wide rule', () => {
    const narrow = starts.flatMap((start) => [1, 2, 4, 8].map((types) => `${types} ${start}`));
    for (const family of families) {
      const own = full.filter((work) => work.family === family && !isWide(work));
      expect(own.map(({ types, start }) => `${types} ${start}`)).toEqual(narrow);
    }
    expect(full.filter(isWide).map(({ family }) => family)).toEqual(['images']);
  });

  it('a split starts from as many copies of the shared rule as there are types', () => {
    const split = full.find(({ start, types }) => start === 'split' && types === 4)!;
    const { initialParameters, generations } = splitTraining(split, Float32Array.of(1, 2, 3));
    expect([...initialParameters!]).toEqual([1, 2, 3, 1, 2, 3, 1, 2, 3, 1, 2, 3]);
    expect(generations).toBe(scratchTraining(split).generations / 2);
  });

  it('the shared rule is that of the case with one type, whatever is split from it', () => {
    const splits = full.filter(({ start }) => start === 'split');
    expect(full).toEqual(expect.arrayContaining(splits.map(sharedCase)));
    expect(splits.every((work) => sharedCase(work).family === work.family)).toBe(true);
  });
});

describe('the findings', () => {
  it('say that sharing costs nothing where types gain nothing', () => {
    expect(findings(results(() => 0.5))).toMatch(/^\*\*Strict sharing cost no performance here\*\*/);
  });

  it('say that sharing costs where all types are better than one at home', () => {
    const text = findings(results(({ types }, task) => (types > 1 && home(task) ? 0.6 : 0.5)));
    expect(text).toMatch(/^\*\*Strict sharing cost performance here\*\*/);
    expect(text).toContain('On other sizes and families they are better in: none; worse in: none.');
  });

  it('count the comparisons where the answer is mixed', () => {
    const text = findings(results(({ types, start }) => (types > 1 && start === 'split' ? 0.6 : 0.5)));
    expect(text).toContain('cost performance here in 2 of 4 comparisons');
  });

  it('draw every task of both families', () => {
    const figure = sharing.figure(results(() => 0.5));
    for (const family of families) {
      for (const task of testTasks[family].keys()) expect(figure).toContain(task);
    }
  });
});
