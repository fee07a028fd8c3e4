/** The parts of the experiment on rules made of smaller rules: what is evolved, and what the report says of it. */
import { describe, expect, it } from 'vitest';
import {
  firstTraining,
  type HierarchyCase,
  HOME,
  learnerOf,
  NEW_FAMILY,
  ruleLearner,
  testTasks,
  tuning,
} from '../../../experiments/hierarchy/cases.ts';
import { findings, type Results } from '../../../experiments/hierarchy/findings.ts';
import { type HierarchyResult, hierarchy } from '../../../experiments/hierarchy/hierarchy.ts';
import type { Measurement } from '../../../experiments/supervised/measure.ts';

const work = (levels: 1 | 2 | 3): HierarchyCase => ({
  key: `levels-${levels}-1`,
  seed: 1,
  scale: 'quick',
  levels,
});

const measured = (accuracy: number): Measurement => ({ loss: 1, accuracy, ci95: 0, curve: [accuracy] });

/** Results in which a stage has the same accuracy on all tasks. */
function results(
  accuracies: Record<1 | 2 | 3, readonly [trained: number, top: number, whole: number]>,
  stateSize = 1024,
): Results {
  return ([1, 2, 3] as const).map((levels) => {
    const [trained, top, whole] = accuracies[levels];
    const stages = [
      ['trained', trained],
      ['top re-tuned', top],
      ...(levels > 1 ? [['whole rule re-tuned', whole] as const] : []),
    ] as const;
    const tests: HierarchyResult['tests'] = stages.flatMap(([stage, accuracy]) =>
      [...testTasks.keys()].map((task) => ({ stage, task, measurement: measured(accuracy) })),
    );
    const levelSizes = [112, 248, 616].slice(3 - levels);
    return { case: work(levels), result: { levelSizes, stateSize, trainingSeconds: 1, tests }, seconds: 1 };
  });
}

describe('what is evolved', () => {
  it('is the rule itself with one level, and a cell that holds it with more', () => {
    expect(learnerOf(1)).toEqual(ruleLearner);
    expect(learnerOf(3)).toMatchObject({ kind: 'grown', growth: [{ stateSize: 2 }, { stateSize: 1 }] });
  });

  it('has the same budget at every number of levels', () => {
    const budget = (levels: 1 | 2 | 3) => {
      const { generations, tasksPerGeneration, evolution } = firstTraining(work(levels));
      return { generations, tasksPerGeneration, populationSize: evolution.populationSize };
    };
    expect(budget(2)).toEqual(budget(1));
    expect(budget(3)).toEqual(budget(1));
  });

  it('is re-tuned from where it was, by the same steps whoever holds the rule', () => {
    const [top, whole] = [learnerOf(3), ruleLearner].map((learner) =>
      tuning(work(3), learner, Float32Array.of(1, 2)),
    );
    expect(top.initialParameters).toEqual(Float32Array.of(1, 2));
    expect(top.evolution).toEqual(whole.evolution);
    expect(top.settings[0].stream).toBe(testTasks.get(NEW_FAMILY)!.stream);
  });
});

describe('the report', () => {
  it('says that the claims held where grown rules keep what an evolved one has and the top re-tunes as well', () => {
    const text = findings(results({ 1: [0.8, 0.9, 0], 2: [0.75, 0.9, 0.9], 3: [0.75, 0.9, 0.85] }));
    expect(text).toContain('hold a rule held here');
    expect(text).toContain('re-tune a rule held here');
    expect(text).toContain('#V_MMM = 112, #V_MM = 248, #V_M = 616, #V_L = 1024');
  });

  it('says so where they did not', () => {
    const text = findings(results({ 1: [0.8, 0.9, 0], 2: [0.4, 0.45, 0.7], 3: [0.3, 0.3, 0.7] }, 100));
    expect(text).toContain('counts are not ordered');
    expect(text).toContain('hold a rule did not hold here');
    expect(text).toContain('re-tune a rule did not hold here');
  });

  it('has a row for every stage of every number of levels', () => {
    const rows = findings(results({ 1: [0.8, 0.9, 0], 2: [0.7, 0.8, 0.9], 3: [0.7, 0.8, 0.9] })).split('\n');
    expect(rows.filter((row) => /^\| \d /.test(row)).length).toBe(8);
    expect(rows.some((row) => row.includes(HOME))).toBe(true);
  });

  it('draws every stage', () => {
    const svg = hierarchy.figure(results({ 1: [0.8, 0.9, 0], 2: [0.7, 0.8, 0.9], 3: [0.7, 0.8, 0.9] }));
    expect(svg).toMatch(/^<svg/);
    expect(svg).toContain('3 levels, whole rule re-tuned');
  });
});
