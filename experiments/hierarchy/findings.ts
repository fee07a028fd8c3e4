/** The answer in words and tables, computed from stored results. */
import { confidenceHalfWidth95, mean } from '../../src/numerics/statistics.ts';
import type { CaseResult } from '../harness/experiment.ts';
import { markdownTable, meanOverSeeds } from '../harness/markdown.ts';
import { type HierarchyCase, HOME, type LevelCount, levelCounts, NEW_FAMILY, testTasks } from './cases.ts';
import type { HierarchyResult } from './hierarchy.ts';

export type Results = readonly CaseResult<HierarchyCase, HierarchyResult>[];
export type Stage = HierarchyResult['tests'][number]['stage'];

/** Classes of the task that all levels were trained on, and of the new family. */
const CHANCE = 1 / 4;
/** What a grown rule must keep of the margin over chance that an evolved one has. */
const KEPT = 0.8;
/** What the top level may gain less than the whole rule and still be said to suffice. */
const TOLERANCE = 0.01;

function resultsOf(results: Results, levels: LevelCount): HierarchyResult[] {
  return results.filter((done) => done.case.levels === levels).map(({ result }) => result);
}

/** Accuracy for every seed; empty where that stage was not run. */
export function perSeed(results: Results, levels: LevelCount, stage: Stage, task: string): number[] {
  return resultsOf(results, levels).flatMap(({ tests }) =>
    tests
      .filter((test) => test.stage === stage && test.task === task)
      .map(({ measurement }) => measurement.accuracy ?? Number.NaN),
  );
}

/** What a stage gains on a task against what was there before, for every seed. */
function gains(results: Results, levels: LevelCount, stage: Stage, task: string): number[] {
  const before = perSeed(results, levels, 'trained', task);
  return perSeed(results, levels, stage, task).map((value, seed) => value - before[seed]);
}

function countsVerdict(results: Results): string {
  const [deepest] = resultsOf(results, 3);
  if (!deepest) return 'No rule of three levels has been run.';
  const counts = [...deepest.levelSizes, deepest.stateSize];
  const ordered = counts.every((count, level) => level === 0 || counts[level - 1] < count);
  return `**The counts ${ordered ? 'are' : 'are not'} ordered as the claim has them**: #V_MMM = ${counts[0]}, #V_MM = ${counts[1]}, #V_M = ${counts[2]}, #V_L = ${counts[3]} at 16 x 4.`;
}

function learningVerdict(results: Results): string {
  const margin = (levels: LevelCount) => mean(perSeed(results, levels, 'trained', HOME)) - CHANCE;
  const kept = ([2, 3] as const).map((levels) => margin(levels) / margin(1));
  const held = kept.filter((share) => share >= KEPT).length;
  const word = ['did not hold', 'held in part', 'held'][held];
  const percent = (share: number) => `${Math.round(100 * share)} %`;
  return `**The claim that smaller shared LSTMs can hold a rule ${word} here**: of the margin over chance that an evolved rule has on held-out ${HOME} (${margin(1).toFixed(3)}), two levels keep ${percent(kept[0])} and three ${percent(kept[1])}; ${percent(KEPT)} was asked for.`;
}

function signed(values: readonly number[]): string {
  const value = mean(values);
  const half = values.length < 2 ? '' : ` +- ${confidenceHalfWidth95(values).toFixed(3)}`;
  return `${value < 0 ? '-' : '+'}${Math.abs(value).toFixed(3)}${half}`;
}

function tuningVerdict(results: Results): string {
  const compared = ([2, 3] as const).map((levels) => {
    const top = gains(results, levels, 'top re-tuned', NEW_FAMILY);
    const whole = gains(results, levels, 'whole rule re-tuned', NEW_FAMILY);
    const suffices = mean(top) > 0 && mean(top) >= mean(whole) - TOLERANCE;
    return {
      levels,
      suffices,
      text: `${levels} levels: ${signed(top)} by the top, ${signed(whole)} by the whole rule`,
    };
  });
  const held = compared.filter(({ suffices }) => suffices).length;
  const word = ['did not hold', 'held in part', 'held'][held];
  return `**The claim that the top level alone can re-tune a rule ${word} here**: gain on held-out ${NEW_FAMILY} from as many generations, ${compared.map(({ text }) => text).join('; ')}; a rule of one level gains ${signed(gains(results, 1, 'top re-tuned', NEW_FAMILY))}.`;
}

function table(results: Results): string {
  const tasks = [...testTasks.keys()];
  const rows = levelCounts.flatMap((levels) =>
    (['trained', 'top re-tuned', 'whole rule re-tuned'] as const)
      .filter((stage) => perSeed(results, levels, stage, HOME).length > 0)
      .map((stage) => {
        const [own] = resultsOf(results, levels);
        const { levelSizes } = own;
        const evolved = stage === 'whole rule re-tuned' ? levelSizes[levelSizes.length - 1] : levelSizes[0];
        return [
          String(levels),
          levelSizes.join(' < '),
          levels === 1 && stage === 'top re-tuned' ? 're-tuned' : stage,
          String(evolved),
          ...tasks.map((task) => meanOverSeeds(perSeed(results, levels, stage, task))),
        ];
      }),
  );
  return markdownTable(['levels', 'variables', 'stage', 'evolved', ...tasks], rows);
}

export function findings(results: Results): string {
  return [
    countsVerdict(results),
    learningVerdict(results),
    tuningVerdict(results),
    'Share of right answers, means over seeds with 95 % intervals (chance is .25, .10 and about .25):',
    table(results),
  ].join('\n\n');
}
