/** What a lesion takes of random pairs and of a life on clusters, and what comes back while life goes on. */
import type { Learner } from '../../agents/learner.ts';
import { createStream } from '../../envs/streams/registry.ts';
import { lifetimePartSeed } from '../../src/numerics/lifetime-seed.ts';
import { deriveSeed } from '../../src/numerics/noise.ts';
import { STREAM } from '../../src/numerics/streams.ts';
import { examine, skip } from '../supervised/examination.ts';
import { drawSites, type Injury, injure, memorySitesOf } from '../supervised/memory-sites.ts';
import { probeOf } from '../supervised/probe.ts';
import type { RandomPairs } from '../supervised/random-pairs.ts';
import { emptyCurve, SupervisedLifetime } from '../supervised/supervised-lifetime.ts';
import { study } from './recall.ts';

/** A share of all sites, drawn anew for each lifetime, and what is done to them. */
export interface Lesion {
  readonly injury: Injury;
  readonly share: number;
}

/** Destroys a share of what a learner holds; exact in the seed of the lifetime. */
export function lesion(learner: Learner, { injury, share }: Lesion, seed: number): void {
  const sites = memorySitesOf(learner);
  injure(sites, drawSites(sites.count, share, seed), injury, deriveSeed(seed, STREAM.lesion, 1));
}

/** Share of pairs known after a lesion that follows their study. */
export function recallAfter(
  stream: RandomPairs,
  learner: Learner,
  rounds: number,
  wound: Lesion,
  seeds: readonly number[],
): number {
  const probe = probeOf(learner);
  let sum = 0;
  for (const seed of seeds) {
    study(stream, learner, rounds, seed);
    lesion(learner, wound, seed);
    sum += examine(probe, stream, stream.lifetimeSteps);
  }
  return sum / seeds.length;
}

export interface LifeSetting {
  readonly size: { readonly inputs: number; readonly classes: number };
  readonly steps: number;
  /** Examples met before the lesion. */
  readonly at: number;
  /** Examples of the examination right after it. */
  readonly examined: number;
}

export interface WoundedLife {
  /** Share of right answers to fresh examples of the same task right after the lesion. */
  readonly after: number;
  /** `[steps]` share of right answers at each example. */
  readonly curve: number[];
}

/** Lives on clusters with a lesion in mid-life. */
export function liveWounded(
  learner: Learner,
  { size, steps, at, examined }: LifeSetting,
  wound: Lesion,
  seeds: readonly number[],
): WoundedLife {
  const life = new SupervisedLifetime(createStream('GaussianClusters-v0', size), learner);
  const examiner = createStream('GaussianClusters-v0', size);
  const probe = probeOf(learner);
  const curve = emptyCurve(steps);
  let after = 0;
  for (const seed of seeds) {
    life.live(seed, steps, curve, (step) => {
      if (step !== at) return;
      lesion(learner, wound, seed);
      // The same task, but examples that the life itself never comes to.
      examiner.reset(lifetimePartSeed(seed, 'world'));
      skip(examiner, steps);
      after += examine(probe, examiner, examined);
    });
  }
  return {
    after: after / seeds.length,
    curve: Array.from(curve.correct, (sum) => sum / seeds.length),
  };
}
