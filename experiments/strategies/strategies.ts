/** Strategies: what each reaches with the same number of lifetimes, with its committed settings. */
import * as Plot from '@observablehq/plot';
import { z } from 'zod';
import { STRATEGY_NAMES } from '../../src/evolution/registry.ts';
import { mean } from '../../src/numerics/statistics.ts';
import type { CaseResult, Experiment } from '../harness/experiment.ts';
import { markdownTable, meanOverSeeds } from '../harness/markdown.ts';
import { COLOURS, drawPlot } from '../harness/plot.ts';
import { passMarks } from './marks.ts';
import { strategyTasks } from './tasks.ts';
import { type StrategyCase, type StrategyResult, trainTask } from './train-task.ts';

type Results = readonly CaseResult<StrategyCase, StrategyResult>[];

function resultsOf(results: Results, strategy: string, task: string): StrategyResult[] {
  return results
    .filter(({ case: work }) => work.strategy === strategy && work.task === task)
    .map(({ result }) => result);
}

/** Whether the mean over seeds reached the mark; `-` where there is none. */
function passed(average: number, mark: number | undefined): string {
  if (mark === undefined || !Number.isFinite(average)) return '-';
  return average >= mark ? 'yes' : '**no**';
}

function findings(results: Results): string {
  const full = results.every(({ case: work }) => work.scale === 'full');
  return strategyTasks
    .map((task) => {
      const rows = STRATEGY_NAMES.map((strategy) => {
        const found = resultsOf(results, strategy, task.name);
        const mark = passMarks[strategy]?.[task.name];
        const average = found.length > 0 ? mean(found.map(({ after }) => after)) : -Infinity;
        return {
          average,
          cells: [
            strategy,
            meanOverSeeds(
              found.map(({ before }) => before),
              1,
            ),
            meanOverSeeds(
              found.map(({ after }) => after),
              1,
            ),
            mark === undefined ? '-' : String(mark),
            passed(average, mark),
          ],
        };
      }).sort((a, b) => b.average - a.average);
      const generations = task.generations[full ? 'full' : 'quick'];
      const lifetimes = task.populationSize * task.tasksPerGeneration * generations;
      return [
        `### ${task.title}`,
        `${task.dimension} parameters, ${generations} generations of ${task.populationSize} members x ${task.tasksPerGeneration} lifetimes, ${lifetimes.toLocaleString('en')} in all.`,
        markdownTable(
          ['strategy', 'return before', 'return after', 'pass mark', 'passed'],
          rows.map(({ cells }) => cells),
        ),
      ].join('\n\n');
    })
    .join('\n\n');
}

function figure(results: Results): string {
  const points = strategyTasks.flatMap((task) =>
    STRATEGY_NAMES.flatMap((strategy) =>
      resultsOf(results, strategy, task.name).map(({ after }) => ({ task: task.title, strategy, after })),
    ),
  );
  return drawPlot({
    width: 900,
    marginLeft: 110,
    fx: { label: null },
    x: { label: 'mean return on held-out lifetimes, one dot a seed', grid: true },
    y: { label: null, domain: [...STRATEGY_NAMES] },
    marks: [
      Plot.frame({ stroke: '#ccc' }),
      Plot.dot(
        points.filter(({ task }) => task !== 'CartPole policy'),
        { fx: 'task', x: 'after', y: 'strategy', stroke: COLOURS[0] },
      ),
      Plot.dot(
        points
          .filter(({ task }) => task === 'CartPole policy')
          .map((point) => ({
            ...point,
            after: point.after / 5,
            task: 'CartPole policy, a fifth of the return',
          })),
        { fx: 'task', x: 'after', y: 'strategy', stroke: COLOURS[1] },
      ),
    ],
  });
}

export const strategies: Experiment<StrategyCase, StrategyResult> = {
  name: 'strategies',
  title: 'Strategies: what does each reach with the same lifetimes?',
  question:
    'Which evolution strategy finds the better rule or policy when all may live the same number of lifetimes? (the result tables per algorithm of EvoJAX, Tang, Tian & Ha 2022)',
  method:
    'Every registered strategy trains a rule for 10-armed bandits, a rule for DarkRoom and a network of 8 units for CartPole, from the same start of each seed, with the same number of lifetimes and with its committed settings (`configurations.ts`; mostly its own defaults, and not tuned alike for all: the table tells what these settings reach, not what a strategy could). PES and NRES live whole lifetimes as one window. Held-out lifetimes are those of other seeds than were trained on, the same for all strategies.',
  seeds: { quick: 3, full: 5 },

  cases: (scale, seeds) =>
    strategyTasks.flatMap(({ name: task }) =>
      STRATEGY_NAMES.flatMap((strategy) =>
        seeds.map((seed) => ({ key: `${task}.${strategy}.${seed}`, seed, strategy, task, scale })),
      ),
    ),

  run: trainTask,

  resultSchema: z.strictObject({
    before: z.number(),
    after: z.number(),
    curve: z.array(z.number().nullable()),
  }),

  figure,
  findings,
};
