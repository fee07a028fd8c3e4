/** What every supervised baseline does, run over the registry. */
import { describe, expect, it } from 'vitest';
import {
  createBaseline,
  isMetaLearner,
  listBaselines,
} from '../../../../agents/baselines/supervised/registry.ts';
import type { Learner } from '../../../../agents/learner.ts';
import { gaussianAt } from '../../../../src/numerics/noise.ts';
import { STREAM } from '../../../../src/numerics/streams.ts';
import { showExamples } from './easy-examples.ts';

const size = { inputSize: 7, outputSize: 3 };

/** Louder than initial parameters, so that what a learner remembers shows in its answers. */
function loudParameters(length: number): Float32Array {
  return Float32Array.from({ length }, (_, n) => 0.5 * gaussianAt(5, STREAM.test, n));
}

function readyLearner(name: string): Learner {
  const learner = createBaseline(name, size);
  if (isMetaLearner(learner)) learner.loadParameters(loudParameters(learner.parameterCount));
  return learner;
}

describe.each(listBaselines())('$name', ({ name, metaLearned }) => {
  it('has the sizes that were asked for and the kind that is listed', () => {
    const learner = createBaseline(name, size);
    expect([learner.inputSize, learner.outputSize]).toEqual([7, 3]);
    expect(isMetaLearner(learner)).toBe(metaLearned);
  });

  it('lives the same life for the same seed, in another instance as well', () => {
    const [one, other] = [readyLearner(name), readyLearner(name)];
    one.reset(4);
    other.reset(4);
    expect(showExamples(one, 1, 30).predictions).toEqual(showExamples(other, 1, 30).predictions);
  });

  it('changes its answers while it lives', () => {
    const learner = readyLearner(name);
    learner.reset(4);
    const young = showExamples(learner, 1, 1).predictions;
    showExamples(learner, 2, 10);
    expect(showExamples(learner, 1, 1).predictions).not.toEqual(young);
  });

  it('forgets everything at reset', () => {
    const learner = readyLearner(name);
    learner.reset(4);
    const first = showExamples(learner, 1, 20).predictions;
    showExamples(learner, 2, 20);
    learner.reset(4);
    expect(showExamples(learner, 1, 20).predictions).toEqual(first);
  });

  it('listens: the error or the target that it is told changes later answers', () => {
    const answers = [0, 1].map((told) => {
      const learner = readyLearner(name);
      learner.reset(4);
      const prediction = new Float32Array(3);
      learner.predict(new Float32Array(7).fill(0.5), prediction);
      learner.learn(Float32Array.of(told - 0.5, 0.5 - told, 0), Float32Array.of(told === 0 ? 1 : 0, told, 0));
      learner.predict(new Float32Array(7).fill(0.5), prediction);
      return [...prediction];
    });
    expect(answers[0]).not.toEqual(answers[1]);
  });

  it.each([1e3, 1e6, 1e12])('answers within 100 for inputs of size %d', (scale) => {
    const learner = readyLearner(name);
    learner.reset(4);
    const { predictions } = showExamples(learner, 1, 100, scale);
    expect(predictions.every((value) => Math.abs(value) <= 100)).toBe(true);
  });

  it('leaves what it is given as it was', () => {
    const learner = readyLearner(name);
    learner.reset(4);
    const input = Float32Array.of(1, 2, 3, 4, 5, 6, 7);
    const error = Float32Array.of(0.25, -0.5, 0.25);
    const target = Float32Array.of(0, 1, 0);
    learner.predict(input, new Float32Array(3));
    learner.learn(error, target);
    expect([[...input], [...error], [...target]]).toEqual([
      [1, 2, 3, 4, 5, 6, 7],
      [0.25, -0.5, 0.25],
      [0, 1, 0],
    ]);
  });

  it('names an unknown option and what it accepts', () => {
    const options = { [`${name}-speed`]: 1 };
    const known = Object.keys(listBaselines().find((listing) => listing.name === name)!.options);
    expect(() => createBaseline(name, { ...size, options })).toThrow(
      new RangeError(`${name} has no option '${name}-speed'; it accepts ${known.join(', ')}`),
    );
  });

  it('takes every option as text, as a command line gives it', () => {
    const { options } = listBaselines().find((listing) => listing.name === name)!;
    const text = Object.fromEntries(Object.entries(options).map(([key, value]) => [key, String(value)]));
    expect(createBaseline(name, { ...size, options: text }).inputSize).toBe(7);
  });
});

