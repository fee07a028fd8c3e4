/** The answer in words and tables, computed from stored results. */
import { confidenceHalfWidth95, mean } from '../../src/numerics/statistics.ts';
import type { CaseResult } from '../harness/experiment.ts';
import { markdownTable, meanOverSeeds } from '../harness/markdown.ts';
import { bestRate } from '../supervised/best-rate.ts';
import { type Injury, injuries } from '../supervised/memory-sites.ts';
import {
  CLASSES,
  capacitySizes,
  LESION_AT,
  LESION_INPUTS,
  type LearnerName,
  learners,
  type MemoryCase,
  pairCounts,
  RECALLED,
  shares,
} from './cases.ts';
import type { MemoryResult } from './memory.ts';
import { capacity, growthExponent } from './recall.ts';

export type Results = readonly CaseResult<MemoryCase, MemoryResult>[];
type Measured = MemoryResult['learners'][number];
type Wounded = Measured['lesions'][number];

const CHANCE = 1 / CLASSES;
const HALF = 0.5;
/** A wounded life is as good as an undisturbed one again where it is this close to it. */
const CLOSE = 0.05;
const WINDOW = 5;

function of(results: Results, name: LearnerName): Measured[] {
  return results.flatMap(({ result }) => result.learners.filter(({ learner }) => learner === name));
}

/** Capacity at each size for every seed, `[seeds, sizes]`; gradient descent at the best rate for each recall. */
export function capacities(results: Results, name: LearnerName): number[][] {
  return results.map(({ result }) => {
    const own = result.learners.filter(({ learner }) => learner === name);
    return capacitySizes.map((_, size) => {
      const recalled = pairCounts.map((_, count) =>
        Math.max(...own.map(({ recall }) => recall[size][count])),
      );
      return capacity(pairCounts, recalled, RECALLED);
    });
  });
}

const exponents = (results: Results, name: LearnerName) =>
  capacities(results, name).map((own) => growthExponent(capacitySizes, own));

const lesionOf = (one: Measured, injury: Injury, share: number): Wounded =>
  one.lesions.find((wounded) => wounded.injury === injury && wounded.share === share)!;

/** Learners as they live an undisturbed life best. */
function atLife(results: Results, name: LearnerName): Measured[] {
  return bestRate(of(results, name), (one) => mean(lesionOf(one, 'zeroed', 0).curve));
}

/** Share of what was known above chance that is still known right after a lesion, for every seed. */
export function kept(
  results: Results,
  name: LearnerName,
  injury: Injury,
  share: number,
  figure: 'recall' | 'after',
): number[] {
  return atLife(results, name).map((one) => {
    const known = lesionOf(one, injury, 0)[figure] - CHANCE;
    return (lesionOf(one, injury, share)[figure] - CHANCE) / known;
  });
}

/** Mean accuracy in windows of a life, `[windows]`. */
export function windows(results: Results, name: LearnerName, injury: Injury, share: number): number[] {
  const curves = atLife(results, name).map((one) => lesionOf(one, injury, share).curve);
  const count = Math.floor((curves[0]?.length ?? 0) / WINDOW);
  return Array.from({ length: count }, (_, window) =>
    mean(curves.map((curve) => mean(curve.slice(window * WINDOW, (window + 1) * WINDOW)))),
  );
}

/** Examples after a lesion until a life is close to an undisturbed one; nothing if it does not come to that. */
function recovery(results: Results, name: LearnerName, injury: Injury, share: number): number | undefined {
  const wounded = windows(results, name, injury, share);
  const whole = windows(results, name, injury, 0);
  const first = LESION_AT / WINDOW;
  const found = wounded.findIndex((value, window) => window >= first && value >= whole[window] - CLOSE);
  return found < 0 ? undefined : (found - first) * WINDOW;
}

function capacityTable(results: Results): string {
  const rows = learners.map((name) => [
    name,
    ...capacitySizes.map((_, size) =>
      meanOverSeeds(
        capacities(results, name).map((own) => own[size]),
        1,
      ),
    ),
    meanOverSeeds(exponents(results, name), 2),
  ]);
  const head = capacitySizes.map((inputs) => `W = ${inputs * CLASSES}`);
  return markdownTable(['pairs kept by', ...head, 'grows as W to the power'], rows);
}

