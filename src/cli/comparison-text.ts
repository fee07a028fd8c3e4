/** Comparisons as tables for people. */
import type { Baselines, BoundaryRow } from '../../experiments/compare-boundaries/compare-boundaries.ts';
import type { Evaluation } from '../../experiments/evaluate.ts';
import { interval, table } from './output.ts';

function steps(evaluation: Evaluation): string {
  return evaluation.stepsToHalfRate === null ? '-' : String(evaluation.stepsToHalfRate);
}

/** Who earns how much on lifetimes never trained on. */
export function baselinesTable({ random, noFeedback, qLearning, trained }: Baselines): string {
  const rows: [string, Evaluation][] = [
    ['random', random],
    ['rule, feedback cut off', noFeedback],
    ['Q-learning', qLearning],
    ['rule, trained', trained],
  ];
  const known =
    trained.attainable === null
      ? ''
      : `\nbest attainable, goal known from the start: ${trained.attainable.toFixed(2)}`;
  return (
    table(
      ['agents', 'return', 'second half', 'x random', 'steps to half rate'],
      rows.map(([name, e]) => [
        name,
        interval(e),
        e.secondHalf.toFixed(2),
        (e.mean / random.mean).toFixed(1),
        steps(e),
      ]),
    ) + known
  );
}

/** What each boundary earns and costs, and what faults leave of it. */
export function boundariesTable(rows: readonly BoundaryRow[]): string {
  const faults = rows.find((row) => row.faults.length > 0)?.faults.map(({ channel }) => channel) ?? [];
  return table(
    [
      'boundary',
      'return',
      'second half',
      'steps to half rate',
      'messages/step',
      'floats/body',
      'ms/life',
      ...faults.map((f) => `kept, ${f}`),
    ],
    rows.map((row) => [
      row.boundary,
      interval(row),
      row.secondHalf.toFixed(2),
      steps(row),
      row.messagesPerStep.toFixed(0),
      row.memoryFloatsPerBody.toFixed(0),
      row.millisecondsPerLifetime.toFixed(2),
      ...faults.map((channel) => {
        const fault = row.faults.find((candidate) => candidate.channel === channel);
        return fault ? `${Math.round(100 * fault.kept)} %` : '-';
      }),
    ]),
  );
}
