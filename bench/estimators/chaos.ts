/**
 * Gradients through a chaotic system: the logistic map x <- r x (1 - x) from a random start, fitness the mean of
 * -(x - 1/2)^2 over an episode, differentiated by r. Through time the derivative grows like the distance between
 * neighbouring orbits; a finite difference of bounded values cannot. (Metz et al. 2021, "Gradients are not all you need")
 */
import { gaussianAt, uniformAt } from '../../src/numerics/noise.ts';
import { STREAM } from '../../src/numerics/streams.ts';

const RATE = 3.7;
const SIGMA = 0.05;
/** Above it orbits leave the unit interval. */
const LARGEST_RATE = 3.999;

function start(seed: number): number {
  return 0.1 + 0.8 * uniformAt(seed, STREAM.test, 1);
}

function fitness(rate: number, seed: number, steps: number): number {
  let x = start(seed);
  let sum = 0;
  for (let step = 0; step < steps; step++) {
    x = rate * x * (1 - x);
    sum -= (x - 0.5) * (x - 0.5);
  }
  return sum / steps;
}

/** The exact derivative for one start: what backpropagation computes. */
export function backpropagationDraw(seed: number, steps: number): number[] {
  let x = start(seed);
  let slope = 0;
  let sum = 0;
  for (let step = 0; step < steps; step++) {
    slope = x * (1 - x) + RATE * (1 - 2 * x) * slope;
    x = RATE * x * (1 - x);
    sum -= 2 * (x - 0.5) * slope;
  }
  return [sum / steps];
}

/** One antithetic pair on one start. */
export function evolutionDraw(seed: number, steps: number): number[] {
  const noise = gaussianAt(seed, STREAM.test, 2);
  const above = fitness(Math.min(LARGEST_RATE, RATE + SIGMA * noise), seed, steps);
  const below = fitness(Math.min(LARGEST_RATE, RATE - SIGMA * noise), seed, steps);
  return [((above - below) * noise) / (2 * SIGMA)];
}
