/** The answer in words and tables, computed from stored results. */
import { confidenceHalfWidth95, mean } from '../../src/numerics/statistics.ts';
import type { CaseResult } from '../harness/experiment.ts';
import { markdownTable, meanOverSeeds } from '../harness/markdown.ts';
import { bestRate } from '../supervised/best-rate.ts';
import type { Measurement } from '../supervised/measure.ts';
import {
  EARLY,
  type GeneralisationCase,
  HOME,
  isGradient,
  type Method,
  methodNames,
  methods,
  PERMUTED,
  STEPS,
  takesPart,
  tests,
} from './cases.ts';
import type { GeneralisationResult } from './generalisation.ts';

export type Results = readonly CaseResult<GeneralisationCase, GeneralisationResult>[];
type Figure = (measurement: Measurement) => number;

/** Share of right answers among the first examples. */
export const early: Figure = ({ curve }) => mean(curve.slice(0, Math.round((curve.length * EARLY) / STEPS)));
const all: Figure = ({ accuracy }) => accuracy ?? Number.NaN;

/** A figure for every seed, at the best learning rate where there are some; nothing where a learner takes no part. */
export function perSeed(results: Results, method: Method, task: string, figure: Figure): number[] {
  const measured = results
    .filter((done) => done.case.method === method)
    .flatMap(({ result }) => result.tests.filter((one) => one.task === task));
  return bestRate(measured, ({ measurement }) => figure(measurement)).map(({ measurement }) =>
    figure(measurement),
  );
}

function table(results: Results, figure: Figure): string {
  const rows = [...tests.keys()].map((task) => [
    task,
    (1 / tests.get(task)!.classes).toFixed(2),
    ...methods.map((method) => meanOverSeeds(perSeed(results, method, task, figure))),
  ]);
  return markdownTable(['test', 'chance', ...methods.map((method) => methodNames[method])], rows);
}

/** Tests over whose first examples a learner is ahead of SGD and of Adam. */
function ahead(results: Results, method: Method): string[] {
  const score = (other: Method, task: string) => mean(perSeed(results, other, task, early));
  return [...tests.keys()].filter(
    (task) =>
      takesPart(method, task) && score(method, task) > Math.max(score('sgd', task), score('adam', task)),
  );
}

function reachVerdict(results: Results): string {
  const names = [...tests.keys()];
  const won = ahead(results, 'vsml');
  const lost = names.filter((name) => !won.includes(name));
  const rivals = methods.filter((method) => method !== 'vsml' && !isGradient(method));
  const score = (method: Method, task: string) => mean(perSeed(results, method, task, early));
  const beaten = names.filter((task) =>
    rivals.every((rival) => !takesPart(rival, task) || score('vsml', task) > score(rival, task)),
  );
  const held = lost.length === 0 && beaten.length === names.length;
  const most = won.length > names.length / 2 && beaten.length > names.length / 2;
  const rivalsAhead = rivals.map((rival) => {
    const out = names.filter((task) => takesPart(rival, task)).length;
    return `${methodNames[rival]} on ${ahead(results, rival).length} of ${out}`;
  });
  return [
    `**The claim that the rule reaches further ${held ? 'held' : most ? 'held in part' : 'did not hold'} here**: over the first ${EARLY} examples the rule is ahead of tuned SGD and Adam on ${won.length} of ${names.length} tests`,
    `${lost.length === 0 ? '' : ` (not on ${lost.join('; ')})`}, `,
    `and ahead of every other meta-learner on ${beaten.length}. Ahead of SGD and Adam are ${rivalsAhead.join(', ')}.`,
  ].join('');
}

/** How many points of accuracy may be lost to a permutation that a learner is said not to care about. */
const TOLERANCE = 0.02;

function invarianceVerdict(results: Results): string {
  const differences = (method: Method, task: string) => {
    const home = perSeed(results, method, HOME, all);
    return perSeed(results, method, task, all).map((value, seed) => value - home[seed]);
  };
  const described = PERMUTED.map((task) => {
    const [own, rnn] = (['vsml', 'meta-rnn'] as const).map((method) => differences(method, task));
    return { task, change: mean(own), text: `${task}: ${signed(own)} (Meta RNN ${signed(rnn)})` };
  });
  const atHome = mean(perSeed(results, 'vsml', HOME, all));
  const unmoved = described.every(({ change }) => Math.abs(change) <= TOLERANCE);
  const word =
    atHome < 2 / tests.get(HOME)!.classes
      ? 'cannot be judged here, since the rule has not learned to learn'
      : `${unmoved ? 'held' : 'did not hold'} here`;
  return `**The claim that order does not matter ${word}**: change of the accuracy over ${STEPS} examples against ${HOME} as it is, ${described.map(({ text }) => text).join('; ')}; up to ${TOLERANCE} counts as none.`;
}

function signed(values: readonly number[]): string {
  const value = mean(values);
  const half = values.length < 2 ? '' : ` +- ${confidenceHalfWidth95(values).toFixed(3)}`;
  return `${value < 0 ? '-' : '+'}${Math.abs(value).toFixed(3)}${half}`;
}

function costTable(results: Results): string {
  const rows = methods
    .filter((method) => !isGradient(method))
    .map((method) => {
      const own = results.filter((done) => done.case.method === method).map(({ result }) => result);
      const loss = (index: 0 | 1) => meanOverSeeds(own.map(({ losses }) => losses[index] ?? Number.NaN));
      return [
        methodNames[method],
        String(own[0]?.parameters ?? '-'),
        String(own[0]?.stateSize ?? '-'),
        meanOverSeeds(
          own.map(({ trainingSeconds }) => trainingSeconds),
          0,
        ),
        loss(0),
        loss(1),
      ];
    });
  return markdownTable(
    ['learner', '#V_M', '#V_L at 8 x 8', 'seconds of meta-training', 'first loss', 'last loss'],
    rows,
  );
}

export function findings(results: Results): string {
  return [
    reachVerdict(results),
    invarianceVerdict(results),
    `Share of right answers over the first ${EARLY} examples, means over seeds with 95 % intervals:`,
    table(results, early),
    `Over all ${STEPS}:`,
    table(results, all),
    "What it took (losses are those of each learner's own training tasks):",
    costTable(results),
  ].join('\n\n');
}
