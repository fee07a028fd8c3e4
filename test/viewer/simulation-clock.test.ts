/** The clock: fractions are carried, budgets are kept, speeds are checked. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { SimulationClock } from '../../viewer/simulation/simulation-clock.ts';

const NO_BUDGET = Number.POSITIVE_INFINITY;

test('fractions of a step add up', () => {
  const clock = new SimulationClock(30);
  const steps = Array.from({ length: 8 }, () => clock.due(12.5, NO_BUDGET));
  expect(steps).toEqual([0, 0, 1, 0, 0, 1, 0, 1]);
});

test('however time is cut, the steps are those of the whole, to one', () => {
  const speed = fc.double({ min: 1, max: 10_000, noNaN: true });
  const cuts = fc.array(fc.double({ min: 0, max: 100, noNaN: true }), { maxLength: 50 });
  fc.assert(
    fc.property(speed, cuts, (stepsPerSecond, elapsed) => {
      const clock = new SimulationClock(stepsPerSecond);
      const taken = elapsed.reduce((sum, part) => sum + clock.due(part, NO_BUDGET), 0);
      const time = elapsed.reduce((sum, part) => sum + part, 0);
      expect(Math.abs(taken - (time * stepsPerSecond) / 1000)).toBeLessThan(1 + 1e-6);
    }),
  );
});

test('what is beyond the budget is not owed', () => {
  const clock = new SimulationClock(1000);
  expect(clock.due(5000.5, 100)).toBe(100);
  expect(clock.due(0.5, 100)).toBe(1);
  expect(clock.due(0, 100)).toBe(0);
});

test('a clock set back takes no steps', () => {
  const clock = new SimulationClock(100);
  expect(clock.due(-1000, NO_BUDGET)).toBe(0);
  expect(clock.due(10, NO_BUDGET)).toBe(1);
});

test('a new speed keeps the fraction, a reset forgets it', () => {
  const clock = new SimulationClock(100);
  clock.due(5, NO_BUDGET);
  clock.speed = 50;
  expect(clock.speed).toBe(50);
  expect(clock.due(10, NO_BUDGET)).toBe(1);
  clock.due(10, NO_BUDGET);
  clock.reset();
  expect(clock.due(10, NO_BUDGET)).toBe(0);
});

test.each([0, -1, Number.NaN, Number.POSITIVE_INFINITY])('speed %d is refused', (speed) => {
  expect(() => new SimulationClock(speed)).toThrow(`positive number of steps per second, got ${speed}`);
  expect(() => {
    new SimulationClock(1).speed = speed;
  }).toThrow(RangeError);
});
