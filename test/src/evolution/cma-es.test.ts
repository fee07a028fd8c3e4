/** CMA-ES and sep-CMA-ES: constants by their definitions, and the evaluations that functions take. */
import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { evaluationsTo, functionCases } from '../../../bench/functions/evaluations.ts';
import { cmaConstants } from '../../../src/evolution/cma-constants.ts';
import { type AnyStrategy, findStrategy } from '../../../src/evolution/registry.ts';

/** Medians of the reference implementation; the file tells how they were made. */
const reference: { readonly [name in 'sphere' | 'ellipsoid' | 'Rosenbrock']: number } & {
  readonly separable: { readonly [name in 'sphere' | 'ellipsoid']: number };
} = JSON.parse(readFileSync(new URL('../../golden/cma-evaluations.json', import.meta.url), 'utf8'));

const [, ellipsoid, rosenbrock] = functionCases;

it.each([
  [1, 4],
  [10, 10],
  [10, 11],
  [300, 32],
])('has weights in %i dimensions with %i members as the tutorial defines them', (dimension, members) => {
  const { table, weightSum, effectiveSize, rankOneRate, rankMuRate } = cmaConstants(dimension, members);
  const positive = [...table].filter((weight) => weight > 0);
  expect(positive.reduce((sum, weight) => sum + weight, 0)).toBeCloseTo(1, 12);
  expect(effectiveSize).toBeCloseTo(1 / positive.reduce((sum, weight) => sum + weight * weight, 0), 9);
  expect([...table]).toEqual([...table].sort((a, b) => b - a));
  expect(rankOneRate + rankMuRate).toBeLessThanOrEqual(1);
  // Keeps C positive definite: what the update takes away is less than what there is.
  expect(rankOneRate + rankMuRate * (1 + dimension * (1 - weightSum))).toBeLessThanOrEqual(1 + 1e-9);
});

// About 1.3 times the most that 15 seeds took in `npm run bench:functions`.
it.each([
  ['cma-es', 'sphere', 2200],
  ['cma-es', 'ellipsoid', 6100],
  ['cma-es', 'Rosenbrock', 7300],
  ['sep-cma-es', 'sphere', 2200],
  ['sep-cma-es', 'ellipsoid', 6500],
] as const)('%s reaches 1e-9 on the 10-dimensional %s within %i evaluations', (name, function_, most) => {
  const problem = functionCases.find((candidate) => candidate.name === function_)!;
  for (const seed of [1, 2, 3]) {
    expect(evaluationsTo(findStrategy(name), problem, seed, { budget: most })).toBeLessThanOrEqual(most);
  }
});

/** The median of 15 seeds. */
function medianEvaluations(strategy: AnyStrategy, function_: string): number {
  const problem = functionCases.find((candidate) => candidate.name === function_)!;
  const needed = Array.from(
    { length: 15 },
    (_, seed) => evaluationsTo(strategy, problem, seed + 1, { budget: 50_000 }) ?? Number.POSITIVE_INFINITY,
  );
  return needed.sort((a, b) => a - b)[7];
}

it.each([
  ['cma-es', 'sphere'],
  ['cma-es', 'ellipsoid'],
  ['cma-es', 'Rosenbrock'],
  ['ipop-cma-es', 'Rosenbrock'],
  ['sep-cma-es', 'sphere'],
  ['sep-cma-es', 'ellipsoid'],
] as const)('%s takes at most 1.2 times the evaluations of the reference on the %s', (name, function_) => {
  expect(medianEvaluations(findStrategy(name), function_)).toBeLessThanOrEqual(1.2 * reference[function_]);
});

it.each(['sphere', 'ellipsoid'] as const)(
  'sep-cma-es with the whole factor of its paper takes at most 1.2 times those of the separable reference on the %s',
  (function_) => {
    const strategy = findStrategy('sep-cma-es');
    const whole = (dimension: number) => ({
      ...(strategy.defaults(dimension) as object),
      covarianceLearningRate: 1,
    });
    expect(medianEvaluations({ ...strategy, defaults: whole }, function_)).toBeLessThanOrEqual(
      1.2 * reference.separable[function_],
    );
  },
);

// The separable reference itself stops above 1e-5, on every one of 15 seeds.
it('sep-cma-es follows Rosenbrock’s valley to 1e-9, slowly', () => {
  expect(evaluationsTo(findStrategy('sep-cma-es'), rosenbrock, 1, { budget: 110_000 })).toBeDefined();
});

it('cma-es needs as many evaluations on an ellipsoid as on one that is turned', () => {
  // Columns of a Householder reflection: an orthogonal change of coordinates that leaves no axis as it was.
  const turned = {
    ...ellipsoid,
    loss(x: ArrayLike<number>) {
      let sum = 0;
      for (let n = 0; n < x.length; n++) sum += x[n];
      return ellipsoid.loss(Array.from(x, (value) => value - (2 * sum) / x.length));
    },
  };
  const needed = [1, 2, 3].map((seed) =>
    evaluationsTo(findStrategy('cma-es'), turned, seed, { budget: 6100 }),
  );
  expect(needed.every((evaluations) => evaluations !== undefined)).toBe(true);
});
