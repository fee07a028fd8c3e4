/**
 * A life of two alternating tasks with an examination in both after every block, and at its end what every part of
 * the network is for: a part is emptied, both tasks are examined, and the part is put back.
 */
import type { Learner } from '../../agents/learner.ts';
import { VsmlLearner } from '../../agents/vsml/vsml-learner.ts';
import { lifetimePartSeed } from '../../src/numerics/lifetime-seed.ts';
import { deriveSeed } from '../../src/numerics/noise.ts';
import { STREAM } from '../../src/numerics/streams.ts';
import { DisturbedLearner } from '../organisation/disturbed-learner.ts';
import { examine, skip } from '../supervised/examination.ts';
import { drawSites, memorySitesOf } from '../supervised/memory-sites.ts';
import { type Probe, probeOf, snapshotOf } from '../supervised/probe.ts';
import { emptyCurve, SupervisedLifetime } from '../supervised/supervised-lifetime.ts';
import { AlternatingTasks, type Alternation, taskSeed, tasksOf, widthOf } from './alternating-tasks.ts';
import { agreement, statesOf, twoClusters } from './state-clusters.ts';

/** A task is known where an examination is this far above chance. */
const KNOWN = 0.2;

/** A figure for each of the two tasks. */
export type PerTask = [number, number];

export interface AlternatingLife {
  /** `[steps]` share of right answers at each example. */
  readonly curve: number[];
  /** `[visits + 1]` share of right answers to fresh examples of each task, at birth and after every block. */
  readonly examinations: PerTask[];
  /** What is lost of each task without the synapses of a group of inputs: those of one task alone, or of both. */
  readonly blocks: { readonly block: 'first' | 'shared' | 'second'; readonly lost: PerTask }[];
  /**
   * How specific two clusters of states are, and two random parts as large, over the lives at whose end both tasks
   * are known, and the share of those lives; of a network, and where there are any.
   */
  readonly specificity: { readonly clusters: number; readonly random: number; readonly lives: number } | null;
  /** Share of the synapses whose cluster tells whether the first task alone speaks to them; where any do. */
  readonly ownership: number | null;
}

/**
 * How differently two parts serve two tasks: |p_1 - p_2|, where p_t is the share of what is lost of task t without
 * either that is lost without the one. 0 where both tasks lean on the two parts alike, 1 where each leans on its own;
 * a part that matters more to both is no more specific for that.
 */
export function specificityOf(one: PerTask, other: PerTask): number {
  const leaning = (task: 0 | 1) => {
    const [without, withoutOther] = [Math.max(0, one[task]), Math.max(0, other[task])];
    return without + withoutOther === 0 ? 0.5 : without / (without + withoutOther);
  };
  return Math.abs(leaning(0) - leaning(1));
}

/** The network inside, if there is one. */
function networkOf(learner: Learner): VsmlLearner | undefined {
  if (learner instanceof DisturbedLearner) return learner.network;
  return learner instanceof VsmlLearner ? learner : undefined;
}

function askerOf(learner: Learner): Probe {
  if (!(learner instanceof DisturbedLearner)) return probeOf(learner);
  const snapshot = snapshotOf(learner.network);
  return (input, prediction) => {
    snapshot.take();
    learner.predict(input, prediction);
    snapshot.restore();
  };
}

/** @param examined examples of each examination, of each task */
export function liveAlternating(
  alternation: Alternation,
  learner: Learner,
  examined: number,
  seeds: readonly number[],
): AlternatingLife {
  const { inputs, shared, classes, block, visits } = alternation;
  const steps = block * visits;
  const stream = new AlternatingTasks(alternation);
  const lifetime = new SupervisedLifetime(stream, learner);
  const examiners = tasksOf(alternation);
  const ask = askerOf(learner);
  const network = networkOf(learner);
  const sites = memorySitesOf(network ?? learner);
  const curve = emptyCurve(steps);
  const examinations = Array.from({ length: visits + 1 }, (): PerTask => [0, 0]);

  const examineBoth = (seed: number): PerTask => {
    const marks = examiners.map((examiner, task) => {
      // The same task, but examples that the life itself never comes to.
      examiner.reset(taskSeed(lifetimePartSeed(seed, 'world'), task));
      skip(examiner, steps);
      return examine(ask, examiner, examined);
    });
    return [marks[0], marks[1]];
  };
  const memory = Array.from({ length: sites.count }, (_, site) => site);
  const rowOf = (site: number) => Math.floor(site / classes);
  const inner = memory.filter((site) => rowOf(site) < widthOf(alternation));
  const groups = (
    [
      ['first', (row: number) => row < inputs - shared],
      ['shared', (row: number) => row >= inputs - shared && row < inputs],
      ['second', (row: number) => row >= inputs],
    ] as const
  )
    .map(([name, belongs]) => ({ name, chosen: inner.filter((site) => belongs(rowOf(site))) }))
    .filter(({ chosen }) => chosen.length > 0);
  const blocks = groups.map(({ name }) => ({ block: name, lost: [0, 0] as PerTask }));
  let [clustered, random, owned, knowing] = [0, 0, 0, 0];
  const keep = snapshotOf(network ?? learner);

  for (const seed of seeds) {
    lifetime.live(seed, steps, curve, (step) => {
      if (step % block === 0) addTo(examinations[step / block], examineBoth(seed));
    });
    const known = examineBoth(seed);
    addTo(examinations[visits], known);
    const lostWithout = (chosen: readonly number[]): PerTask => {
      keep.take();
      for (const site of chosen) sites.zero(site);
      const left = examineBoth(seed);
      keep.restore();
      return [known[0] - left[0], known[1] - left[1]];
    };
    for (const [n, { chosen }] of groups.entries()) addTo(blocks[n].lost, lostWithout(chosen));
    if (!network) continue;
    const cluster = twoClusters(statesOf(network));
    owned += agreement(
      cluster,
      inner.map((site) => (rowOf(site) < inputs - shared ? 0 : 1)),
    );
    if (Math.min(...known) < 1 / classes + KNOWN) continue;
    knowing++;
    const part = (which: number) => inner.filter((site) => cluster[site] === which);
    const parts = [part(0), part(1)];
    clustered += specificityOf(lostWithout(parts[0]), lostWithout(parts[1]));
    const drawn = [...drawSites(inner.length, 1, deriveSeed(seed, STREAM.lesion, 2))];
    const halves = [drawn.slice(0, parts[0].length), drawn.slice(parts[0].length)];
    random += specificityOf(lostWithout(halves[0]), lostWithout(halves[1]));
  }
  const lives = seeds.length;
  const per = ([one, other]: PerTask): PerTask => [one / lives, other / lives];
  return {
    curve: Array.from(curve.correct, (sum) => sum / lives),
    examinations: examinations.map(per),
    blocks: blocks.map(({ block: name, lost }) => ({ block: name, lost: per(lost) })),
    specificity:
      knowing > 0
        ? { clusters: clustered / knowing, random: random / knowing, lives: knowing / lives }
        : null,
    ownership: network && shared === 0 ? owned / lives : null,
  };
}

function addTo(sum: PerTask, values: PerTask): void {
  sum[0] += values[0];
  sum[1] += values[1];
}
