/** The answer in words and tables, computed from stored results. */
import { mean } from '../../src/numerics/statistics.ts';
import type { CaseResult } from '../harness/experiment.ts';
import { markdownTable, meanOverSeeds } from '../harness/markdown.ts';
import {
  type HorizonCase,
  type Method,
  methodNames,
  methods,
  type RuleName,
  rules,
  STATED_LIFETIMES,
} from './cases.ts';
import { signalToNoise } from './gradient-signal.ts';
import type { HorizonResult } from './horizon.ts';

export type Results = readonly CaseResult<HorizonCase, HorizonResult>[];
type Trained = NonNullable<HorizonResult['trained']>;

/** Lifetime lengths, shortest first. */
export function lengthsIn(results: Results): number[] {
  return [...new Set(results.map((done) => done.case.examples))].sort((a, b) => a - b);
}

/** Signal-to-noise at one rule that `STATED_LIFETIMES` give, one for each seed. */
export function signalsOf(results: Results, examples: number, rule: RuleName, method: Method): number[] {
  return results
    .filter((done) => done.case.examples === examples)
    .flatMap(({ result }) => result.signals.filter((own) => own.rule === rule && own.method === method))
    .map(({ signal, lifetimes }) => signalToNoise(signal, STATED_LIFETIMES / lifetimes));
}

/** A figure of the rules that were trained, one for each seed. */
export function trainedOf(
  results: Results,
  examples: number,
  method: Method,
  figure: (trained: Trained) => number,
): number[] {
  return results
    .filter((done) => done.case.examples === examples && done.case.part === method)
    .flatMap(({ result }) => (result.trained ? [figure(result.trained)] : []));
}

export const ownAccuracy = ({ own }: Trained): number => own.accuracy ?? Number.NaN;
const longAccuracy = ({ long }: Trained): number => long.accuracy ?? Number.NaN;

/** Mean signal-to-noise at one rule. */
function signalOf(results: Results, examples: number, rule: RuleName, method: Method): number {
  return mean(signalsOf(results, examples, rule, method));
}

/** What part of both signals is that of backpropagation; a half where there is none. */
function share(results: Results, examples: number, rule: RuleName): number {
  const [own, other] = methods.map((method) => signalOf(results, examples, rule, method));
  return own + other > 0 ? own / (own + other) : 0.5;
}

function verdict(results: Results): string {
  const all = lengthsIn(results);
  const [shortest, longest] = [all[0], all[all.length - 1]];
  const accuracy = (examples: number, method: Method) =>
    mean(trainedOf(results, examples, method, ownAccuracy));
  const ahead = all.filter((examples) => accuracy(examples, 'evolution') > accuracy(examples, 'gradient'));
  const fading = rules.filter((rule) => share(results, longest, rule) < share(results, shortest, rule));
  const wins = accuracy(longest, 'evolution') > accuracy(longest, 'gradient');
  const shares = accuracy(shortest, 'evolution') <= accuracy(shortest, 'gradient');
  const answer =
    wins && shares && fading.length === rules.length
      ? 'held'
      : wins || fading.length > 0
        ? 'held only in part'
        : 'did not hold';
  const where = ahead.length === 0 ? 'no horizon' : `${ahead.join(', ')} examples`;
  const of = (examples: number, rule: RuleName, method: Method) =>
    signalOf(results, examples, rule, method).toFixed(2);
  const signals = rules
    .map((rule) => {
      const [own, other] = methods.map(
        (method) => `${of(shortest, rule, method)} to ${of(longest, rule, method)}`,
      );
      return `at the ${rule} rule that of backpropagation goes from ${own}, that of evolution from ${other}`;
    })
    .join('; ');
  return `**The claim ${answer} here**: in about the same time evolution finds the better rule at ${where}; at ${longest} examples it is right in ${(100 * accuracy(longest, 'evolution')).toFixed(1)} % of answers, backpropagation in ${(100 * accuracy(longest, 'gradient')).toFixed(1)} %. From ${shortest} to ${longest} examples the signal-to-noise of as many lifetimes changes so: ${signals}.`;
}

function signalTable(results: Results): string {
  const cells = (examples: number) =>
    rules.flatMap((rule) =>
      methods.map((method) => meanOverSeeds(signalsOf(results, examples, rule, method), 2)),
    );
  const head = rules.flatMap((rule) => methods.map((method) => `${rule} rule, ${methodNames[method]}`));
  const rows = lengthsIn(results).map((examples) => [String(examples), ...cells(examples)]);
  return markdownTable(['examples', ...head], rows);
}

function accuracyTable(results: Results): string {
  const figures = [ownAccuracy, longAccuracy];
  const longest = Math.max(...lengthsIn(results));
  const head = ['own length', `${longest} examples`].flatMap((test) =>
    methods.map((method) => `tested on ${test}, ${methodNames[method]}`),
  );
  const rows = lengthsIn(results).map((examples) => [
    String(examples),
    ...figures.flatMap((figure) =>
      methods.map((method) => meanOverSeeds(trainedOf(results, examples, method, figure))),
    ),
  ]);
  return markdownTable(['examples', ...head], rows);
}

function costTable(results: Results): string {
  const rows = lengthsIn(results).map((examples) => {
    const of = (method: Method, figure: (trained: Trained) => number, digits: number) =>
      meanOverSeeds(trainedOf(results, examples, method, figure), digits);
    return [
      String(examples),
      ...methods.map((method) => of(method, ({ seconds }) => seconds, 1)),
      of('gradient', ({ longest }) => longest ?? Number.NaN, 2),
      of('gradient', ({ clipped }) => 100 * (clipped ?? Number.NaN), 0),
    ];
  });
  const head = [
    'examples',
    ...methods.map((method) => `seconds, ${methodNames[method]}`),
    'longest gradient of a step',
    'steps clipped, per cent',
  ];
  return markdownTable(head, rows);
}

export function findings(results: Results): string {
  return [
    verdict(results),
    `Signal-to-noise of a gradient from ${STATED_LIFETIMES} lifetimes, means over seeds with 95 % intervals:`,
    signalTable(results),
    'Share of right answers of the rules trained over each length:',
    accuracyTable(results),
    'What it took, and how far gradients went:',
    costTable(results),
  ].join('\n\n');
}
