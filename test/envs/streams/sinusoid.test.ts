/** Rules of Sinusoid-v0. */
import { expect, it } from 'vitest';
import { createStream } from '../../../envs/streams/registry.ts';

it('shows x / 5 and asks for A sin(x - phase)', () => {
  const stream = createStream('Sinusoid-v0');
  for (const seed of [1, 2, 3]) {
    stream.reset(seed);
    // A sin(x - phase) = p sin x + q cos x: two examples give p and q, the others must agree.
    const points = Array.from({ length: 20 }, () => {
      const point = { x: 5 * stream.input[0], y: stream.target[0] };
      stream.next();
      return point;
    });
    const [a, b] = points;
    const determinant = Math.sin(a.x) * Math.cos(b.x) - Math.cos(a.x) * Math.sin(b.x);
    const p = (a.y * Math.cos(b.x) - Math.cos(a.x) * b.y) / determinant;
    const q = (Math.sin(a.x) * b.y - a.y * Math.sin(b.x)) / determinant;
    for (const { x, y } of points) expect(p * Math.sin(x) + q * Math.cos(x)).toBeCloseTo(y, 3);
    expect(Math.hypot(p, q)).toBeGreaterThan(0.1);
    expect(Math.hypot(p, q)).toBeLessThan(5);
    // A phase between 0 and pi makes q = -A sin(phase) negative.
    expect(q).toBeLessThan(0);
  }
});

it('shows radial basis values of x when asked for several features', () => {
  const plain = createStream('Sinusoid-v0');
  const basis = createStream('Sinusoid-v0', { features: 11 });
  plain.reset(8);
  basis.reset(8);
  for (let step = 0; step < 20; step++) {
    const x = 5 * plain.input[0];
    // Eleven centres on [-5, 5] stand at the integers, each one wide.
    basis.input.forEach((value, n) => {
      expect(value).toBeCloseTo(Math.exp(-((x - (n - 5)) ** 2) / 2), 5);
    });
    expect(basis.target).toEqual(plain.target);
    plain.next();
    basis.next();
  }
});
