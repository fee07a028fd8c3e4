/** What every listed strategy must do: improve within its budget, repeat itself, resume from bytes, survive NaN. */
import { describe, expect, it } from 'vitest';
import { hashParameters } from '../../../src/evolution/parameter-hash.ts';
import {
  type AnyStrategy,
  findStrategy,
  STRATEGIES,
  strategyNamed,
} from '../../../src/evolution/registry.ts';
import { decodeState, encodeState } from '../../../src/evolution/state-encoding.ts';
import { accelerateGaussians } from '../../../src/numerics/gaussian-kernel.ts';
import {
  mildRastrigin,
  type OptimisationProblem,
  rosenbrock,
  sphere,
} from '../../fixtures/optimisation-problems.ts';
import { marks, settingsFor } from '../../fixtures/strategy-marks.ts';
import { evaluateSphere } from '../../fixtures/toy-evaluators.ts';

// Long vectors come fast; the bits are those of the reference.
await accelerateGaussians();

const TASKS = [11, 12, 13];

/** The share of the initial loss that is left when so many evaluations are spent, from all zeros. */
function lossLeft(
  strategy: AnyStrategy,
  problem: OptimisationProblem,
  dimension: number,
  evaluations: number,
  seed: number,
  changes: object = {},
): number {
  let state = strategy.init(settingsFor(strategy, dimension, changes), new Float32Array(dimension), seed);
  const parameters = new Float32Array(dimension);
  for (let spent = 0; spent < evaluations; ) {
    const proposal = strategy.ask(state);
    const fitness = Float64Array.from({ length: proposal.populationSize }, (_, member) => {
      strategy.candidate(proposal, member, parameters);
      return -problem.loss(parameters);
    });
    spent += proposal.populationSize;
    state = strategy.tell(state, fitness, 1).state;
  }
  return problem.loss(strategy.mean(state)) / problem.loss(new Float32Array(dimension));
}

