/** The answer in words and tables, computed from stored results. */
import { confidenceHalfWidth95, mean } from '../../src/numerics/statistics.ts';
import type { CaseResult } from '../harness/experiment.ts';
import { markdownTable, meanOverSeeds } from '../harness/markdown.ts';
import { bestRate } from '../supervised/best-rate.ts';
import { conditions, EARLY, type LearnerName, learners, type ModulesCase } from './cases.ts';
import type { ModulesResult } from './modules.ts';

export type Results = readonly CaseResult<ModulesCase, ModulesResult>[];
type Life = ModulesResult['lives'][number];

/** A block serves its own task if its loss costs that this many times what it costs the other. */
const SPECIFIC = 2;
/** What a task that comes back must be ahead by at its beginning, to be saved. */
const SAVED = 0.05;
/** A task survives the other's turn if less than this share of it is lost. */
const SURVIVES = 0.5;
/** Two clusters are more specific than chance from this difference to random parts on. */
const SPECIALISED = 0.05;

/** Lives of a learner under a condition, one for each seed; gradient descent at the rate that is best for the life. */
export function livesOf(results: Results, condition: string, learner: LearnerName): Life[] {
  const own = results.flatMap(({ result }) =>
    result.lives.filter((life) => life.condition === condition && life.learner === learner),
  );
  return own.length === 0 ? [] : bestRate(own, ({ curve }) => mean(curve));
}

const alternationOf = ({ condition }: Life) => conditions.get(condition)!.alternation;

/** Accuracy over the first examples of a visit. */
function early(life: Life, visit: number): number {
  const begin = visit * alternationOf(life).block;
  return mean(life.curve.slice(begin, begin + EARLY));
}

/** How much better the second visit of the first task begins than the better one of both first visits. */
export const savings = (life: Life) => early(life, 2) - Math.max(early(life, 0), early(life, 1));

/** Share of what was known of a task above chance that is lost while the other has its turn. */
export function interference(life: Life): number {
  const { visits, classes } = alternationOf(life);
  const [known, left] = [[] as number[], [] as number[]];
  for (let visit = 0; visit < visits - 1; visit++) {
    known.push(life.examinations[visit + 1][visit % 2]);
    left.push(life.examinations[visit + 2][visit % 2]);
  }
  return (mean(known) - mean(left)) / (mean(known) - 1 / classes);
}

const combinations = [...conditions.keys()].flatMap((condition) =>
  learners.map((learner) => ({ condition, learner })),
);

function turnsTable(results: Results): string {
  const rows = combinations.flatMap(({ condition, learner }) => {
    const lives = livesOf(results, condition, learner);
    if (lives.length === 0) return [];
    return [
      [
        condition,
        learner,
        meanOverSeeds(lives.map(({ curve }) => mean(curve))),
        ...[0, 1, 2, 4].map((visit) => meanOverSeeds(lives.map((life) => early(life, visit)))),
        meanOverSeeds(lives.map(savings)),
        meanOverSeeds(lives.map(interference), 2),
      ],
    ];
  });
  const visits = ['first task, first visit', 'second task, first visit', 'first task again', 'and again'];
  return markdownTable(['tasks', 'learner', 'whole life', ...visits, 'savings', 'interference'], rows);
}

function blockTable(results: Results): string {
  const rows = combinations.flatMap(({ condition, learner }) => {
    const lives = livesOf(results, condition, learner);
    const names = lives[0]?.blocks.map(({ block }) => block) ?? [];
    return names.map((name, index) => [
      condition,
      learner,
      name === 'shared' ? 'both' : `the ${name}`,
      ...[0, 1].map((task) => meanOverSeeds(lives.map(({ blocks }) => blocks[index].lost[task]))),
    ]);
  });
  return markdownTable(
    ['tasks', 'learner', 'emptied: synapses of', 'first task loses', 'second task loses'],
    rows,
  );
}

