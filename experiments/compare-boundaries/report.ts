/** The result of the main job over seeds as Markdown tables. */
import { confidenceHalfWidth95, mean } from '../../src/numerics/statistics.ts';
import type { DemoResult } from './run.ts';

function row(cells: readonly string[]): string {
  return `| ${cells.join(' | ')} |`;
}

function markdownTable(head: readonly string[], rows: readonly (readonly string[])[]): string {
  return [row(head), row(head.map(() => '---')), ...rows.map(row)].join('\n');
}

/** A mean over seeds with its 95 % interval. */
function overSeeds(values: readonly number[], digits = 2): string {
  return `${mean(values).toFixed(digits)} ± ${confidenceHalfWidth95(values).toFixed(digits)}`;
}

/** One table of seeds, one of boundaries. */
export function reportTables(demos: readonly (DemoResult & { readonly seed: number })[]): string {
  const seeds = markdownTable(
    [
      'seed',
      'training s',
      'random',
      'no feedback',
      'Q-learning',
      'trained rule',
      'x random',
      'x no feedback',
      'attainable',
    ],
    demos.map(({ seed, seconds, evaluation: { random, noFeedback, qLearning, trained } }) => [
      String(seed),
      seconds.toFixed(0),
      random.mean.toFixed(2),
      noFeedback.mean.toFixed(2),
      qLearning.mean.toFixed(2),
      `${trained.mean.toFixed(2)} ± ${trained.ci95.toFixed(2)}`,
      (trained.mean / random.mean).toFixed(1),
      (trained.mean / noFeedback.mean).toFixed(1),
      trained.attainable?.toFixed(1) ?? '-',
    ]),
  );
  const names = demos[0].boundaries.map(({ boundary }) => boundary);
  const faults = demos[0].boundaries.at(-1)!.faults.map(({ channel }) => channel);
  const boundaries = markdownTable(
    [
      'boundary',
      'return',
      'second half',
      'messages/step',
      'floats/body',
      'ms/life',
      ...faults.map((fault) => `kept, ${fault}`),
    ],
    names.map((name, index) => {
      const rows = demos.map(({ boundaries: all }) => all[index]);
      return [
        name,
        overSeeds(rows.map((r) => r.mean)),
        overSeeds(rows.map((r) => r.secondHalf)),
        String(rows[0].messagesPerStep),
        String(rows[0].memoryFloatsPerBody),
        overSeeds(
          rows.map((r) => r.millisecondsPerLifetime),
          1,
        ),
        ...faults.map((_, fault) =>
          rows[0].faults.length > 0
            ? `${(100 * mean(rows.map((r) => r.faults[fault].kept))).toFixed(0)} %`
            : '-',
        ),
      ];
    }),
  );
  return `${seeds}\n\nMeans over the seeds with 95 % intervals:\n\n${boundaries}`;
}
