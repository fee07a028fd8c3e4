/** A VSML network on supervised streams: the schedule of the paper's code, whatever the options. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { VsmlLearner, vsmlLearnerOptionsSchema } from '../../agents/vsml/vsml-learner.ts';
import { gaussianAt } from '../../src/numerics/noise.ts';
import { STREAM } from '../../src/numerics/streams.ts';
import { createReferenceKernel } from '../../src/vsml/kernels/reference.ts';
import { loadWasmKernel } from '../../src/vsml/kernels/wasm/wasm.ts';
import type { RuleShape } from '../../src/vsml/rule-shape.ts';
import { NaiveVsml } from './naive-vsml.ts';

const createWasmKernel = await loadWasmKernel();
const shape: RuleShape = {
  stateSize: 8,
  messageSize: 4,
  ownMessages: false,
  reward: false,
  coordinates: false,
  gateOffset: 1,
};
const size = { inputSize: 3, outputSize: 2 };

const optionsCases = fc.record({
  hiddenLayers: fc.array(fc.integer({ min: 1, max: 4 }), { maxLength: 2 }),
  ticks: fc.integer({ min: 1, max: 3 }),
  backwardPass: fc.boolean(),
  targetFeedback: fc.boolean(),
  separateBackwardRule: fc.boolean(),
  layerwiseRules: fc.boolean(),
  ruleTypes: fc.constantFrom(1, 2, 3, 'synapse' as const),
  reduction: fc.constantFrom('mean' as const, 'sum' as const),
});

const noise = (length: number, seed: number, index: number) =>
  Float32Array.from({ length }, (_, n) => gaussianAt(seed, STREAM.test, n, index));

/** Answers and feedback of some steps. */
function live(learner: VsmlLearner, seed: number, steps: number): number[][] {
  const { inputSize, outputSize, batchSize } = learner;
  const prediction = new Float32Array(batchSize * outputSize);
  return Array.from({ length: steps }, (_, step) => {
    learner.predict(noise(batchSize * inputSize, seed, 3 * step), prediction);
    learner.learn(
      noise(batchSize * outputSize, seed, 3 * step + 1),
      noise(batchSize * outputSize, seed, 3 * step + 2),
    );
    return [...prediction];
  });
}

