/** A VSML network of dense and convolutional layers on supervised streams. */
import { describe, expect, it } from 'vitest';
import type { MetaLearner } from '../../agents/learner.ts';
import { UnfactoredLearner, unfactoredLearnerOptionsSchema } from '../../agents/vsml/unfactored-learner.ts';
import { VsmlLearner, vsmlLearnerOptionsSchema } from '../../agents/vsml/vsml-learner.ts';
import { gaussianAt } from '../../src/numerics/noise.ts';
import { STREAM } from '../../src/numerics/streams.ts';
import { createReferenceKernel } from '../../src/vsml/kernels/reference.ts';
import type { RuleShape } from '../../src/vsml/rule-shape.ts';

const shape: RuleShape = {
  stateSize: 8,
  messageSize: 4,
  ownMessages: false,
  reward: false,
  coordinates: false,
  gateOffset: 1,
};
const paperShape: RuleShape = { ...shape, stateSize: 16, messageSize: 8, gateOffset: 5 };
const image = { kind: 'convolution', kernel: 3, stride: 2, channels: 3, height: 6, width: 6 };
const imageSize = { inputSize: 36, outputSize: 4 };

const noise = (length: number, seed: number, index: number) =>
  Float32Array.from({ length }, (_, n) => gaussianAt(seed, STREAM.test, n, index));

function makeLearner(options: object, size = imageSize, ruleShape = shape): UnfactoredLearner {
  return new UnfactoredLearner(ruleShape, size, unfactoredLearnerOptionsSchema.parse(options));
}

/** Answers of some steps; the feedback is noise. */
function live(learner: MetaLearner, seed: number, steps: number, batchSize = 1): number[][] {
  const [inputSize, outputSize] = [batchSize * learner.inputSize, batchSize * learner.outputSize];
  const prediction = new Float32Array(outputSize);
  return Array.from({ length: steps }, (_, step) => {
    learner.predict(noise(inputSize, seed, 3 * step), prediction);
    learner.learn(noise(outputSize, seed, 3 * step + 1), noise(outputSize, seed, 3 * step + 2));
    return [...prediction];
  });
}

/** Mean cross-entropy of a life in which every label is told, as the stream of a classification task would. */
function crossEntropy(learner: MetaLearner, seed: number, steps: number): number {
  const { inputSize, outputSize } = learner;
  const logits = new Float32Array(outputSize);
  const losses = Array.from({ length: steps }, (_, step) => {
    learner.predict(noise(inputSize, seed, step), logits);
    const label = step % outputSize;
    const exponentials = [...logits].map(Math.exp);
    const total = exponentials.reduce((sum, value) => sum + value, 0);
    const target = Float32Array.from({ length: outputSize }, (_, c) => (c === label ? 1 : 0));
    learner.learn(
      target.map((value, c) => exponentials[c] / total - value),
      target,
    );
    return -Math.log(exponentials[label] / total);
  });
  return losses.reduce((sum, loss) => sum + loss, 0) / steps;
}

