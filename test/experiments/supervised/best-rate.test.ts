/** Gradient descent at its best rate, over seeds. */
import { expect, it } from 'vitest';
import { bestRate } from '../../../experiments/supervised/best-rate.ts';

const measured = [
  { learningRate: 0.1, accuracy: 0.9 },
  { learningRate: 0.1, accuracy: 0.1 },
  { learningRate: 1, accuracy: 0.6 },
  { learningRate: 1, accuracy: 0.7 },
];

it('is the rate that is best on average, not the one that was lucky once', () => {
  expect(bestRate(measured, ({ accuracy }) => accuracy)).toEqual(measured.slice(2));
});

it('of equally good rates is the first, and a learner without rates keeps all its seeds', () => {
  expect(bestRate(measured, () => 1)).toEqual(measured.slice(0, 2));
  const rule = [
    { learningRate: null, accuracy: 0.2 },
    { learningRate: null, accuracy: 0.3 },
  ];
  expect(bestRate(rule, ({ accuracy }) => accuracy)).toEqual(rule);
});