describe('a VSML learner', () => {
  it('computes what the unfactored equations do, under every schedule', () => {
    fc.assert(
      fc.property(optionsCases, fc.nat(1000), (partial, seed) => {
        const options = { ...vsmlLearnerOptionsSchema.parse({}), ...partial };
        const learner = new VsmlLearner(shape, size, options, createWasmKernel);
        // Types start alike, so numbers of their own are needed to tell them apart.
        const parameters = noise(learner.parameterCount, seed, 1_000_000).map((value) => value / 3);
        learner.loadParameters(parameters);
        learner.reset(seed);
        const sizes = [size.inputSize, ...options.hiddenLayers, size.outputSize];
        const naive = new NaiveVsml(shape, sizes, options, parameters);
        naive.layers.forEach((layer, k) => {
          const { cell, outputs } = learner.kernel.memory.layers[k];
          layer.cell.forEach((row, a) => {
            row.forEach((c, b) => {
              const start = (a * outputs + b) * shape.stateSize;
              c.forEach((_, n) => {
                c[n] = cell[start + n];
              });
            });
          });
        });
        live(learner, seed, 6).forEach((prediction, step) => {
          const expected = naive.predict([...noise(size.inputSize, seed, 3 * step)]);
          naive.learn(
            [...noise(size.outputSize, seed, 3 * step + 1)],
            [...noise(size.outputSize, seed, 3 * step + 2)],
          );
          prediction.forEach((value, b) => {
            expect(Math.abs(value - expected[b])).toBeLessThan(2e-5);
          });
        });
      }),
      { numRuns: 60 },
    );
  });

  it.each([1, 4, 'synapse'] as const)('of %s types starts as the learner of one type', (ruleTypes) => {
    const lives = [1, ruleTypes].map((types) => {
      const options = vsmlLearnerOptionsSchema.parse({ hiddenLayers: [4], ruleTypes: types });
      const learner = new VsmlLearner(shape, size, options, createWasmKernel);
      learner.loadParameters(learner.initialParameters(3));
      learner.reset(4);
      return live(learner, 5, 8).flat();
    });
    lives[1].forEach((value, n) => {
      expect(value).toBeCloseTo(lives[0][n], 5);
    });
  });

  it('gives the same bits on the reference and the WebAssembly kernel', () => {
    const options = vsmlLearnerOptionsSchema.parse({
      hiddenLayers: [4],
      layerwiseRules: true,
      separateBackwardRule: true,
      ruleTypes: 2,
      coordinateCode: 'time',
      batchSize: 2,
    });
    const lives = [createReferenceKernel, createWasmKernel].map((create) => {
      const learner = new VsmlLearner({ ...shape, coordinates: true }, size, options, create);
      learner.loadParameters(noise(learner.parameterCount, 3, 1_000_000));
      learner.reset(4);
      return live(learner, 5, 8);
    });
    expect(lives[0]).toEqual(lives[1]);
  });

  it('starts every life anew, as its seed says', () => {
    const learner = new VsmlLearner(shape, size, vsmlLearnerOptionsSchema.parse({}), createWasmKernel);
    learner.loadParameters(learner.initialParameters(1));
    const lifeOf = (seed: number) => {
      learner.reset(seed);
      return live(learner, 9, 5);
    };
    const first = lifeOf(1);
    expect(lifeOf(2)).not.toEqual(first);
    expect(lifeOf(1)).toEqual(first);
  });

  it('a batch of equal examples learns what one example does', () => {
    const lives = [1, 3].map((batchSize) => {
      const learner = new VsmlLearner(
        shape,
        size,
        vsmlLearnerOptionsSchema.parse({ batchSize, hiddenLayers: [2] }),
        createWasmKernel,
      );
      learner.loadParameters(learner.initialParameters(1));
      learner.reset(2);
      const repeat = (values: Float32Array) =>
        Float32Array.from(Array.from({ length: batchSize }, () => [...values]).flat());
      const prediction = new Float32Array(batchSize * size.outputSize);
      for (let step = 0; step < 5; step++) {
        learner.predict(repeat(noise(3, 7, 3 * step)), prediction);
        learner.learn(repeat(noise(2, 7, 3 * step + 1)), repeat(noise(2, 7, 3 * step + 2)));
      }
      return prediction;
    });
    for (let n = 0; n < lives[1].length; n++) expect(lives[1][n]).toBeCloseTo(lives[0][n % 2], 5);
  });

  it('the members of a batch share the first half of their states and keep the rest', () => {
    const learner = new VsmlLearner(
      shape,
      size,
      vsmlLearnerOptionsSchema.parse({ batchSize: 2 }),
      createWasmKernel,
    );
    learner.loadParameters(learner.initialParameters(1));
    learner.reset(2);
    live(learner, 3, 4);
    // Averaged before each pass: nothing but that happens in a pass of no ticks, so share once more by hand.
    learner.kernel.shareMemory(0);
    const { cell } = learner.kernel.memory.layers[0];
    const [first, second] = [cell.subarray(0, cell.length / 2), cell.subarray(cell.length / 2)];
    const half = (states: Float32Array, shared: boolean) =>
      [...states].filter((_, n) => n % shape.stateSize < shape.stateSize / 2 === shared);
    expect(half(first, true)).toEqual(half(second, true));
    expect(half(first, false)).not.toEqual(half(second, false));
  });

  it('counts the parameters of all its rules, and the floats of its states', () => {
    const learner = (options: object, stateSize = 16, messageSize = 8) =>
      new VsmlLearner(
        { ...shape, stateSize, messageSize },
        { inputSize: 784, outputSize: 10 },
        vsmlLearnerOptionsSchema.parse(options),
        createWasmKernel,
      );
    // The paper's table: 2,384 parameters, 250,880 floats of state.
    expect(learner({}).parameterCount).toBe(2384);
    expect(learner({}).stateSize).toBe(250_880);
    expect(learner({ ruleTypes: 8 }).parameterCount).toBe(8 * 2384);
    expect(
      learner({ layerwiseRules: true, separateBackwardRule: true, hiddenLayers: [32] }).parameterCount,
    ).toBe(4 * 2384);
  });

  it('hears of place and time by its coordinates, and of nothing with the code none', () => {
    const firstAnswers = (coordinateCode: string, from: number, to: number) => {
      const options = vsmlLearnerOptionsSchema.parse({ coordinateCode, timeScale: 1 });
      const learner = new VsmlLearner({ ...shape, coordinates: true }, size, options, createWasmKernel);
      learner.loadParameters(learner.initialParameters(1));
      learner.reset(2);
      return live(learner, 3, 3).slice(from, to);
    };
    const deaf = (from: number, to: number) => firstAnswers('none', from, to);
    for (const code of ['place', 'layer', 'position', 'random', 'fresh']) {
      expect(firstAnswers(code, 0, 1)).not.toEqual(deaf(0, 1));
    }
    expect(firstAnswers('time', 0, 1)).toEqual(deaf(0, 1));
    expect(firstAnswers('time', 1, 2)).not.toEqual(deaf(1, 2));
  });

  it.each([
    [{ coordinateCode: 'layer' }, "coordinateCode 'layer' needs a rule with coordinates"],
    [
      { ruleTypes: 'synapse', hiddenLayers: [300] },
      "ruleTypes 'synapse' takes at most 1024 synapses, this network has 1500",
    ],
  ])('refuses %j for this rule and network', (options, message) => {
    const parsed = vsmlLearnerOptionsSchema.parse(options);
    expect(() => new VsmlLearner(shape, size, parsed, createWasmKernel)).toThrow(message);
  });

  it.each([
    [{ ruleTypes: 0 }, 'must be an integer from 1 to 1024, or synapse'],
    [{ ruleTypes: 'layer' }, 'ruleTypes'],
    [{ coordinateCode: 'street' }, 'coordinateCode'],
    [{ timeScale: 0 }, 'timeScale'],
    [{ ticks: 0 }, 'ticks'],
    [{ hiddenLayers: [0] }, 'hiddenLayers'],
    [{ batchSize: 1.5 }, 'batchSize'],
    [{ reduction: 'median' }, 'reduction'],
  ])('refuses %j, naming the option', (options, name) => {
    expect(() => vsmlLearnerOptionsSchema.parse(options)).toThrow(name);
  });
});