describe('an unfactored learner', () => {
  it.each([
    { ticks: 1, backwardPass: true, targetFeedback: true, reduction: 'mean' },
    { ticks: 2, backwardPass: true, targetFeedback: false, reduction: 'sum' },
    { ticks: 3, backwardPass: false, targetFeedback: true, reduction: 'mean' },
    { layerwiseRules: true },
    { separateBackwardRule: true, targetFeedback: true },
    { layerwiseRules: true, separateBackwardRule: true, batchSize: 3 },
    { batchSize: 2, backwardPass: false },
  ])('of dense layers lives the life of a VSML learner: %j', (schedule) => {
    const size = { inputSize: 3, outputSize: 2 };
    const layers = [{ kind: 'dense', units: 4 }, { kind: 'dense' }];
    const unfactored = makeLearner({ ...schedule, layers }, size);
    const factored = new VsmlLearner(
      shape,
      size,
      vsmlLearnerOptionsSchema.parse({ ...schedule, hiddenLayers: [4] }),
      createReferenceKernel,
    );
    const [one, other] = [unfactored, factored].map((learner) => {
      learner.loadParameters(factored.initialParameters(7));
      learner.reset(8);
      return live(learner, 9, 10, factored.batchSize);
    });
    one.flat().forEach((value, n) => {
      expect(Math.abs(value - other.flat()[n])).toBeLessThan(1e-5);
    });
    expect(Math.max(...one.flat().map(Math.abs))).toBeGreaterThan(0.01);
  });

  it('hears errors in every convolution, down to the first', () => {
    const above = { ...image, height: 3, width: 3, stride: 1 };
    const learner = makeLearner({ layers: [image, above, { kind: 'dense' }], layerNorm: true });
    learner.loadParameters(learner.initialParameters(1));
    const firstAfter = (error: number) => {
      learner.reset(2);
      learner.predict(noise(36, 3, 0), new Float32Array(4));
      learner.learn(new Float32Array(4).fill(error), new Float32Array(4));
      return learner.networks[0][0].cell.slice();
    };
    expect(firstAfter(1)).not.toEqual(firstAfter(0));
  });

  it.each([
    [{ separateBackwardRule: true }, 2],
    [{ layerwiseRules: true }, 3],
    [{ layerwiseRules: true, separateBackwardRule: true, layerNorm: true }, 6],
  ])('has as many rules as asked for, each of which matters: %j', (options, rules) => {
    const above = { ...image, height: 3, width: 3, stride: 1 };
    const learner = makeLearner({ layers: [image, above, { kind: 'dense' }], ...options });
    const one = makeLearner({
      layers: [image, above, { kind: 'dense' }],
      ...options,
      ...{ separateBackwardRule: false, layerwiseRules: false },
    });
    expect(learner.parameterCount).toBe(rules * one.parameterCount);
    const parameters = learner.initialParameters(1);
    const lifeWith = (silenced: number) => {
      const { parameterCount: length } = one;
      learner.loadParameters(parameters.map((value, n) => (Math.floor(n / length) === silenced ? 0 : value)));
      learner.reset(2);
      return live(learner, 3, 4);
    };
    const whole = lifeWith(-1);
    for (let rule = 0; rule < rules; rule++) expect(lifeWith(rule)).not.toEqual(whole);
  });

  it.each([false, true])('hears labels if it is fed them, and only then: %j', (targetFeedback) => {
    const learner = makeLearner({ layers: [image, { kind: 'dense' }], layerNorm: true, targetFeedback });
    learner.loadParameters(learner.initialParameters(1));
    const answerAfter = (label: number) => {
      learner.reset(2);
      const prediction = new Float32Array(4);
      learner.predict(noise(36, 3, 0), prediction);
      learner.learn(
        noise(4, 3, 1),
        Float32Array.from({ length: 4 }, (_, c) => (c === label ? 1 : 0)),
      );
      learner.predict(noise(36, 3, 2), prediction);
      return prediction;
    };
    if (targetFeedback) expect(answerAfter(0)).not.toEqual(answerAfter(1));
    else expect(answerAfter(0)).toEqual(answerAfter(1));
  });

  it('with a batch of equal examples learns what one example does, convolutions and LayerNorm included', () => {
    const [one, three] = [1, 3].map((batchSize) => {
      const learner = makeLearner({ layers: [image, { kind: 'dense' }], layerNorm: true, batchSize });
      learner.loadParameters(learner.initialParameters(1));
      learner.reset(2);
      const repeat = (values: Float32Array) =>
        Float32Array.from(Array.from({ length: batchSize }, () => [...values]).flat());
      const prediction = new Float32Array(batchSize * 4);
      for (let step = 0; step < 4; step++) {
        learner.predict(repeat(noise(36, 7, 3 * step)), prediction);
        learner.learn(repeat(noise(4, 7, 3 * step + 1)), repeat(noise(4, 7, 3 * step + 2)));
      }
      return prediction;
    });
    three.forEach((value, n) => {
      expect(value).toBeCloseTo(one[n % 4], 4);
    });
  });

  it('shares the first half of its states over a batch, and nothing else', () => {
    const learner = makeLearner({ layers: [image, { kind: 'dense' }], batchSize: 2 });
    learner.loadParameters(learner.initialParameters(1));
    learner.reset(2);
    live(learner, 3, 2, 2);
    // The next pass begins with the sharing; a rule of zeros then multiplies every cell by one and the same number.
    learner.loadParameters(new Float32Array(learner.parameterCount));
    learner.predict(noise(72, 4, 0), new Float32Array(8));
    const [first, second] = learner.networks.map(([{ cell }]) => cell);
    const half = (states: Float32Array, shared: boolean) =>
      [...states].filter((_, n) => n % shape.stateSize < shape.stateSize / 2 === shared);
    expect(half(first, true)).toEqual(half(second, true));
    expect(half(first, false)).not.toEqual(half(second, false));
  });

  it('starts every life anew, as its seed says', () => {
    const learner = makeLearner({ layers: [image, { kind: 'dense' }], layerNorm: true });
    learner.loadParameters(learner.initialParameters(1));
    const lifeOf = (seed: number) => {
      learner.reset(seed);
      return live(learner, 9, 4);
    };
    const first = lifeOf(1);
    expect(lifeOf(2)).not.toEqual(first);
    expect(lifeOf(1)).toEqual(first);
  });

  it('is born with half of its cells at deviation 1/sqrt(fan-in), where a kernel counts all its taps and channels', () => {
    const second = { ...image, height: 3, width: 3, channels: 40 };
    const learner = makeLearner({ layers: [image, second, { kind: 'dense' }] });
    learner.reset(3);
    const { cell, fanIn } = learner.networks[0][1];
    expect(fanIn).toBe(3 * 3 * 3);
    const born = [...cell].filter((_, n) => n % shape.stateSize < shape.stateSize / 2);
    const rest = [...cell].filter((_, n) => n % shape.stateSize >= shape.stateSize / 2);
    expect(new Set(rest)).toEqual(new Set([0]));
    expect(Math.max(...born.map(Math.abs))).toBeLessThanOrEqual(2 / Math.sqrt(fanIn));
    // A Gaussian cut at two deviations has .8796 of its deviation; 4,320 draws leave an error of about one percent.
    const deviation = Math.sqrt(born.reduce((sum, value) => sum + value * value, 0) / born.length);
    expect(deviation * Math.sqrt(fanIn)).toBeCloseTo(0.88, 1);
  });

  it.each([
    [{ layers: [image, { kind: 'dense' }] }, 0.02],
    [{ layers: [image, { kind: 'dense' }], layerNorm: true, targetFeedback: true }, 0.1],
  ])('knows nothing yet with a random rule: %j', (options, tolerance) => {
    const learner = makeLearner(options, imageSize, paperShape);
    learner.loadParameters(learner.initialParameters(5));
    learner.reset(6);
    expect(Math.abs(crossEntropy(learner, 7, 12) - Math.log(4))).toBeLessThan(tolerance);
  });

  it('counts the parameters of its rule, and the floats of its states', () => {
    const size = { inputSize: 784, outputSize: 10 };
    const convolution = { ...image, channels: 8, height: 28, width: 28 };
    const options = { layers: [convolution, { kind: 'dense' }], layerNorm: true };
    const learner = makeLearner(options, size, paperShape);
    // The paper's convolutional configuration: 2,416 parameters; 3 x 3 x 1 x 8 and 14 x 14 x 8 x 10 copies.
    expect(learner.parameterCount).toBe(2416);
    expect(learner.stateSize).toBe(2 * 16 * (72 + 15_680));
  });

  it('refuses parameters in a wrong number', () => {
    const learner = makeLearner({ layerNorm: true }, imageSize, paperShape);
    expect(() => learner.loadParameters(new Float32Array(2384))).toThrow(
      'this learner takes 2416 parameters, got 2384',
    );
  });

  it.each([
    [[image], 'the last layer must have 4 output units, got 27'],
    [[{ kind: 'dense', units: 3 }], 'the last layer must have 4 output units, got 3'],
    [[{ kind: 'dense' }, { kind: 'dense' }], 'only the last dense layer may leave units out'],
    [[{ ...image, height: 7 }, { kind: 'dense' }], 'takes a multiple of 42 units, got 36'],
    [[image, image, { kind: 'dense' }], 'stands on one that makes 3 x 3'],
  ])('refuses layers that do not fit: %j', (layers, message) => {
    expect(() => makeLearner({ layers })).toThrow(message);
  });

  it.each([
    [{ layers: [] }, 'layers'],
    [{ layers: [{ ...image, kernel: 2 }] }, 'kernel must be odd'],
    [{ layers: [{ kind: 'pooling' }] }, 'kind'],
    [{ ticks: 0 }, 'ticks'],
    [{ layerNorm: 'yes' }, 'layerNorm'],
    [{ batchSize: 0 }, 'batchSize'],
  ])('refuses %j, naming the option', (options, name) => {
    expect(() => unfactoredLearnerOptionsSchema.parse(options)).toThrow(name);
  });
});
