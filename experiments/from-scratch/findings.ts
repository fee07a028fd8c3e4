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
  const gradient = led('vsml-gradient');
  const complete = Math.max(rule.length, gradient.length) === unseen.length;
  const held = complete && led('meta-rnn').length === 0;
  return `**${held ? 'The claim held here' : 'The claim held here only in part'}**: over the first 200 images of sets that no learner was trained on (KMNIST, digits), the evolved rule is ahead of tuned SGD and Adam on ${say(rule)}, the rule by gradient on ${say(gradient)}, the Meta RNN on ${say(led('meta-rnn'))}.`;
}

/** Mean accuracy on cluster tasks that a way of training is to reach; of the pilots by gradient and by evolution. */
const WANTED: readonly (readonly [method: Method, how: string, accuracy: number])[] = [
  ['vsml-gradient', 'gradient', 0.84],
  ['vsml', 'evolution', 0.8],
];

function clusterVerdict(results: Results): string {
  const accuracy = (method: Method, task: string) =>
    mean(perSeed(results, 'clusters', method, task, figures.clusters[0][1]));
  const [own, larger] = ['16 x 4', '64 x 10'];
  const sentences = WANTED.map(([method, how, wanted]) => {
    const [found, transferred] = [accuracy(method, own), accuracy(method, larger)];
    const reached = found >= wanted ? 'reached' : 'missed';
    const ahead = transferred > accuracy('sgd', larger) ? 'above' : 'not above';
    return `by ${how} the mean online accuracy is ${found.toFixed(3)} (${wanted.toFixed(2)} was asked for: ${reached}), and ${transferred.toFixed(3)} at ${larger}, ${ahead} SGD`;
  });
  return `On clusters of the size trained on, ${sentences.join('; ')}. The best SGD has ${accuracy('sgd', own).toFixed(3)} and ${accuracy('sgd', larger).toFixed(3)}.`;
}

/** What many tasks are good for, by evolution and by gradient. */
function diversityVerdict(results: Results): string {
  const [, figure] = figures.images[1];
  const on = (method: Method, set: string) =>
    mean(perSeed(results, 'images', method, set, figure)).toFixed(3);
  const sentence = (how: string, many: Method, one: Method) =>
    `by ${how} ${[...testTasks.images.keys()].map((set) => `${on(many, set)} against ${on(one, set)} on ${set}`).join(', ')}`;
  return `Many tasks against one set alone (MNIST as it is), first 200 images: ${sentence('evolution', 'vsml', 'vsml-one-set')}; ${sentence('gradient', 'vsml-gradient', 'vsml-gradient-one-set')}.`;
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
    clusterVerdict(results),
    diversityVerdict(results),
    'Share of right answers, means over seeds with 95 % intervals:',
    accuracyTable(results, 'clusters'),
    accuracyTable(results, 'images'),
    'What it took:',
    costTable(results),
  ].join('\n\n');
}
