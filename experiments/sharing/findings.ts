/** The answer in words and tables, computed from stored results. */
import { mean } from '../../src/numerics/statistics.ts';
import type { CaseResult } from '../harness/experiment.ts';
import { markdownTable, meanOverSeeds } from '../harness/markdown.ts';
import {
  gainText,
  isGain,
  isLoss,
  oneSeedNote,
  type PairedGain,
  pairedGain,
} from '../supervised/paired-gain.ts';
import { type Family, families, isWide, type SharingCase, type Start, starts, testTasks } from './cases.ts';
import type { SharingResult } from './sharing.ts';

export type Results = readonly CaseResult<SharingCase, SharingResult>[];

/** Accuracy in a held-out task. */
export function accuracyIn({ tests }: SharingResult, task: string): number {
  return tests.find((test) => test.task === task)?.measurement.accuracy ?? Number.NaN;
}

function chosen(results: Results, family: Family, start: Start): Results {
  return results.filter(({ case: work }) => work.family === family && work.start === start && !isWide(work));
}

/** Accuracy of a degree of specialisation for every seed. */
function perSeed(own: Results, types: number, task: string): number[] {
  return own.filter(({ case: work }) => work.types === types).map(({ result }) => accuracyIn(result, task));
}

function degreesIn(own: Results): number[] {
  return [...new Set(own.map(({ case: work }) => work.types))].sort((a, b) => a - b);
}

/** What several types have over one, the mean of all degrees above one for each seed: one comparison, not three. */
export function gainOfTypes(results: Results, family: Family, start: Start, task: string): PairedGain {
  const own = chosen(results, family, start);
  const one = perSeed(own, 1, task);
  const several = degreesIn(own)
    .filter((types) => types > 1)
    .map((types) => perSeed(own, types, task));
  return pairedGain(
    one.map((_, seed) => mean(several.map((values) => values[seed]))),
    one,
  );
}

function verdict(results: Results): string {
  const comparisons = families.flatMap((family) =>
    starts.flatMap((start) =>
      [...testTasks[family].keys()].map((task, index) => ({
        name: `${task} (${start})`,
        home: index === 0,
        gain: gainOfTypes(results, family, start, task),
      })),
    ),
  );
  const say = (home: boolean, test: (gain: PairedGain) => boolean) => {
    const found = comparisons.filter((one) => one.home === home && test(one.gain));
    return found.length === 0
      ? 'none'
      : found.map(({ name, gain }) => `${name} ${gainText(gain)}`).join(', ');
  };
  const home = comparisons.filter((one) => one.home);
  const costs = home.filter(({ gain }) => isGain(gain)).length;
  const answer =
    costs === 0
      ? 'Strict sharing cost no performance here'
      : costs === home.length
        ? 'Strict sharing cost performance here'
        : `Strict sharing cost performance here in ${costs} of ${home.length} comparisons`;
  return [
    `**${answer}**: on tasks like those of meta-training, several types are better than one beyond chance in: ${say(true, isGain)}; worse in: ${say(true, isLoss)}.`,
    `On other sizes and families they are better in: ${say(false, isGain)}; worse in: ${say(false, isLoss)}.${oneSeedNote(comparisons.map(({ gain }) => gain))}`,
  ].join(' ');
}

function accuracyTable(results: Results, family: Family): string {
  const tasks = [...testTasks[family].keys()];
  const row = (name: string, start: string, own: Results) => [
    name,
    start,
    String(own[0]?.result.parameters ?? '-'),
    ...tasks.map((task) => meanOverSeeds(own.map(({ result }) => accuracyIn(result, task)))),
  ];
  const rows = starts.flatMap((start) => {
    const own = chosen(results, family, start);
    return degreesIn(own).map((types) =>
      row(
        `${types} ${types === 1 ? 'type' : 'types'}`,
        start,
        own.filter(({ case: work }) => work.types === types),
      ),
    );
  });
  const wide = results.filter(({ case: work }) => work.family === family && isWide(work));
  const all = wide.length === 0 ? rows : [...rows, row('1 type of N = 16', 'scratch', wide)];
  return markdownTable(['rule', 'start', 'parameters', ...tasks], all);
}

function gainTable(results: Results): string {
  const rows = families.flatMap((family) =>
    [...testTasks[family].keys()].map((task) => [
      task,
      ...starts.map((start) => gainText(gainOfTypes(results, family, start, task))),
    ]),
  );
  return markdownTable(['task', ...starts], rows);
}

export function findings(results: Results): string {
  return [
    verdict(results),
    'What several types have over one, in share of right answers, paired by seed (mean over degrees, 95 % interval over seeds):',
    gainTable(results),
    'Share of right answers, means over seeds with 95 % intervals. Trained on clusters of 8 x 4:',
    accuracyTable(results, 'clusters'),
    'Trained on MNIST at 3 x 3 points, digits 0 to 2:',
    accuracyTable(results, 'images'),
  ].join('\n\n');
}
