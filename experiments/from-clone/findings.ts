/** The answer in words and tables, computed from stored results. */
import { mean } from '../../src/numerics/statistics.ts';
import type { CaseResult } from '../harness/experiment.ts';
import { markdownTable, meanOverSeeds } from '../harness/markdown.ts';
import { bestRate } from '../supervised/best-rate.ts';
import { type FromCloneCase, type Start, sets, startNames, starts, TEST_IMAGES } from './cases.ts';
import type { FromCloneResult } from './from-clone.ts';

export type Results = readonly CaseResult<FromCloneCase, FromCloneResult>[];

/** Points of accuracy by which a rule may fall behind and still have lost no ground. */
const GROUND = 0.01;

/** Share of right answers among the first `images` of a life. */
const among =
  (images: number) =>
  (curve: readonly number[]): number =>
    mean(curve.slice(0, Math.round((curve.length * images) / TEST_IMAGES)));

/** A figure of one start on one set for every seed; of SGD with the learning rate that is best for it. */
export function perSeed(
  results: Results,
  start: Start,
  set: string,
  figure: (curve: readonly number[]) => number,
): number[] {
  const tests = results
    .filter((done) => done.case.start === start)
    .flatMap(({ result }) => result.tests.filter((test) => test.set === set));
  return bestRate(tests, ({ curve }) => figure(curve)).map(({ curve }) => figure(curve));
}

function verdict(results: Results): string {
  const of = (start: Start, set: string, images: number) => mean(perSeed(results, start, set, among(images)));
  const gain = (set: string, images: number) => of('continued', set, images) - of('clone', set, images);
  const [inside, ...outside] = sets;
  const early = 100;
  const faster = gain(inside, early) > 0;
  const kept = outside.filter((set) => gain(set, early) >= -GROUND && gain(set, TEST_IMAGES) >= -GROUND);
  const further = of('continued', inside, early) > of('scratch', inside, early);
  const whole = faster && kept.length === outside.length;
  const answer = whole && further ? 'held' : faster || kept.length > 0 ? 'held only in part' : 'did not hold';
  const points = (set: string, images: number) => {
    const value = 100 * gain(set, images);
    return `${value < 0 ? '' : '+'}${value.toFixed(1)}`;
  };
  const sentence = sets
    .map(
      (set) =>
        `${points(set, early)} points over the first ${early} images of ${set} and ${points(set, TEST_IMAGES)} over all ${TEST_IMAGES}`,
    )
    .join(', ');
  const ground = kept.length === 0 ? 'neither' : kept.join(' and ');
  const scratch = `over the first ${early} of ${inside} it is right in ${(100 * of('continued', inside, early)).toFixed(1)} % of answers, from random numbers with the same budget in ${(100 * of('scratch', inside, early)).toFixed(1)} %`;
  return `**The claim ${answer} here**: going on from the clone changes its accuracy by ${sentence}; of the sets never trained on, no ground (more than one point) was lost on ${ground}; ${scratch}.`;
}

function accuracyTable(results: Results): string {
  const rows = sets.flatMap((set) =>
    [50, 100, 200, TEST_IMAGES].map((images) => [
      set,
      images === TEST_IMAGES ? `all ${images}` : `first ${images}`,
      ...starts.map((start) => meanOverSeeds(perSeed(results, start, set, among(images)))),
    ]),
  );
  return markdownTable(['set', 'images', ...starts.map((start) => startNames[start])], rows);
}

function costTable(results: Results): string {
  const rows = (['continued', 'scratch'] as const).map((start) => {
    const own = results.filter((done) => done.case.start === start).map(({ result }) => result);
    const of = (losses: readonly number[]) => mean(losses);
    return [
      startNames[start],
      meanOverSeeds(
        own.map(({ trainingSeconds }) => trainingSeconds),
        0,
      ),
      meanOverSeeds(own.map(({ trainingLosses }) => of(trainingLosses.slice(0, 5)))),
      meanOverSeeds(own.map(({ trainingLosses }) => of(trainingLosses.slice(-5)))),
    ];
  });
  return markdownTable(
    ['start', 'seconds of meta-training', 'loss, first 5 steps', 'loss, last 5 steps'],
    rows,
  );
}

export function findings(results: Results): string {
  return [
    verdict(results),
    'Share of right answers, means over seeds with 95 % intervals:',
    accuracyTable(results),
    'What it took:',
    costTable(results),
  ].join('\n\n');
}