function clusterTable(results: Results): string {
  const rows = combinations.flatMap(({ condition, learner }) => {
    if (learner === 'SGD') return [];
    const lives = livesOf(results, condition, learner);
    const specific = lives.flatMap(({ specificity }) => specificity ?? []);
    const owned = lives.flatMap(({ ownership }) => ownership ?? []);
    return [
      [
        condition,
        learner,
        mean(lives.map(({ specificity }) => specificity?.lives ?? 0)).toFixed(2),
        meanOverSeeds(specific.map(({ clusters }) => clusters)),
        meanOverSeeds(specific.map(({ random }) => random)),
        meanOverSeeds(owned),
      ],
    ];
  });
  return markdownTable(
    [
      'tasks',
      'learner',
      'lives in which both are known',
      'specificity of two clusters',
      'of two random parts',
      'clusters agree with inputs',
    ],
    rows,
  );
}

/** Whether a mean over seeds is surely above a value; a single seed is taken at its word. */
function above(values: readonly number[], value: number): boolean {
  return mean(values) - (values.length < 2 ? 0 : confidenceHalfWidth95(values)) > value;
}

/** What the loss of a task's own block costs it, and what it costs the other task. */
function ownBlocks(lives: readonly Life[]): { readonly own: number; readonly other: number } {
  const costs = lives.flatMap(({ blocks }) =>
    blocks
      .filter(({ block }) => block !== 'shared')
      .map(({ block, lost }) => (block === 'first' ? lost : [lost[1], lost[0]])),
  );
  return { own: mean(costs.map(([own]) => own)), other: mean(costs.map(([, other]) => other)) };
}

function verdict(results: Results): string {
  const rule = (condition: string) => livesOf(results, condition, 'rule');
  const text = (values: readonly number[]) => mean(values).toFixed(2);
  const lost = (condition: string) => text(rule(condition).map(interference));
  const savedOf = rule('own inputs').map(savings);
  const saved = above(savedOf, 0) && mean(savedOf) >= SAVED;
  const survives = mean(rule('own inputs').map(interference)) < SURVIVES;
  const { own, other } = ownBlocks(rule('own inputs'));
  const specific = own > 0 && own >= SPECIFIC * other;
  const same = rule('same inputs').flatMap(({ specificity }) => specificity ?? []);
  const differences = same.map(({ clusters, random }) => clusters - random);
  const specialised = same.length > 0 && above(differences, 0) && mean(differences) >= SPECIALISED;
  const held = [survives, saved, specific, specialised];
  const head = held.every(Boolean)
    ? 'The claim held here'
    : held.some(Boolean)
      ? 'The claim held here only in part'
      : 'The claim did not hold here';
  const turns = text(livesOf(results, 'same inputs', 'rule for turns').map(interference));
  return (
    `**${head}**: while the other task has its turn the rule loses ${lost('same inputs')} of what it knows of a task above chance where both speak through the same inputs, ${lost('half shared')} where they share half, ${lost('own inputs')} where each has its own, and ${lost('own inputs, gated')} where the silent half is gated as well (same inputs: ${turns} for the rule trained with turns, ${text(livesOf(results, 'same inputs', 'SGD').map(interference))} for SGD). ` +
    `A task ${survives ? 'survives' : 'does not survive'} the turn of the other where each has its own inputs; coming back it begins ${text(savedOf)} ahead of a new one${saved ? '' : ' (not clearly)'}, with the same inputs ${text(rule('same inputs').map(savings))}, gated ${text(rule('own inputs, gated').map(savings))}. ` +
    `Without the synapses of its own inputs a task loses ${own.toFixed(2)}, the other one ${other.toFixed(2)}: the same rule ${specific ? 'has made two modules of two sets of states' : 'has made no modules'}. ` +
    (same.length === 0
      ? 'Where all inputs are shared there is no life at whose end both tasks are known, and nothing to be said of modules among the states.'
      : `Where all inputs are shared two clusters of states are ${specialised ? 'more' : 'not clearly more'} specific to tasks than two random parts (${text(same.map(({ clusters }) => clusters))} against ${text(same.map(({ random }) => random))}), in the ${text(same.map(({ lives }) => lives))} of lives at whose end both tasks are known: where nothing but the states could keep the tasks apart, they ${specialised ? 'do, in part' : 'do not'}.`)
  );
}

export function findings(results: Results): string {
  return [
    verdict(results),
    `Share of right answers, in the whole life and over the first ${EARLY} examples of visits:`,
    turnsTable(results),
    'What an examination loses without a part of the network, emptied at the end of life:',
    blockTable(results),
    'Clusters of states, and whether they are those of the inputs (0.5 is chance):',
    clusterTable(results),
  ].join('\n\n');
}
