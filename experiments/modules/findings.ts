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
    const lives = livesOf(results, condition, learner).filter(({ specificity }) => specificity !== null);
    if (lives.length === 0) return [];
    const owned = lives.flatMap(({ ownership }) => ownership ?? []);
    return [
      [
        condition,
        learner,
        meanOverSeeds(lives.map(({ specificity }) => specificity!.clusters)),
        meanOverSeeds(lives.map(({ specificity }) => specificity!.random)),
        meanOverSeeds(owned),
      ],
    ];
  });
  return markdownTable(
    ['tasks', 'learner', 'specificity of two clusters', 'of two random parts', 'clusters agree with inputs'],
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
  const saved = above(rule('own inputs').map(savings), 0);
  const { own, other } = ownBlocks(rule('own inputs'));
  const specific = own > 0 && own >= SPECIFIC * other;
  const differences = (condition: string) =>
    rule(condition).map(({ specificity }) => specificity!.clusters - specificity!.random);
  const specialised = above(differences('same inputs'), 0) && mean(differences('same inputs')) >= SPECIALISED;
  const held = [saved, specific, specialised];
  const head = held.every(Boolean)
    ? 'The claim held here'
    : held.some(Boolean)
      ? 'The claim held here only in part'
      : 'The claim did not hold here';
  const turns = text(livesOf(results, 'same inputs', 'rule for turns').map(interference));
  return (
    `**${head}**: while the other task has its turn the rule loses ${lost('same inputs')} of what it knows of a task above chance where both speak through the same inputs, ${lost('half shared')} where they share half, ${lost('own inputs')} where each has its own, and ${lost('own inputs, gated')} where the silent half is gated as well (same inputs: ${turns} for the rule trained with turns, ${text(livesOf(results, 'same inputs', 'SGD').map(interference))} for SGD). ` +
    `With inputs of its own a task that comes back begins ${text(rule('own inputs').map(savings))} ${saved ? 'better' : 'apart from, and not surely better,'} than a new one, with the same inputs ${text(rule('same inputs').map(savings))}. ` +
    `Without the synapses of its own inputs a task loses ${own.toFixed(2)}, the other one ${other.toFixed(2)}: ${specific ? 'the same rule has made two modules of two sets of states' : 'no modules'}. ` +
    `Where all inputs are shared two clusters of states are ${specialised ? 'more' : 'not clearly more'} specific to tasks than two random parts (${text(rule('same inputs').map(({ specificity }) => specificity!.clusters))} against ${text(rule('same inputs').map(({ specificity }) => specificity!.random))}): where nothing but the states could keep the tasks apart, ${specialised ? 'they do, in part' : 'they do not'}.`
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
