/**
 * A sweep: the same meta-training under several conditions, several seeds each, tested on the same held-out tasks.
 * What most questions about the rule come down to; each experiment adds its conditions and its verdict.
 */
import * as Plot from '@observablehq/plot';
import { z } from 'zod';
import { mean } from '../../src/numerics/statistics.ts';
import { heldOutTaskSeeds } from '../../src/training/task-distribution.ts';
import { loadWasmKernel } from '../../src/vsml/kernels/wasm/wasm.ts';
import type { CaseResult, Experiment, ExperimentCase, Scale } from '../harness/experiment.ts';
import { markdownTable, meanOverSeeds } from '../harness/markdown.ts';
import { COLOURS, drawPlot } from '../harness/plot.ts';
import { type Measurement, measure, measurementSchema } from './measure.ts';
import { type MetaTraining, metaTrain } from './meta-train.ts';
import type { SupervisedInput } from './supervised-setting.ts';

/** One setting of the thing that is varied. */
export interface Condition {
  /** How it is called in tables. */
  readonly name: string;
  readonly training: Omit<MetaTraining, 'seed' | 'initialParameters'>;
  /** Held-out tasks by name, with the learner that lives them. */
  readonly tests: ReadonlyMap<string, SupervisedInput>;
}

export interface SweepCase extends ExperimentCase {
  readonly scale: Scale;
  readonly condition: string;
}

const resultSchema = z.strictObject({
  parameters: z.int(),
  trainingSeconds: z.number(),
  /** Mean loss of the population in each generation. */
  trainingLosses: z.array(z.number().nullable()),
  tests: z.array(z.strictObject({ task: z.string(), measurement: measurementSchema })),
});

export type SweepResult = z.infer<typeof resultSchema>;
export type SweepResults = readonly CaseResult<SweepCase, SweepResult>[];

export interface Sweep {
  readonly name: string;
  readonly title: string;
  readonly question: string;
  readonly method: string;
  readonly seeds: Readonly<Record<Scale, number>>;
  /** Held-out lifetimes of each measurement. */
  readonly testLifetimes: Readonly<Record<Scale, number>>;
  /** Under the same names for every seed; a seed may have tasks of its own. */
  conditions(scale: Scale, seed: number): readonly Condition[];
  /** The answer in a sentence, and tables of the experiment's own. */
  verdict(results: SweepResults): string;
  /** The figure, if dots in a panel for each task do not say it best. */
  readonly figure?: (results: SweepResults) => string;
}

/** What is measured under one condition, a value for each seed. */
export function valuesOf(
  results: SweepResults,
  condition: string,
  value: (result: SweepResult) => number,
): number[] {
  return results.filter((done) => done.case.condition === condition).map(({ result }) => value(result));
}

/** Accuracy in a held-out task. */
export function accuracyIn(task: string): (result: SweepResult) => number {
  return ({ tests }) => measurementOf(tests, task).accuracy ?? Number.NaN;
}

function measurementOf(tests: SweepResult['tests'], task: string): Measurement {
  const found = tests.find((test) => test.task === task);
  if (!found) throw new Error(`no result holds the task ${task}`);
  return found.measurement;
}

/** Condition names in the order in which they were run. */
export function conditionsIn(results: SweepResults): string[] {
  return [...new Set(results.map((done) => done.case.condition))];
}

function tasksIn(results: SweepResults): string[] {
  return [...new Set(results.flatMap(({ result }) => result.tests.map(({ task }) => task)))];
}

function table(results: SweepResults): string {
  const tasks = tasksIn(results);
  const rows = conditionsIn(results).map((condition) => [
    condition,
    String(valuesOf(results, condition, ({ parameters }) => parameters)[0]),
    meanOverSeeds(
      valuesOf(results, condition, ({ trainingSeconds }) => trainingSeconds),
      0,
    ),
    ...tasks.map((task) => meanOverSeeds(valuesOf(results, condition, accuracyIn(task)))),
  ]);
  return markdownTable(['condition', 'parameters', 'seconds of meta-training', ...tasks], rows);
}

/** One dot a seed, one panel a task. */
function figure(results: SweepResults): string {
  const dots = results.flatMap((done) =>
    done.result.tests.map(({ task, measurement }) => ({
      condition: done.case.condition,
      task,
      accuracy: measurement.accuracy,
    })),
  );
  return drawPlot({
    width: 900,
    height: 60 + 26 * conditionsIn(results).length,
    marginLeft: 170,
    marginBottom: 40,
    fx: { domain: tasksIn(results), label: null },
    x: { label: 'share of right answers, one dot a seed', grid: true },
    y: { domain: conditionsIn(results), label: null },
    marks: [
      Plot.frame({ stroke: '#ccc' }),
      Plot.dot(dots, { fx: 'task', x: 'accuracy', y: 'condition', fill: COLOURS[0], fillOpacity: 0.6, r: 3 }),
      Plot.tickX(
        dots,
        Plot.groupY(
          { x: 'mean' },
          { fx: 'task', x: 'accuracy', y: 'condition', stroke: COLOURS[1], strokeWidth: 2 },
        ),
      ),
    ],
  });
}

/** The experiment that a sweep is. */
export function sweepExperiment(sweep: Sweep): Experiment<SweepCase, SweepResult> {
  const { name, title, question, method, seeds } = sweep;
  return {
    name,
    title,
    question,
    method,
    seeds,
    resultSchema,
    cases: (scale, seedList) =>
      seedList.flatMap((seed) =>
        sweep.conditions(scale, seed).map((condition) => ({
          key: `${condition.name.replace(/[^\w.-]+/g, '-')}-${seed}`,
          seed,
          scale,
          condition: condition.name,
        })),
      ),
    async run(work, context) {
      const conditions = sweep.conditions(work.scale, work.seed);
      const condition = conditions.find((candidate) => candidate.name === work.condition);
      if (!condition) throw new RangeError(`experiment ${name} has no condition '${work.condition}'`);
      const trained = await metaTrain({ ...condition.training, seed: work.seed }, work, context);
      const createKernel = await loadWasmKernel();
      const lifetimes = heldOutTaskSeeds(work.seed, sweep.testLifetimes[work.scale]);
      const tests = [...condition.tests].map(([task, setting]) => ({
        task,
        measurement: measure(setting, trained.parameters, lifetimes, createKernel, context.signal),
      }));
      return {
        parameters: trained.parameters.length,
        trainingSeconds: trained.seconds,
        trainingLosses: trained.losses,
        tests,
      };
    },
    figure: sweep.figure ?? figure,
    findings: (results) =>
      [
        sweep.verdict(results),
        'Share of right answers, means over seeds with 95 % intervals:',
        table(results),
      ].join('\n\n'),
  };
}

/** Mean over the values that are numbers. */
export function meanOf(values: readonly number[]): number {
  return mean(values.filter((value) => !Number.isNaN(value)));
}
