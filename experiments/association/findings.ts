/** The answer in words and tables, computed from stored results. */
import { mean } from '../../src/numerics/statistics.ts';
import type { CaseResult } from '../harness/experiment.ts';
import { markdownTable, meanOverSeeds } from '../harness/markdown.ts';
import { bestRate } from '../supervised/best-rate.ts';
import type { AssociationResult } from './association.ts';
import { type AssociationCase, doses, type LearnerName, learners, meetingTasks, moments } from './cases.ts';

export type Results = readonly CaseResult<AssociationCase, AssociationResult>[];
type Measured = AssociationResult['learners'][number];
type Figure = 'accuracy' | 'probability';

const SECOND = 1;

function of(results: Results, name: LearnerName): Measured[] {
  return results.flatMap(({ result }) => result.learners.filter(({ learner }) => learner === name));
}

const meeting = (one: Measured, task: string, round: number, figure: Figure) =>
  one.meetings.find((own) => own.task === task)!.rounds[round][figure];

/** A figure of one meeting for every seed; gradient descent at the rate that is best for that very figure. */
export function atBest(
  results: Results,
  name: LearnerName,
  task: string,
  round: number,
  figure: Figure,
): number[] {
  const value = (one: Measured) => meeting(one, task, round, figure);
  return bestRate(of(results, name), value).map(value);
}

/** The same at the rate that is best for a whole life. */
function tunedForLife(results: Results, task: string, round: number, figure: Figure): number[] {
  return bestRate(of(results, 'SGD'), ({ life }) => life).map((one) => meeting(one, task, round, figure));
}

function meetingTable(results: Results, figure: Figure): string {
  const rows = [...meetingTasks.keys()].flatMap((task) =>
    ['first', 'second'].map((name, round) => [
      task,
      name,
      ...learners.map((learner) => meanOverSeeds(atBest(results, learner, task, round, figure))),
      meanOverSeeds(tunedForLife(results, task, round, figure)),
    ]),
  );
  return markdownTable(['stream', 'meeting', ...learners, 'SGD tuned for life'], rows);
}

/** Learners as they live a whole life best. */
function atLife(results: Results, name: LearnerName): Measured[] {
  return bestRate(of(results, name), ({ life }) => life);
}

function directionTable(results: Results): string {
  const rows = learners.flatMap((name) =>
    (['gradient', 'hebbian', 'forgetting'] as const).map((direction) => [
      name,
      direction,
      ...moments.map((_, index) =>
        meanOverSeeds(
          atLife(results, name).map(({ directions }) => directions[index][direction]),
          2,
        ),
      ),
    ]),
  );
  return markdownTable(['learner', 'cosine with', ...moments.map((moment) => `example ${moment + 1}`)], rows);
}

function lifeTable(results: Results): string {
  const rows = learners.map((name) => [
    name,
    String(atLife(results, name)[0]?.learningRate ?? '-'),
    meanOverSeeds(atLife(results, name).map(({ life }) => life)),
    meanOverSeeds(
      atLife(results, name).map(({ followsError }) => followsError),
      2,
    ),
  ]);
  return markdownTable(
    ['learner', 'learning rate', 'accuracy of a whole life', 'size of change follows size of gradient'],
    rows,
  );
}

/** Size of the rule's change at a dose of error, as a share of that at dose 1; over all moments of all seeds. */
function relativeResponses(results: Results): number[] {
  const sums = doses.map((_, index) =>
    mean(of(results, 'rule').flatMap((one) => one.doseResponses.map(({ steps }) => steps[index]))),
  );
  const whole = sums[doses.indexOf(1)];
  return sums.map((sum) => sum / whole);
}

function doseTable(results: Results): string {
  const rows = moments.map((moment, index) => {
    const own = of(results, 'rule').map((one) => one.doseResponses[index]);
    return [
      `example ${moment + 1}`,
      meanOverSeeds(
        own.map(({ gradient }) => gradient),
        2,
      ),
      ...doses.map((_, dose) =>
        meanOverSeeds(
          own.map(({ steps }) => steps[dose]),
          3,
        ),
      ),
    ];
  });
  return markdownTable(
    ['the rule at', 'cosine with gradient', ...doses.map((dose) => `error x ${dose}`)],
    rows,
  );
}

/** A step in proportion to the error keeps half of itself at half the error; an association keeps all. */
const PROPORTIONAL_BELOW = 0.75;

function verdict(results: Results): string {
  const tasks = [...meetingTasks.keys()];
  const at = (name: LearnerName, task: string, figure: Figure) =>
    mean(atBest(results, name, task, SECOND, figure));
  const count = (figure: Figure, rival: (task: string) => number) =>
    tasks.filter((task) => at('rule', task, figure) > rival(task)).length;
  const best = (figure: Figure) =>
    count(figure, (task) => Math.max(at('SGD', task, figure), at('Adam', task, figure)));
  const tuned = (figure: Figure) =>
    count(figure, (task) => mean(tunedForLife(results, task, SECOND, figure)));
  const half = relativeResponses(results)[doses.indexOf(0.5)];
  const fast = tuned('probability') === tasks.length;
  const associates = half > PROPORTIONAL_BELOW;
  const some = fast || associates || tuned('accuracy') > tasks.length / 2;
  const head =
    fast && associates
      ? 'The claim held here'
      : some
        ? 'The claim held here only in part'
        : 'The claim did not hold here';
  const cosines = of(results, 'rule').flatMap((one) => one.doseResponses.map(({ gradient }) => gradient));
  return (
    `**${head}**: at the second meeting the rule answers right more often than SGD tuned for a whole life in ${tuned('accuracy')} of ${tasks.length} short streams, and gives the right class more probability in ${tuned('probability')}; against SGD and Adam at the learning rates that are best for just that, in ${best('accuracy')} and ${best('probability')}. ` +
    `What an error does to its effective map points along the step of SGD with a cosine of ${mean(cosines).toFixed(2)}, and half the error makes ${half.toFixed(2)} of the change: ${associates ? 'more like an association, made whole or not at all,' : 'close to the proportion'} ${associates ? 'than like' : 'of'} a step down a gradient.`
  );
}

export function findings(results: Results): string {
  return [
    verdict(results),
    'Probability of the right class:',
    meetingTable(results, 'probability'),
    'Share of right answers:',
    meetingTable(results, 'accuracy'),
    'Which way one example changes the effective map, in a life on clusters (SGD and Adam at the rate best for that life):',
    directionTable(results),
    lifeTable(results),
    'How far the rule goes along the step of SGD, beyond its change without any error, in steps of learning rate 1:',
    doseTable(results),
  ].join('\n\n');
}
