/**
 * How widely a memory is spread: every site is emptied alone and put back, and the fall of each pair's evidence is
 * noted. d_sp = fall of (logit of the right class - mean logit) of pair p without site s.
 *
 *   participation of a pair: (sum_s d_sp^2)^2 / (W sum_s d_sp^4)     of a site: the same over pairs
 *
 * 1 where all take part alike; 1/W (or 1/pairs) where one site holds one pair. (Participation ratio: Bell & Dean 1970)
 */

import type { Learner } from '../../agents/learner.ts';
import { argmax } from '../../envs/streams/score.ts';
import { mean } from '../../src/numerics/statistics.ts';
import { memorySitesOf } from '../supervised/memory-sites.ts';
import { probeOf, snapshotOf } from '../supervised/probe.ts';
import type { RandomPairs } from '../supervised/random-pairs.ts';
import { study } from './recall.ts';

export interface Participation {
  /** Share of the sites that hold a pair. */
  readonly sitesOfPair: number;
  /** Share of the pairs that a site holds a part of. */
  readonly pairsOfSite: number;
}

/** `(sum d^2)^2 / (n sum d^4)`; 0 where nothing moves. */
export function participationRatio(values: readonly number[]): number {
  let [squares, fourths] = [0, 0];
  for (const value of values) {
    squares += value ** 2;
    fourths += value ** 4;
  }
  return fourths === 0 ? 0 : squares ** 2 / (values.length * fourths);
}

/** Means over lifetimes in which the pairs were studied for `rounds` rounds. */
export function participation(
  stream: RandomPairs,
  learner: Learner,
  rounds: number,
  seeds: readonly number[],
): Participation {
  const sites = memorySitesOf(learner);
  const pairs = stream.lifetimeSteps;
  const probe = probeOf(learner);
  const keeper = snapshotOf(learner);
  const prediction = new Float32Array(stream.outputSize);
  const ofPairs: number[] = [];
  const ofSites: number[] = [];
  for (const seed of seeds) {
    study(stream, learner, rounds, seed);
    const asked = Array.from({ length: pairs }, () => {
      const pair = { input: stream.input.slice(), label: argmax(stream.target) };
      stream.next();
      return pair;
    });
    const evidence = () =>
      asked.map(({ input, label }) => {
        probe(input, prediction);
        return prediction[label] - mean(prediction);
      });
    const whole = evidence();
    keeper.take();
    const falls = Array.from({ length: sites.count }, (_, site) => {
      sites.zero(site);
      const without = evidence();
      keeper.restore();
      return whole.map((value, pair) => value - without[pair]);
    });
    for (let pair = 0; pair < pairs; pair++) ofPairs.push(participationRatio(falls.map((own) => own[pair])));
    for (const own of falls) ofSites.push(participationRatio(own));
  }
  return { sitesOfPair: mean(ofPairs), pairsOfSite: mean(ofSites) };
}