function keptTable(results: Results, figure: 'recall' | 'after'): string {
  const destroyed = shares.filter((share) => share > 0);
  const rows = learners.flatMap((name) =>
    injuries.map((injury) => [
      name,
      injury,
      ...destroyed.map((share) => meanOverSeeds(kept(results, name, injury, share, figure), 2)),
    ]),
  );
  return markdownTable(['learner', 'sites', ...destroyed.map((share) => `${100 * share} %`)], rows);
}

function recoveryTable(results: Results): string {
  const destroyed = shares.filter((share) => share > 0);
  const rows = learners.flatMap((name) =>
    injuries.map((injury) => [
      name,
      injury,
      ...destroyed.map((share) => String(recovery(results, name, injury, share) ?? 'not in this life')),
    ]),
  );
  return markdownTable(
    ['learner', 'sites', ...destroyed.map((share) => (share === 1 ? 'all' : `${100 * share} %`))],
    rows,
  );
}

function participationTable(results: Results): string {
  const rows = learners.map((name) => [
    name,
    meanOverSeeds(atLife(results, name).map(({ participation }) => participation.sitesOfPair)),
    meanOverSeeds(atLife(results, name).map(({ participation }) => participation.pairsOfSite)),
  ]);
  return markdownTable(
    ['learner', 'share of sites that hold a pair', 'share of pairs that a site holds'],
    rows,
  );
}

/** Whether a mean over seeds is surely above a value; a single seed is taken at its word. */
function above(values: readonly number[], value: number): boolean {
  return mean(values) - (values.length < 2 ? 0 : confidenceHalfWidth95(values)) > value;
}

function verdict(results: Results): string {
  const grows = above(exponents(results, 'rule'), 0);
  const halves = injuries.flatMap((injury) =>
    (['recall', 'after'] as const).map((figure) => kept(results, 'rule', injury, HALF, figure)),
  );
  const spread = halves.every((values) => above(values, HALF));
  const [own, newborn] = [
    recovery(results, 'rule', 'redrawn', HALF),
    recovery(results, 'rule', 'redrawn', 1),
  ];
  const recovers = own !== undefined && own < (newborn ?? Number.POSITIVE_INFINITY);
  const head =
    grows && spread && recovers
      ? 'The claim held here'
      : grows || spread || recovers
        ? 'The claim held here only in part'
        : 'The claim did not hold here';
  const text = (values: readonly number[]) => mean(values).toFixed(2);
  const count = (examples: number | undefined) =>
    examples === undefined ? 'more examples than the life has' : `${examples} examples`;
  const sgd = injuries.map((injury) => text(kept(results, 'SGD', injury, HALF, 'recall')));
  return (
    `**${head}**: the capacity of the rule ${grows ? 'grows' : 'does not surely grow'} with the number of synapses W, as W to the power ${text(exponents(results, 'rule'))} (SGD ${text(exponents(results, 'SGD'))}, the rule for pairs ${text(exponents(results, 'rule for pairs'))}). ` +
    `With half of all synapses zeroed or redrawn the rule still knows ${text(halves[0])} and ${text(halves[2])} of what it knew above chance of ${LESION_INPUTS}-point pairs (SGD ${sgd.join(' and ')}) and ${text(halves[1])} and ${text(halves[3])} of clusters: ${spread ? 'less is lost than is destroyed, so the memory is distributed' : 'not surely less is lost than is destroyed'}. ` +
    `After half was redrawn it is within ${CLOSE} of an undisturbed life again after ${count(own)}, where a network born anew needs ${count(newborn)}: ${recovers ? 'what is left helps' : 'what is left does not help'}.`
  );
}

export function findings(results: Results): string {
  return [
    verdict(results),
    'Capacity, random pairs of which three quarters are known:',
    capacityTable(results),
    'Share of what was known above chance that is known right after a lesion; of pairs:',
    keptTable(results, 'recall'),
    'Of clusters:',
    keptTable(results, 'after'),
    `Examples until a life on clusters is within ${CLOSE} of an undisturbed one:`,
    recoveryTable(results),
    'How widely a memory is spread (participation ratios; 1 where all take part alike, and 1 / W or 1 / pairs where one site holds one pair):',
    participationTable(results),
  ].join('\n\n');
}
