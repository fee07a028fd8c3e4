/**
 * Diversity: how many tasks must evolution meet before the rule learns instead of remembering?
 * (Kirsch & Schmidhuber 2021, Figs. 6 to 8; claim 10)
 */
import { evolutionPlan } from '../supervised/meta-train.ts';
import { gainText, isGain, oneSeedNote, pairedGain } from '../supervised/paired-gain.ts';
import { accuracyIn, type Condition, sweepExperiment, valuesOf } from '../supervised/sweep.ts';

const SIZE = 4;
const STEPS = 60;
const SEEN = 'training maps';
const FRESH = 'fresh maps';
const UNSEEN = 'KMNIST';
const learner = { kind: 'vsml' as const, stateSize: 8, messageSize: 4, gateOffset: 2 };

type Count = number | 'endless';

/** Images through random linear maps: one of `count` of a family, or a fresh one for each lifetime. */
const images = (set: string, split: string, count: Count, family: number) => ({
  stream: 'Images-v0',
  streamOptions: { set, split, size: SIZE, augment: [{ kind: 'random-projection', count, family }] },
  steps: STEPS,
  learner,
});

function condition(count: Count, generations: number): Condition {
  return {
    name:
      count === 'endless'
        ? 'endless maps'
        : count === 0
          ? 'raw images'
          : `${count} ${count === 1 ? 'map' : 'maps'}`,
    training: {
      settings: [images('mnist', 'train', count, 1)],
      evolution: evolutionPlan(generations),
      generations,
      tasksPerGeneration: 2,
    },
    tests: new Map([
      [SEEN, images('mnist', 'test', count, 1)],
      [FRESH, images('mnist', 'test', 'endless', 2)],
      [UNSEEN, images('kmnist', 'test', 'endless', 2)],
    ]),
  };
}

export const diversity = sweepExperiment({
  name: 'diversity',
  title: 'Diversity: how many tasks make a learner?',
  question:
    'Does a rule trained on few tasks remember them, and one trained on many learn to learn? (Kirsch & Schmidhuber 2021, Figs. 6 to 8)',
  method:
    'Rules of N = 8, M = 4 are evolved (64 members, 2 tasks a generation) on MNIST at 4 x 4 points, 60 examples, seen through 0 (raw), 1, 4, 16, 64 or endlessly many random linear maps. Tested on held-back MNIST images through the same maps, through fresh ones, and on KMNIST through fresh ones.',
  seeds: { quick: 1, full: 5 },
  testLifetimes: { quick: 50, full: 200 },
  conditions: (scale) => {
    const [counts, generations]: readonly [readonly Count[], number] =
      scale === 'quick' ? [[0, 'endless'], 60] : [[0, 1, 4, 16, 64, 'endless'], 300];
    return counts.map((count) => condition(count, generations));
  },
  verdict: (results) => {
    const gap = (name: string) =>
      valuesOf(results, name, (result) => accuracyIn(SEEN)(result) - accuracyIn(FRESH)(result));
    const fresh = (name: string) => valuesOf(results, name, accuracyIn(FRESH));
    const remembers = pairedGain(gap('raw images'), gap('endless maps'));
    const learns = pairedGain(fresh('endless maps'), fresh('raw images'));
    const held = [isGain(remembers), isGain(learns)];
    const head = held.every(Boolean) ? 'held' : held.some(Boolean) ? 'held only in part' : 'did not hold';
    return `**The claim ${head} here**: what a rule trained on raw images gains on them over fresh maps is more than with endless maps by ${gainText(remembers)}; on fresh maps the rule of endless maps is ahead by ${gainText(learns)}.${oneSeedNote([remembers, learns])} Intervals are of 95 %, over seeds in pairs; one that holds 0 is no finding.`;
  },
});
