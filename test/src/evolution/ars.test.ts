/** ARS: which directions count, and V2's normalisation folded into the policy. */
import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import { fillPerturbation } from '../../../src/evolution/antithetic-pairs.ts';
import { ars } from '../../../src/evolution/ars.ts';
import {
  foldNormalisation,
  mergeObservations,
  noObservations,
  observationDeviations,
  withObservation,
} from '../../../src/evolution/observation-normaliser.ts';
import { mean, sampleVariance } from '../../../src/numerics/statistics.ts';

const settings = { ...ars.defaults(3), populationSize: 8, shaping: 'raw' as const };

it('moves along the best directions alone, by the difference over the deviation of what was kept', () => {
  const configuration = { ...settings, eliteShare: 0.5 };
  const state = ars.init(configuration, new Float32Array(3), 4);
  const proposal = ars.ask(state);
  // Pairs 1 and 3 hold the largest values.
  const fitness = new Float64Array([1, 2, 9, 4, 0, 3, -5, 8]);
  const deviation = Math.sqrt(sampleVariance([9, 4, -5, 8]));
  const expected = new Float64Array(3);
  const noise = new Float32Array(3);
  for (const [pair, difference] of [
    [1, 5],
    [3, -13],
  ]) {
    fillPerturbation(proposal, pair, noise);
    for (let n = 0; n < 3; n++) expected[n] += (0.1 / (2 * deviation)) * difference * noise[n];
  }
  const found = ars.mean(ars.tell(state, fitness, 1).state);
  for (let n = 0; n < 3; n++) expect(found[n]).toBeCloseTo(expected[n], 6);
});

it('gathers statistics that do not depend on how observations are grouped', () => {
  const observation = fc.array(fc.double({ min: -100, max: 100, noNaN: true }), {
    minLength: 2,
    maxLength: 2,
  });
  fc.assert(
    fc.property(fc.array(observation, { minLength: 2, maxLength: 30 }), fc.nat(30), (all, cut) => {
      const gather = (some: number[][]) => some.reduce(withObservation, noObservations(2));
      const whole = gather(all);
      const merged = mergeObservations(gather(all.slice(0, cut)), gather(all.slice(cut)));
      const first = all.map(([value]) => value);
      expect(merged.count).toBe(all.length);
      expect(whole.mean[0]).toBeCloseTo(mean(first), 9);
      expect(merged.mean[0]).toBeCloseTo(mean(first), 9);
      expect(merged.squares[0] / (all.length - 1)).toBeCloseTo(sampleVariance(first), 6);
    }),
  );
});

it('divides by 1 where an observation has not varied', () => {
  const constant = [
    [3, 1],
    [3, 5],
  ].reduce(withObservation, noObservations(2));
  expect([...observationDeviations(constant)]).toEqual([1, 2]);
  expect([...observationDeviations(noObservations(1))]).toEqual([1]);
});

it('folds normalisation into the first layer: the same outputs for raw observations', () => {
  const layer = { inputs: 2, rows: 2 };
  const parameters = new Float64Array([0.5, -1, 0.25, 2, 3, -0.5, 99]);
  const folded = parameters.slice();
  const [centre, deviations] = [Float64Array.of(1, -2), Float64Array.of(4, 0.5)];
  foldNormalisation(folded, layer, centre, deviations);
  const observation = [3, -1];
  for (let row = 0; row < 2; row++) {
    const output = (from: Float64Array, x: number[]) =>
      from[3 * row] * x[0] + from[3 * row + 1] * x[1] + from[3 * row + 2];
    const normalised = observation.map((value, n) => (value - centre[n]) / deviations[n]);
    expect(output(folded, observation)).toBeCloseTo(output(parameters, normalised), 12);
  }
  expect(folded[6]).toBe(99);
});

it('as V2 gives candidates and a mean that have it folded in, and as V1 leaves them', () => {
  const configuration = { ...settings, observationSize: 1, observationRows: 1 };
  const start = ars.init(configuration, new Float32Array([2, 0, 7]), 4);
  const seen = [[1], [5]].reduce(withObservation, noObservations(1));
  const state = ars.observe!(start, seen);
  // Mean 3, deviation 2: weight 2 / 2, bias 0 - 1 x 3.
  expect([...ars.mean(state)]).toEqual([1, -3, 7]);
  const [plain, folded] = [new Float32Array(3), new Float32Array(3)];
  ars.candidate(ars.ask(start), 0, plain);
  ars.candidate(ars.ask(state), 0, folded);
  expect(folded[0]).toBeCloseTo(plain[0] / 2, 6);
  expect(folded[1]).toBeCloseTo(plain[1] - (plain[0] / 2) * 3, 5);
  expect([...ars.mean(start)]).toEqual([2, 0, 7]);
});

it('refuses a first layer that is larger than the policy', () => {
  const configuration = { ...settings, observationSize: 3, observationRows: 1 };
  expect(() => ars.init(configuration, new Float32Array(3), 0)).toThrow(
    'the first layer that ars is told of has 4 parameters, and there are 3 in all',
  );
});
