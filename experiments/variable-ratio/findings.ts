/** The answer in words and tables, computed from stored results. */
import { mean } from '../../src/numerics/statistics.ts';
import { markdownTable, meanOverSeeds } from '../harness/markdown.ts';
import {
  gainText,
  isGain,
  isLoss,
  oneSeedNote,
  type PairedGain,
  pairedGain,
} from '../supervised/paired-gain.ts';
import {
  accuracyIn,
  conditionsIn,
  type SweepResult,
  type SweepResults,
  valuesOf,
} from '../supervised/sweep.ts';
import { CLASSES, FRESH, FULL, learnedState, META_RNN, NONE, SEEN } from './conditions.ts';

/** |V_L| / |V_M| of a condition. */
export function ratioOf(results: SweepResults, name: string): number {
  return learnedState(name) / valuesOf(results, name, ({ parameters }) => parameters)[0];
}

/** Meta-training less meta-testing, in share of right answers. */
export function gap(result: SweepResult): number {
  return accuracyIn(SEEN)(result) - accuracyIn(FRESH)(result);
}

/** Share of right answers among the first tenth of a life in a training task: what is known before anything is learnt. */
export function known({ tests }: SweepResult): number {
  const { curve } = tests.find(({ task }) => task === SEEN)!.measurement;
  return mean(curve.slice(0, Math.ceil(curve.length / 10)));
}

/** How much of what a learner has over chance on the training maps it has on fresh ones too, all seeds together. */
export function carriedOver(results: SweepResults, name: string): number {
  const overChance = (task: string) => mean(valuesOf(results, name, accuracyIn(task))) - 1 / CLASSES;
  return overChance(FRESH) / overChance(SEEN);
}

/** What a condition has over full sharing, seed by seed. */
function over(results: SweepResults, name: string, value: (result: SweepResult) => number): PairedGain {
  return pairedGain(valuesOf(results, name, value), valuesOf(results, FULL, value));
}

function ratioTable(results: SweepResults): string {
  const rows = conditionsIn(results).map((name) => [
    name,
    String(learnedState(name)),
    String(valuesOf(results, name, ({ parameters }) => parameters)[0]),
    ratioOf(results, name).toPrecision(2),
    meanOverSeeds(valuesOf(results, name, gap)),
    ...(name === FULL
      ? ['-', '-']
      : [gainText(over(results, name, gap)), gainText(over(results, name, accuracyIn(SEEN)))]),
    `${Math.round(100 * carriedOver(results, name))} %`,
    meanOverSeeds(valuesOf(results, name, known)),
  ]);
  return markdownTable(
    [
      'learner',
      'V_L',
      'V_M',
      'V_L / V_M',
      'gap',
      'gap over full sharing',
      'training maps over full sharing',
      'carried over',
      'first tenth of a life, training maps',
    ],
    rows,
  );
}

export function verdict(results: SweepResults): string {
  const names = conditionsIn(results).filter((name) => name !== FULL);
  const [none, rnn] = [over(results, NONE, gap), over(results, META_RNN, gap)];
  const held = isGain(none) && isGain(rnn);
  const priced = names.filter((name) => isGain(over(results, name, accuracyIn(SEEN))));
  const price =
    priced.length === 0
      ? 'and sharing had no price: nobody who shares less is better on the training maps beyond chance'
      : `and the price of sharing is what ${priced.join(', ')} ${priced.length === 1 ? 'has' : 'have'} over it on the training maps`;
  const paid = names.filter((name) => isLoss(over(results, name, accuracyIn(FRESH))));
  const gain =
    paid.length === 0
      ? 'on fresh maps it is ahead of nobody beyond chance'
      : `on fresh maps it is ahead of ${paid.join(', ')} beyond chance`;
  const carried = [FULL, NONE, META_RNN].map(
    (name) => `${Math.round(100 * carriedOver(results, name))} % (${name})`,
  );
  return [
    `**The claim ${held ? 'held' : 'did not hold'} here**: the gap between training maps and fresh ones is larger without sharing than with full sharing by ${gainText(none)}, with a Meta RNN by ${gainText(rnn)}. Of what a learner has over chance on the training maps, this much is carried over to fresh ones: ${carried.join(', ')}. Full sharing gained: ${gain}; ${price}.${oneSeedNote([none])}`,
    'Differences are paired by seed, with 95 % intervals over seeds. Carried over is the share of what a learner has over chance on the training maps that it has on fresh ones too. The first tenth of a life is too early to have learnt much: what is right there was known at birth.',
    ratioTable(results),
  ].join('\n\n');
}
