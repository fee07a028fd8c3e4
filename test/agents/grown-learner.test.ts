/** A VSML network whose rule is held by smaller cells. */
import { describe, expect, it } from 'vitest';
import type { Learner } from '../../agents/learner.ts';
import { GrownLearner } from '../../agents/vsml/grown-learner.ts';
import { VsmlLearner, vsmlLearnerOptionsSchema } from '../../agents/vsml/vsml-learner.ts';
import { gaussianAt } from '../../src/numerics/noise.ts';
import { STREAM } from '../../src/numerics/streams.ts';
import { createReferenceKernel } from '../../src/vsml/kernels/reference.ts';

const ruleShape = {
  stateSize: 8,
  messageSize: 4,
  ownMessages: false,
  reward: false,
  coordinates: false,
  gateOffset: 2,
};
const size = { inputSize: 3, outputSize: 2 };
const second = { stateSize: 2, codeSize: 12, ticks: 2 };
const third = { stateSize: 1, codeSize: 12, ticks: 2 };
const grownLearner = (...growth: (typeof second)[]) =>
  new GrownLearner(ruleShape, size, growth, createReferenceKernel);

function live(learner: Learner): number[] {
  learner.reset(5);
  const prediction = new Float32Array(2);
  return Array.from({ length: 4 }, (_, step) => {
    const noise = (length: number, index: number) =>
      Float32Array.from({ length }, (_, n) => gaussianAt(1, STREAM.test, n, 2 * step + index));
    learner.predict(noise(3, 0), prediction);
    learner.learn(noise(2, 1), new Float32Array(2));
    return [...prediction];
  }).flat();
}

describe('a grown learner', () => {
  it('is evolved by fewer variables the more levels it has', () => {
    expect(grownLearner(second).levelSizes).toEqual([248, 616]);
    expect(grownLearner(second, third).levelSizes).toEqual([112, 248, 616]);
    expect(grownLearner(second, third).parameterCount).toBe(112);
    expect(grownLearner(second, third).initialParameters(1).length).toBe(112);
  });

  it('lives as a learner of the rule that it grew', () => {
    const learner = grownLearner(second, third);
    const parameters = learner.initialParameters(1);
    learner.loadParameters(parameters);
    const [cell, rule] = learner.grownVariables(parameters);
    expect([cell.length, rule.length]).toEqual([248, 616]);
    const plain = new VsmlLearner(ruleShape, size, vsmlLearnerOptionsSchema.parse({}), createReferenceKernel);
    plain.loadParameters(rule);
    expect(live(learner)).toEqual(live(plain));
    expect(learner.stateSize).toBe(plain.stateSize);
  });

  it('obeys the parameters that were loaded last', () => {
    const learner = grownLearner(second);
    const lifeWith = (seed: number) => {
      learner.loadParameters(learner.initialParameters(seed));
      return live(learner);
    };
    const first = lifeWith(1);
    expect(lifeWith(2)).not.toEqual(first);
    expect(lifeWith(1)).toEqual(first);
  });

  it('refuses a level that is no smaller than what it holds', () => {
    expect(() => grownLearner(second, second)).toThrow(
      'level 3 of a grown rule must be smaller than the 248 variables that it holds, got 248',
    );
  });

  it('refuses parameters in a wrong number', () => {
    expect(() => grownLearner(second).loadParameters(new Float32Array(616))).toThrow(
      'this learner takes 248 parameters, got 616',
    );
  });
});