describe.each(STRATEGIES.map((strategy) => [strategy.name, strategy] as const))('%s', (name, strategy) => {
  const start = (dimension = 6, seed = 1): unknown =>
    strategy.init(settingsFor(strategy, dimension), new Float32Array(dimension), seed);

  function fitnessOf(state: unknown): Float64Array {
    const proposal = strategy.ask(state);
    const parameters = new Float32Array(proposal.mean.length);
    return Float64Array.from({ length: proposal.populationSize * TASKS.length }, (_, n) => {
      strategy.candidate(proposal, Math.floor(n / TASKS.length), parameters);
      return evaluateSphere(parameters, TASKS[n % TASKS.length]);
    });
  }

  const step = (state: unknown): unknown => strategy.tell(state, fitnessOf(state), TASKS.length).state;

  const flatFitness = (state: unknown, value: number) =>
    new Float64Array(strategy.ask(state).populationSize * 2).fill(value);

  it('is found by its name', () => {
    expect(strategyNamed(name)).toBe(strategy);
  });

  it.each([1, 2, 3])('comes near the optimum of a sphere within 3,000 evaluations, seed %i', (seed) => {
    expect(lossLeft(strategy, sphere, 6, 3000, seed)).toBeLessThan(marks[name].sphere);
  });

  it.each([1, 2, 3])('goes down Rosenbrock’s valley within 10,000 evaluations, seed %i', (seed) => {
    expect(lossLeft(strategy, rosenbrock, 3, 10_000, seed)).toBeLessThan(marks[name].rosenbrock);
  });

  it.each([1, 2, 3])(
    'gets over the ripples of a mild Rastrigin within 6,000 evaluations, seed %i',
    (seed) => {
      expect(lossLeft(strategy, mildRastrigin, 4, 6000, seed, { sigma: 0.5 })).toBeLessThan(
        marks[name].mildRastrigin,
      );
    },
  );

  it('works in one dimension', () => {
    expect(lossLeft(strategy, sphere, 1, 800, 4)).toBeLessThan(0.3);
  });

  it.runIf(strategy.maximumDimension >= 10_000)('goes down in 10,000 dimensions', () => {
    expect(lossLeft(strategy, sphere, 10_000, 128, 5)).toBeLessThan(1);
  });

  it.runIf(strategy.maximumDimension < 10_000)('says how many parameters it takes at most', () => {
    expect(() => start(strategy.maximumDimension + 1)).toThrow(
      /takes at most \d+ parameters, got \d+: take one that is made for many/,
    );
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

  it('asks the same twice, and other seeds ask otherwise', () => {
    const state = step(start());
    const candidates = (from: unknown) => {
      const proposal = strategy.ask(from);
      return Array.from({ length: proposal.populationSize }, (_, member) => {
        const parameters = new Float32Array(6);
        strategy.candidate(proposal, member, parameters);
        return [...parameters];
      });
    };
    expect(candidates(state)).toEqual(candidates(state));
    expect(candidates(step(start(6, 2)))).not.toEqual(candidates(state));
  });

  it('sends proposals that threads can be sent', () => {
    const proposal = strategy.ask(step(step(start())));
    const [first, second] = [new Float32Array(6), new Float32Array(6)];
    strategy.candidate(proposal, 1, first);
    strategy.candidate(structuredClone(proposal), 1, second);
    expect(second).toEqual(first);
  });

  it('leaves the state that it was given as it was', () => {
    const state = start();
    const bytes = encodeState(state);
    step(state);
    expect(encodeState(state)).toEqual(bytes);
  });

  it('stays put when all fitness is equal, NaN included', () => {
    for (const value of [0, 7, Number.NaN, Infinity]) {
      const state = step(start());
      const next = strategy.tell(start(), flatFitness(state, value), 2).state;
      expect(strategy.mean(next)).toEqual(strategy.mean(start()));
    }
  });

  it('reports NaN and leaves such members out of the mean', () => {
    const state = start();
    const fitness = flatFitness(state, 4);
    const members = fitness.length / 2;
    fitness[3] = Number.NaN;
    fitness[4] = 10;
    const { report } = strategy.tell(state, fitness, 2);
    expect(report).toMatchObject({ generation: 0, nanCount: 1, bestFitness: 7 });
    expect(report.meanFitness).toBeCloseTo(((members - 2) * 4 + 7) / (members - 1), 12);
  });

  it('walks away from NaN', () => {
    let state = start(1);
    const parameters = new Float32Array(1);
    for (let generation = 0; generation < 12; generation++) {
      const proposal = strategy.ask(state);
      const fitness = Float64Array.from({ length: proposal.populationSize }, (_, member) => {
        strategy.candidate(proposal, member, parameters);
        return parameters[0] < 0 ? Number.NaN : 0;
      });
      state = strategy.tell(state, fitness, 1).state;
    }
    expect(strategy.mean(state)[0]).toBeGreaterThanOrEqual(0);
    expect(Number.isFinite(strategy.mean(state)[0])).toBe(true);
  });

  it('keeps its parameters finite when NaN and infinities come at every generation', () => {
    let state = start();
    for (let generation = 0; generation < 25; generation++) {
      const fitness = fitnessOf(state);
      fitness[generation % fitness.length] = Number.NaN;
      fitness[(5 * generation + 2) % fitness.length] = Infinity;
      fitness[(7 * generation + 4) % fitness.length] = -Infinity;
      state = strategy.tell(state, fitness, TASKS.length).state;
    }
    expect(strategy.mean(state).every(Number.isFinite)).toBe(true);
  });

  it('stays finite where fitness grows without a bound', () => {
    let state = start(3);
    const parameters = new Float32Array(3);
    for (let generation = 0; generation < 300; generation++) {
      const proposal = strategy.ask(state);
      const fitness = Float64Array.from({ length: proposal.populationSize }, (_, member) => {
        strategy.candidate(proposal, member, parameters);
        return parameters[0] + parameters[1] - parameters[2];
      });
      state = strategy.tell(state, fitness, 1).state;
    }
    const [first, second, third] = strategy.mean(state);
    expect(Number.isFinite(first + second - third)).toBe(true);
    expect(first + second - third).toBeGreaterThan(1);
  });

  it('refuses fitness of another size', () => {
    const members = strategy.ask(start()).populationSize;
    expect(() => strategy.tell(start(), new Float64Array(7), 1)).toThrow(
      `fitness must hold populationSize x tasks = ${members} x 1 values, got 7`,
    );
  });

  it('refuses what is no state of it', () => {
    expect(() => strategy.restore({ ...(start() as object), generation: -1 })).toThrow(
      `the state of ${name} is not valid at generation`,
    );
  });

  it('refuses a setting that it does not know or that is out of range', () => {
    const settings = strategy.defaults(3) as object;
    const startWith = (changes: object) => () =>
      strategy.init({ ...settings, ...changes }, new Float32Array(3), 0);
    expect(startWith({ sgima: 1 })).toThrow(`the configuration of ${name} is not valid`);
    expect(startWith({ sigma: -1 })).toThrow(`the configuration of ${name} is not valid at sigma: too small`);
  });

  it('refuses a member outside the population', () => {
    const proposal = strategy.ask(start(2));
    expect(() => strategy.candidate(proposal, proposal.populationSize, new Float32Array(2))).toThrow(
      `member must be an integer from 0 to ${proposal.populationSize - 1}, got ${proposal.populationSize}`,
    );
  });
});

it('says which strategies there are', () => {
  expect(() => findStrategy('sga')).toThrow(
    'strategy must be one of openai-es, pgpe, snes, xnes, cma-es, ipop-cma-es, sep-cma-es, lm-ma-es, ars, ' +
      'guided-es, pes, nres, random-search, simple-ga, got "sga"',
  );
  expect(() => strategyNamed('sga')).toThrow('strategy must be one of openai-es, ');
});