describe.each(listBaselines().filter(({ metaLearned }) => metaLearned))('meta-learned $name', ({ name }) => {
  function metaLearner() {
    const learner = createBaseline(name, size);
    if (!isMetaLearner(learner)) throw new Error(`${name} is not meta-learned`);
    return learner;
  }

  it('draws finite initial parameters, an exact function of the seed', () => {
    const learner = metaLearner();
    const parameters = learner.initialParameters(3);
    expect(parameters.length).toBe(learner.parameterCount);
    expect(parameters.every(Number.isFinite)).toBe(true);
    expect(metaLearner().initialParameters(3)).toEqual(parameters);
    expect(learner.initialParameters(4)).not.toEqual(parameters);
  });

  it('is its parameters: loaded again, they live the same life', () => {
    const learner = metaLearner();
    const live = (parameters: Float32Array) => {
      learner.loadParameters(parameters);
      learner.reset(1);
      return showExamples(learner, 1, 10).predictions;
    };
    const loud = loudParameters(learner.parameterCount);
    const first = live(loud);
    expect(live(learner.initialParameters(9))).not.toEqual(first);
    expect(live(loud)).toEqual(first);
  });

  it('copies parameters, so that changing the vector later changes nothing', () => {
    const learner = metaLearner();
    const parameters = loudParameters(learner.parameterCount);
    learner.loadParameters(parameters);
    learner.reset(1);
    const before = showExamples(learner, 1, 5).predictions;
    parameters.fill(0);
    learner.reset(1);
    expect(showExamples(learner, 1, 5).predictions).toEqual(before);
  });

  it('feels every parameter within 20 examples, which show every label several times', () => {
    const learner = metaLearner();
    const live = (parameters: Float32Array) => {
      learner.loadParameters(parameters);
      learner.reset(1);
      return showExamples(learner, 1, 20).predictions.join();
    };
    const parameters = loudParameters(learner.parameterCount);
    const before = live(parameters);
    const step = Math.max(1, Math.floor(learner.parameterCount / 200));
    for (let n = 0; n < learner.parameterCount; n += step) {
      const changed = parameters.slice();
      changed[n] += 0.5;
      expect(live(changed), `parameter ${n}`).not.toBe(before);
    }
  });

  it('tells how many parameters it takes and how many it got', () => {
    const learner = metaLearner();
    const { parameterCount } = learner;
    const wrong = new Float32Array(parameterCount + 1);
    expect(() => learner.loadParameters(wrong)).toThrow(RangeError);
    expect(() => learner.loadParameters(wrong)).toThrow(
      `has ${parameterCount} parameters, got ${parameterCount + 1}`,
    );
  });
});

describe('createBaseline', () => {
  it('lists the names it knows', () => {
    expect(() => createBaseline('lstm', size)).toThrow(
      new RangeError(
        "unknown baseline 'lstm'; there are meta-rnn, hebbian-fast-weights, fast-weight-memory, fast-weight-programmer, sgd, adam",
      ),
    );
  });

  it.each([0, -1, 1.5, Number.NaN, 1e9])('refuses %d inputs', (inputSize) => {
    expect(() => createBaseline('sgd', { inputSize, outputSize: 3 })).toThrow(
      new RangeError(`sgd: inputSize must be an integer from 1 to 65536, got ${inputSize}`),
    );
  });

  it('names an option out of range and its value', () => {
    expect(() => createBaseline('adam', { ...size, options: { layers: 3 } })).toThrow(
      /^adam: option 'layers' .*2.*, got 3$/,
    );
  });
});
