/** The parts of the experiment on memory: recall, capacity, lesions, participation, and the words of the report. */
import { describe, expect, it } from 'vitest';
import { GradientDescent } from '../../../agents/baselines/supervised/gradient-descent.ts';
import { createBaseline } from '../../../agents/baselines/supervised/registry.ts';
import type { Learner } from '../../../agents/learner.ts';
import { capacitySizes, learners, pairCounts, shares } from '../../../experiments/memory/cases.ts';
import { findings } from '../../../experiments/memory/findings.ts';
import { lesion, liveWounded, recallAfter } from '../../../experiments/memory/lesions.ts';
import { participation, participationRatio } from '../../../experiments/memory/participation.ts';
import { capacity, growthExponent, recall } from '../../../experiments/memory/recall.ts';
import { injuries } from '../../../experiments/supervised/memory-sites.ts';
import { RandomPairs } from '../../../experiments/supervised/random-pairs.ts';

const seeds = [1, 2, 3, 4, 5, 6];
const size = { inputSize: 16, outputSize: 4 };
const sgd = (learningRate = 0.3) => createBaseline('sgd', { ...size, options: { learningRate } });
const pairs = (count: number) => new RandomPairs({ inputs: 16, classes: 4, pairs: count, noise: 0 });

describe('recall', () => {
  it('of a few pairs is whole and of far too many is poor, for a linear learner', () => {
    expect(recall(pairs(4), sgd(), 4, seeds)).toBe(1);
    expect(recall(pairs(256), sgd(), 4, seeds)).toBeLessThan(0.6);
  });

  it('asks without teaching: one who never learns stays at chance', () => {
    const mute: Learner = { ...size, reset() {}, predict: (_, prediction) => prediction.fill(0), learn() {} };
    expect(recall(pairs(8), mute, 2, seeds)).toBe(0.25);
  });
});

describe('capacity', () => {
  it('lies where recall crosses the level, by interpolation over logarithms', () => {
    expect(capacity([2, 4, 8, 16], [1, 1, 0.5, 0.25], 0.75)).toBeCloseTo(4 * Math.SQRT2, 12);
    expect(capacity([2, 4, 8], [1, 0.75, 0.5], 0.75)).toBe(4);
  });

  it('is the smallest or largest number asked for where the level is never crossed', () => {
    expect(capacity([2, 4], [0.5, 0.3], 0.75)).toBe(2);
    expect(capacity([2, 4], [1, 0.9], 0.75)).toBe(4);
  });

  it('grows by the exponent of its power law', () => {
    expect(growthExponent([1, 2, 4, 8], [3, 12, 48, 192])).toBeCloseTo(2, 12);
    expect(growthExponent([1, 2, 4], [5, 5, 5])).toBeCloseTo(0, 12);
  });
});

describe('a lesion', () => {
  it('of no share takes nothing, of all takes all', () => {
    const wound = (share: number) => ({ injury: 'zeroed' as const, share });
    expect(recallAfter(pairs(4), sgd(), 4, wound(0), seeds)).toBe(1);
    expect(recallAfter(pairs(4), sgd(), 4, wound(1), seeds)).toBe(0.25);
  });

  it('is made once, of the share that was asked for', () => {
    const learner = sgd();
    if (!(learner instanceof GradientDescent)) throw new Error('SGD is gradient descent');
    learner.reset(1);
    learner.weights.fill(1);
    lesion(learner, { injury: 'zeroed', share: 0.25 }, 1);
    expect(learner.weights.filter((weight) => weight === 0).length).toBe(17);
  });

  it('in mid-life is examined at once, and leaves the life before it alone', () => {
    const setting = { size: { inputs: 16, classes: 4 }, steps: 60, at: 30, examined: 40 };
    const whole = liveWounded(sgd(), setting, { injury: 'redrawn', share: 0 }, seeds);
    const wounded = liveWounded(sgd(), setting, { injury: 'redrawn', share: 1 }, seeds);
    expect(wounded.curve.slice(0, 30)).toEqual(whole.curve.slice(0, 30));
    expect(wounded.curve.slice(30)).not.toEqual(whole.curve.slice(30));
    expect(whole.after).toBeGreaterThan(0.75);
    expect(wounded.after).toBeLessThan(0.45);
  });
});

describe('participation', () => {
  it('is 1 where all take part alike, 1 / n where one does all, 0 where nothing moves', () => {
    expect(participationRatio([2, -2, 2, 2])).toBe(1);
    expect(participationRatio([0, 0, 3, 0])).toBe(0.25);
    expect(participationRatio([0, 0])).toBe(0);
  });

  it('of a linear learner lies between the two, and measuring it twice finds the same', () => {
    const learner = sgd();
    const found = participation(pairs(4), learner, 4, [1, 2]);
    expect(found.sitesOfPair).toBeGreaterThan(2 / 68);
    expect(found.sitesOfPair).toBeLessThan(0.5);
    expect(participation(pairs(4), learner, 4, [1, 2])).toEqual(found);
  });
});

describe('the report', () => {
  /** Results in which a network keeps `size` pairs and `keeps(share)` of everything after a lesion. */
  const results = (keeps: (share: number) => number) => [
    {
      case: { key: 'seed-1', seed: 1, scale: 'quick' as const },
      seconds: 1,
      result: {
        trainingSeconds: 1,
        learners: learners.map((learner) => ({
          learner,
          learningRate: learner === 'SGD' ? 0.1 : null,
          recall: capacitySizes.map((inputs) => pairCounts.map((count) => (count <= inputs ? 1 : 0.25))),
          lesions: injuries.flatMap((injury) =>
            shares.map((share) => {
              const known = 0.25 + 0.75 * keeps(share);
              // Back after as many examples as a tenth of the share.
              const curve = Array.from({ length: 160 }, (_, n) =>
                n >= 80 && n < 80 + 40 * share ? 0.4 : 0.9,
              );
              return { injury, share, recall: known, after: known, curve };
            }),
          ),
          participation: { sitesOfPair: 0.2, pairsOfSite: 0.4 },
        })),
      },
    },
  ];

  it('says that the claim held where less is lost than destroyed', () => {
    const text = findings(results((share) => 1 - share ** 2));
    expect(text).toMatch(/^\*\*The claim held here\*\*: .* grows .* to the power 1\.\d\d/);
    expect(text).toContain('after 20 examples, where a network born anew needs 40 examples');
  });

  it('says that it held only in part where as much is lost as destroyed', () => {
    expect(findings(results((share) => 1 - share))).toMatch(/^\*\*The claim held here only in part\*\*/);
  });
});
