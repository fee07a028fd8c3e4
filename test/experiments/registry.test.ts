/** Every registered experiment keeps the harness's promises. */
import { describe, expect, it } from 'vitest';
import { experimentNamed, experiments } from '../../experiments/registry.ts';

describe.each([...experiments.values()])('experiment $name', (experiment) => {
  it('is found by its name', () => {
    expect(experimentNamed(experiment.name)).toBe(experiment);
    expect(experiment.name).toMatch(/^[a-z]+(-[a-z]+)*$/);
  });

  it('says what is asked, with its source, and how', () => {
    expect(experiment.question).toMatch(/\?.*\(.+\)$/s);
    expect(experiment.method.length).toBeGreaterThan(80);
  });

  it.each(['quick', 'full'] as const)(
    'has the same %s cases every time, each with a key of its own that can name a file',
    (scale) => {
      const cases = experiment.cases(scale, [1, 2]);
      expect(cases.length).toBeGreaterThan(0);
      expect(experiment.cases(scale, [1, 2])).toEqual(cases);
      const keys = cases.map(({ key }) => key);
      expect(new Set(keys).size).toBe(keys.length);
      for (const key of keys) expect(key).toMatch(/^[\w.-]{1,64}$/);
      expect(JSON.parse(JSON.stringify(cases))).toEqual(cases);
    },
  );

  it('asks for five seeds at full scale and for no more when quick', () => {
    expect(experiment.seeds.full).toBeGreaterThanOrEqual(5);
    expect(experiment.seeds.quick).toBeLessThanOrEqual(experiment.seeds.full);
  });

  it('does more for more seeds, and nothing else', () => {
    const one = experiment.cases('full', [1]);
    const two = experiment.cases('full', [1, 2]);
    expect(two.length).toBe(2 * one.length);
    expect(two).toEqual(expect.arrayContaining(one));
  });
});

it('an unknown experiment is refused with the names of those there are', () => {
  expect(() => experimentNamed('alchemy')).toThrow(/unknown experiment 'alchemy'; there are .*from-scratch/);
});
