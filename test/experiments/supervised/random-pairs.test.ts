/** Random pairs: the same few, each once a round, with labels that nothing but memory tells. */
import { describe, expect, it } from 'vitest';
import { argmax } from '../../../envs/streams/score.ts';
import { RandomPairs } from '../../../experiments/supervised/random-pairs.ts';

/** The examples of the first rounds of a lifetime, as text, with their labels. */
function lifetime(stream: RandomPairs, seed: number, steps: number): { text: string; label: number }[] {
  stream.reset(seed);
  return Array.from({ length: steps }, () => {
    const seen = { text: stream.input.join(), label: argmax(stream.target) };
    stream.next();
    return seen;
  });
}

describe('random pairs', () => {
  const stream = new RandomPairs({ inputs: 3, classes: 4, pairs: 6, noise: 0 });

  it('meets every pair once a round, in another order each round, with the same label', () => {
    const met = lifetime(stream, 1, 12);
    const [first, second] = [met.slice(0, 6), met.slice(6)];
    expect(new Set(first.map(({ text }) => text)).size).toBe(6);
    expect(new Map(second.map(({ text, label }) => [text, label]))).toEqual(
      new Map(first.map(({ text, label }) => [text, label])),
    );
    expect(second).not.toEqual(first);
  });

  it('spreads the pairs over the classes as evenly as it goes', () => {
    const counts = [0, 0, 0, 0];
    for (const { label } of lifetime(stream, 2, 6)) counts[label]++;
    expect([...counts].sort()).toEqual([1, 1, 2, 2]);
  });

  it('is an exact function of its seed', () => {
    const met = lifetime(stream, 3, 12);
    expect(lifetime(stream, 4, 12)).not.toEqual(met);
    expect(lifetime(stream, 3, 12)).toEqual(met);
  });

  it('with noise shows another example of the same kind at each meeting', () => {
    const noisy = new RandomPairs({ inputs: 3, classes: 4, pairs: 6, noise: 0.1 });
    expect(new Set(lifetime(noisy, 1, 12).map(({ text }) => text)).size).toBe(12);
  });
});
