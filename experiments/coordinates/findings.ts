/** The answer in words and tables, computed from stored results. */
import type { CoordinateCode } from '../../agents/vsml/coordinate-code.ts';
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
import {
  CLASSES,
  type CoordinatesCase,
  codeNames,
  codes,
  HOME,
  type NetworkName,
  networks,
  testTasks,
} from './cases.ts';
import type { CoordinatesResult } from './coordinates.ts';

export type Results = readonly CaseResult<CoordinatesCase, CoordinatesResult>[];
type Figure = (result: CoordinatesResult) => number;

/** Accuracy in a held-out task. */
export function accuracyIn(task: string): Figure {
  return ({ tests }) => tests.find((test) => test.task === task)?.measurement.accuracy ?? Number.NaN;
}

/** A figure of a code for every seed. */
export function perSeed(
  results: Results,
  network: NetworkName,
  code: CoordinateCode,
  figure: Figure,
): number[] {
  return results
    .filter(({ case: work }) => work.network === network && work.code === code)
    .map(({ result }) => figure(result));
}

/** Codes that were run on a network, none first. */
export function codesIn(results: Results, network: NetworkName): CoordinateCode[] {
  return codes[network].filter((code) => perSeed(results, network, code, () => 0).length > 0);
}

/** What is lost when the places of inputs or labels change; 0 for a rule that is indifferent to them. */
function lost(task: string): Figure {
  return (result) => accuracyIn(HOME)(result) - accuracyIn(task)(result);
}

const permutedTasks = [...testTasks].filter(([, { role }]) => role === 'permuted').map(([task]) => task);

/** What a code has over none, in tasks like those of meta-training. */
function gainAtHome(results: Results, network: NetworkName, code: CoordinateCode): PairedGain {
  const figure = accuracyIn(HOME);
  return pairedGain(perSeed(results, network, code, figure), perSeed(results, network, 'none', figure));
}

/** How much more a permutation costs with a code than with none. */
function lossByPermutation(
  results: Results,
  network: NetworkName,
  code: CoordinateCode,
  task: string,
): PairedGain {
  const figure = lost(task);
  return pairedGain(perSeed(results, network, code, figure), perSeed(results, network, 'none', figure));
}

function verdict(results: Results): string {
  const told = networks.flatMap((network) =>
    codesIn(results, network)
      .filter((code) => code !== 'none')
      .map((code) => ({
        name: `${codeNames[code]} (${network})`,
        home: gainAtHome(results, network, code),
        losses: permutedTasks.map((task) => lossByPermutation(results, network, code, task)),
      })),
  );
  const list = (found: readonly { readonly name: string }[]) =>
    found.length === 0 ? 'none' : found.map(({ name }) => name).join(', ');
  const gained = told.filter(({ home }) => isGain(home));
  const worse = told.filter(({ home }) => isLoss(home));
  const lose = told.filter(({ losses }) => losses.some(isGain));
  return `**${gained.length === 0 ? 'No code was of benefit here' : `Of benefit here: ${list(gained)}`}**, where the rule was trained and beyond chance; worse than without: ${list(worse)}. Indifference to permuted inputs or labels was lost beyond chance with: ${list(lose)}. So coordinates ${gained.some((one) => lose.includes(one)) ? 'bought specialisation with generality' : gained.length > 0 ? 'bought specialisation without losing that generality' : 'bought no specialisation that showed'}.${oneSeedNote(told.map(({ home }) => home))}`;
}

function accuracyTable(results: Results, network: NetworkName): string {
  const tasks = [...testTasks.keys()];
  const rows = codesIn(results, network).map((code) => [
    codeNames[code],
    ...tasks.map((task) => meanOverSeeds(perSeed(results, network, code, accuracyIn(task)))),
    meanOverSeeds(perSeed(results, network, code, ({ silentCopies }) => silentCopies)),
    `${left(results, network, code)} of ${perSeed(results, network, code, () => 0).length}`,
  ]);
  return markdownTable(['code', ...tasks, 'silent copies', 'above chance'], rows);
}

/** Runs whose rule is right a tenth more often than chance, where it was trained. */
function left(results: Results, network: NetworkName, code: CoordinateCode): number {
  return perSeed(results, network, code, accuracyIn(HOME)).filter((accuracy) => accuracy > 1.1 / CLASSES)
    .length;
}

function differenceTable(results: Results): string {
  const rows = networks.flatMap((network) =>
    codesIn(results, network)
      .filter((code) => code !== 'none')
      .map((code) => [
        network,
        codeNames[code],
        gainText(gainAtHome(results, network, code)),
        ...permutedTasks.map((task) => gainText(lossByPermutation(results, network, code, task))),
      ]),
  );
  return markdownTable(
    ['network', 'code', 'gain where trained', 'lost more by permuted inputs', 'lost more by permuted labels'],
    rows,
  );
}

export function findings(results: Results): string {
  return [
    verdict(results),
    'Each code against none, in share of right answers, paired by seed, with 95 % intervals over seeds:',
    differenceTable(results),
    ...networks.flatMap((network) => [
      `Share of right answers, ${network} network, means over seeds with 95 % intervals:`,
      accuracyTable(results, network),
    ]),
  ].join('\n\n');
}
