/** The answer in words and tables, computed from stored results. */
import { mean } from '../../src/numerics/statistics.ts';
import type { CaseResult } from '../harness/experiment.ts';
import { markdownTable, meanOverSeeds } from '../harness/markdown.ts';
import type { Measurement } from '../supervised/measure.ts';
import {
  type FromScratchCase,
  isMetaLearned,
  type Method,
  methodNames,
  methods,
  type Part,
  parts,
  testTasks,
} from './cases.ts';
import type { FromScratchResult } from './from-scratch.ts';

export type Results = readonly CaseResult<FromScratchCase, FromScratchResult>[];

/** Share of right answers among the first `examples` of `steps`. */
function early({ curve }: Measurement, examples: number, steps: number): number {
  return mean(curve.slice(0, Math.round((curve.length * examples) / steps)));
}

/** A figure of one learner in one task for every seed; where there are learning rates, that of the one best on average. */
export function perSeed(
  results: Results,
  part: Part,
  method: Method,
  task: string,
  figure: (measurement: Measurement) => number,
): number[] {
  const byRate = new Map<number | null, number[]>();
  for (const done of results) {
    if (done.case.part !== part || done.case.method !== method) continue;
    for (const test of done.result.tests) {
      if (test.task !== task) continue;
      byRate.set(test.learningRate, [...(byRate.get(test.learningRate) ?? []), figure(test.measurement)]);
    }
  }
  return [...byRate.values()].reduce(
    (best, values) => (mean(values) > mean(best) ? values : best),
    [Number.NEGATIVE_INFINITY],
  );
}

const figures: Record<Part, readonly (readonly [name: string, figure: (m: Measurement) => number])[]> = {
  clusters: [['all 40', ({ accuracy }) => accuracy ?? Number.NaN]],
  images: [
    ['first 50', (measurement) => early(measurement, 50, 500)],
    ['first 200', (measurement) => early(measurement, 200, 500)],
    ['all 500', ({ accuracy }) => accuracy ?? Number.NaN],
  ],
};

function accuracyTable(results: Results, part: Part): string {
  const rows = [...testTasks[part].keys()].flatMap((task) =>
    figures[part].map(([name, figure]) => [
      task,
      name,
      ...methods[part].map((method) => meanOverSeeds(perSeed(results, part, method, task, figure))),
    ]),
  );
  return markdownTable(['task', 'examples', ...methods[part].map((method) => methodNames[method])], rows);
}

/** Whether one learner beats both kinds of gradient descent on the first 200 images of a set. */
function leads(results: Results, method: Method, set: string): boolean {
  const [, figure] = figures.images[1];
  const of = (other: Method) => mean(perSeed(results, 'images', other, set, figure));
  return of(method) > Math.max(of('sgd'), of('adam'));
}

function verdict(results: Results): string {
  const unseen = ['kmnist', 'digits'];
  const led = (method: Method) => unseen.filter((set) => leads(results, method, set));
  const say = (sets: readonly string[]) => (sets.length === 0 ? 'neither' : sets.join(' and '));
  const rule = led('vsml');
  const held = rule.length === unseen.length && led('meta-rnn').length === 0;
  return `**${held ? 'The claim held here' : 'The claim held here only in part'}**: over the first 200 images of sets that no learner was trained on (KMNIST, digits), the rule is ahead of tuned SGD and Adam on ${say(rule)}, the Meta RNN on ${say(led('meta-rnn'))}.`;
}

function costTable(results: Results): string {
  const rows = parts.flatMap((part) =>
    methods[part].filter(isMetaLearned).map((method) => {
      const own = results.filter((done) => done.case.part === part && done.case.method === method);
      const seconds = own.map(({ result }) => result.trainingSeconds);
      return [part, methodNames[method], String(own[0]?.result.parameters ?? '-'), meanOverSeeds(seconds, 0)];
    }),
  );
  return markdownTable(['trained on', 'learner', 'parameters', 'seconds of meta-training'], rows);
}

export function findings(results: Results): string {
  return [
    verdict(results),
    'Share of right answers, means over seeds with 95 % intervals:',
    accuracyTable(results, 'clusters'),
    accuracyTable(results, 'images'),
    'What it took:',
    costTable(results),
  ].join('\n\n');
}
