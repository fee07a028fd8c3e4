/** The geometric schedule: ends, middle, and holding. */
import { expect, it } from 'vitest';
import { geometricSchedule } from '../../../src/evolution/geometric-schedule.ts';

it('starts at the first value exactly and falls by equal factors', () => {
  expect(geometricSchedule(0.1, 0.001, 10, 0)).toBe(0.1);
  expect(geometricSchedule(0.1, 0.001, 10, 5)).toBeCloseTo(0.01, 15);
});

it('holds the final value exactly from the end on', () => {
  expect(geometricSchedule(0.1, 0.001, 10, 10)).toBe(0.001);
  expect(geometricSchedule(0.1, 0.001, 10, 1000)).toBe(0.001);
});

it('stays put where first and final are equal', () => {
  for (let generation = 0; generation < 5; generation++) {
    expect(geometricSchedule(0.3, 0.3, 3, generation)).toBe(0.3);
  }
});
