/** Meeting examples again: counted round by round. */
import { expect, it } from 'vitest';
import type { Learner } from '../../../agents/learner.ts';
import { meetAgain } from '../../../experiments/association/meetings.ts';
import { RandomPairs } from '../../../experiments/supervised/random-pairs.ts';

/** Keeps every example word for word. */
class Notebook implements Learner {
  readonly inputSize = 6;
  readonly outputSize = 4;
  readonly #notes = new Map<string, Float32Array>();
  #page = '';
  reset(): void {
    this.#notes.clear();
  }
  predict(input: Float32Array, prediction: Float32Array): void {
    this.#page = input.join();
    prediction.fill(0);
    this.#notes.get(this.#page)?.forEach((value, n) => {
      prediction[n] = 30 * value;
    });
  }
  learn(_error: Float32Array, target: Float32Array): void {
    this.#notes.set(this.#page, target.slice());
  }
}

it('a learner that keeps everything is at chance the first time and certain from the second on', () => {
  const stream = new RandomPairs({ inputs: 6, classes: 4, pairs: 8, noise: 0 });
  const [first, second, third] = meetAgain(stream, new Notebook(), 3, [1, 2, 3]);
  expect(first).toEqual({ accuracy: 0.25, probability: 0.25 });
  expect(second.accuracy).toBe(1);
  expect(second.probability).toBeCloseTo(1, 9);
  expect(third).toEqual(second);
});

it('keeping word for word helps nothing where every meeting shows another example', () => {
  const stream = new RandomPairs({ inputs: 6, classes: 4, pairs: 8, noise: 1 });
  const meetings = meetAgain(stream, new Notebook(), 3, [1]);
  expect(meetings.map(({ probability }) => probability)).toEqual([0.25, 0.25, 0.25]);
});
