/** What every listed strategy must do: improve, repeat itself, resume from bytes, survive NaN. */
import { describe, expect, it } from 'vitest';
import { openAiEs } from '../../../src/evolution/openai-es.ts';
import { hashParameters } from '../../../src/evolution/parameter-hash.ts';
import { STRATEGIES, strategyNamed } from '../../../src/evolution/registry.ts';
import { decodeState, encodeState } from '../../../src/evolution/state-encoding.ts';
import { TOY_CONFIGURATION } from '../../fixtures/toy-configuration.ts';
import { evaluateSphere } from '../../fixtures/toy-evaluators.ts';

const CONFIGURATIONS = { [openAiEs.name]: TOY_CONFIGURATION };
const TASKS = [11, 12, 13];

describe.each(STRATEGIES.map((strategy) => [strategy.name, strategy] as const))('%s', (name, strategy) => {
  type State = ReturnType<typeof strategy.init>;
  const start = (dimension = 6, seed = 1) =>
    strategy.init(CONFIGURATIONS[name], new Float32Array(dimension), seed);

  function fitnessOf(state: State): Float64Array {
    const proposal = strategy.ask(state);
    const parameters = new Float32Array(proposal.mean.length);
    return Float64Array.from({ length: proposal.populationSize * TASKS.length }, (_, n) => {
      strategy.candidate(proposal, Math.floor(n / TASKS.length), parameters);
      return evaluateSphere(parameters, TASKS[n % TASKS.length]);
    });
  }

  const step = (state: State): State => strategy.tell(state, fitnessOf(state), TASKS.length).state;

  function distance(state: State): number {
    return Math.sqrt(strategy.mean(state).reduce((sum, value) => sum + (value - 1) ** 2, 0));
  }

  it('is found by its name', () => {
    expect(strategyNamed(name)).toBe(strategy);
  });

  it.each([1, 2, 3])('comes near the optimum of a sphere with seed %i', (seed) => {
    let state = start(6, seed);
    const before = distance(state);
    for (let generation = 0; generation < 60; generation++) state = step(state);
    expect(distance(state)).toBeLessThan(before / 10);
  });

  it('works in one dimension', () => {
    let state = start(1);
    for (let generation = 0; generation < 40; generation++) state = step(state);
    expect(distance(state)).toBeLessThan(0.2);
  });

  it('goes on from bytes at every generation as if it had never stopped', () => {
    let state = start();
    for (let generation = 0; generation < 15; generation++) {
      const restored = strategy.restore(decodeState(encodeState(state)));
      expect(restored).toEqual(state);
      const next = step(state);
      expect(hashParameters(strategy.mean(step(restored)))).toBe(hashParameters(strategy.mean(next)));
      state = next;
    }
    expect(strategy.generation(state)).toBe(15);
  });

  it('leaves the state that it was given as it was', () => {
    const state = start();
    const bytes = encodeState(state);
    step(state);
    expect(encodeState(state)).toEqual(bytes);
  });

  it('stays put when all fitness is equal, NaN included', () => {
    for (const value of [0, 7, Number.NaN]) {
      const state = start();
      const fitness = new Float64Array(TOY_CONFIGURATION.populationSize * 2).fill(value);
      expect(strategy.mean(strategy.tell(state, fitness, 2).state)).toEqual(strategy.mean(state));
    }
  });

  it('reports NaN and leaves such members out of the mean', () => {
    const fitness = new Float64Array(TOY_CONFIGURATION.populationSize * 2).fill(4);
    fitness[3] = Number.NaN;
    fitness[6] = 10;
    expect(strategy.tell(start(), fitness, 2).report).toMatchObject({
      generation: 0,
      nanCount: 1,
      bestFitness: 7,
      meanFitness: (8 * 4 + 7) / 9,
    });
  });

  it('walks away from NaN', () => {
    const state = start(1);
    const proposal = strategy.ask(state);
    const parameters = new Float32Array(1);
    const fitness = Float64Array.from({ length: proposal.populationSize }, (_, member) => {
      strategy.candidate(proposal, member, parameters);
      return parameters[0] < 0 ? Number.NaN : 0;
    });
    expect(strategy.mean(strategy.tell(state, fitness, 1).state)[0]).toBeGreaterThan(0);
  });

  it('refuses fitness of another size', () => {
    expect(() => strategy.tell(start(), new Float64Array(7), 1)).toThrow(
      'fitness must hold populationSize x tasks = 10 x 1 values, got 7',
    );
  });

  it('refuses what is no state of it', () => {
    expect(() => strategy.restore({ ...start(), generation: -1 })).toThrow(
      `the state of ${name} is not valid at generation`,
    );
  });

  it('refuses a member outside the population', () => {
    expect(() => strategy.candidate(strategy.ask(start(2)), 10, new Float32Array(2))).toThrow(
      'member must be an integer from 0 to 9, got 10',
    );
  });
});

it('says which strategies there are', () => {
  expect(() => strategyNamed('sga')).toThrow('strategy must be one of openai-es, got "sga"');
});
