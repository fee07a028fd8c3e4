/** OpenAI-ES: its pairs, gradient, decay, configuration, and one golden hash. */
import { expect, it } from 'vitest';
import { antitheticGradient, fillPerturbation } from '../../../src/evolution/antithetic-pairs.ts';
import { openAiEs } from '../../../src/evolution/openai-es.ts';
import { hashParameters } from '../../../src/evolution/parameter-hash.ts';
import { TOY_CONFIGURATION } from '../../fixtures/toy-configuration.ts';
import { evaluateSphere } from '../../fixtures/toy-evaluators.ts';

it('mirrors the two members of a pair at the mean', () => {
  const proposal = openAiEs.ask(openAiEs.init(TOY_CONFIGURATION, new Float32Array(5), 9));
  const even = new Float32Array(5);
  const odd = new Float32Array(5);
  openAiEs.candidate(proposal, 4, even);
  openAiEs.candidate(proposal, 5, odd);
  expect([...odd]).toEqual([...even].map((value) => -value));
  expect(even.every((value) => value !== 0)).toBe(true);
});

it('estimates the gradient by equation: sum of (w+ - w-) eps over 2 pairs sigma', () => {
  const proposal = { ...openAiEs.ask(openAiEs.init(TOY_CONFIGURATION, new Float32Array(3), 9)) };
  const weights = new Float64Array([0.5, -0.5, 0.25, 0, 0, 0, 0, 0, -0.25, 0]);
  const expected = new Float64Array(3);
  for (const [pair, weight] of [
    [0, 1],
    [1, 0.25],
    [4, -0.25],
  ]) {
    const perturbation = new Float32Array(3);
    fillPerturbation(proposal, pair, perturbation);
    for (let n = 0; n < 3; n++) expected[n] += (weight * perturbation[n]) / (10 * 0.1);
  }
  const gradient = antitheticGradient(proposal, weights);
  for (let n = 0; n < 3; n++) expect(gradient[n]).toBeCloseTo(expected[n], 12);
});

it('shrinks the mean by learning rate times decay where nothing pulls', () => {
  const configuration = { ...TOY_CONFIGURATION, weightDecay: 0.5 };
  const state = openAiEs.init(configuration, new Float32Array([2]), 0);
  const next = openAiEs.tell(state, new Float64Array(10), 1).state;
  expect(next.mean[0]).toBe(Math.fround(2 * (1 - 0.1 * 0.5)));
});

it('gives the same bits for ever: a golden hash after 10 generations on a sphere', () => {
  let state = openAiEs.init(
    TOY_CONFIGURATION,
    Float32Array.from({ length: 7 }, (_, n) => n / 4),
    2024,
  );
  const parameters = new Float32Array(7);
  for (let generation = 0; generation < 10; generation++) {
    const proposal = openAiEs.ask(state);
    const fitness = Float64Array.from({ length: 20 }, (_, n) => {
      openAiEs.candidate(proposal, n >> 1, parameters);
      return evaluateSphere(parameters, n & 1);
    });
    state = openAiEs.tell(state, fitness, 2).state;
  }
  // Changes only together with NUMERICS_VERSION.
  expect(hashParameters(state.mean)).toBe('554a8e92d10fb9ea49d3fac75a451acbccf1a88216534cc529c1bba24bed8eea');
});

it.each([
  ['populationSize', 7, 'must be even, since members come in pairs'],
  ['populationSize', 0, 'too small'],
  ['sigma', 0, 'too small'],
  ['learningRate', Number.NaN, 'expected number'],
  ['generations', 1.5, 'expected int'],
  ['weightDecay', 2, 'too big'],
  ['shaping', 'none', 'expected one of "centredRanks"|"raw"|"standardised"|"pairSign"|"nesUtilities"'],
  ['optimiser', 'lion', 'expected one of "adam"|"momentum"|"clipUp"'],
  ['finalPopulationSize', 3, 'must be even, since members come in pairs'],
])('refuses %s = %s and says why', (field, value, reason) => {
  const start = () => openAiEs.init({ ...TOY_CONFIGURATION, [field]: value }, new Float32Array(1), 0);
  expect(start).toThrow(`the configuration of openai-es is not valid at ${field}: `);
  expect(start).toThrow(reason);
});

it('refuses an empty or infinite mean and an impossible seed', () => {
  expect(() => openAiEs.init(TOY_CONFIGURATION, new Float32Array(0), 0)).toThrow('at least one parameter');
  expect(() => openAiEs.init(TOY_CONFIGURATION, new Float32Array([Infinity]), 0)).toThrow('finite');
  expect(() => openAiEs.init(TOY_CONFIGURATION, new Float32Array(1), -1)).toThrow('seed must be an integer');
});
