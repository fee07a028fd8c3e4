/** Box, Discrete and Dict: samples and texts against Gymnasium, membership, equality, errors. */

import { type Bound, Box, Dict, Discrete, type ElementType, errors, type Space } from 'gymnasium-js';
import { describe, expect, it } from 'vitest';
import { GOLDEN, type GoldenSpace } from './numpy-draws.ts';

function flatBound(bound: unknown): Bound {
  return typeof bound === 'number' ? bound : ([bound].flat(4) as number[]);
}

function nestedShape(bound: unknown): number[] | null {
  return Array.isArray(bound) ? [bound.length, ...(nestedShape(bound[0]) ?? [])] : null;
}

function build(space: GoldenSpace): Space<unknown> {
  if (space.type === 'Discrete') return new Discrete(space.n, space.start);
  if (space.type === 'Dict') {
    const pairs = space.spaces.map(([key, part]): [string, Space<unknown>] => [key, build(part)]);
    return new Dict(space.from === 'mapping' ? Object.fromEntries(pairs) : pairs);
  }
  const shape = space.shape ?? nestedShape(space.low);
  return new Box(flatBound(space.low), flatBound(space.high), shape, space.dtype as ElementType);
}

/** Typed arrays as flat lists, so that they compare with the recorded nested ones. */
function plain(value: unknown): unknown {
  if (ArrayBuffer.isView(value)) return Array.from(value as Float32Array);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, part]) => [key, plain(part)]));
}

function recorded(value: unknown, space: Space<unknown>): unknown {
  if (space instanceof Dict) {
    const parts = value as Record<string, unknown>;
    return Object.fromEntries(Array.from(space.spaces, ([key, part]) => [key, recorded(parts[key], part)]));
  }
  if (!(space instanceof Box)) return value;
  const list = [value].flat(4) as number[];
  return space.dtype === 'float32' ? list.map(Math.fround) : list;
}

describe.each(GOLDEN.spaces)('$repr', ({ space, repr, runs }) => {
  it('samples what Gymnasium samples', () => {
    const ours = build(space);
    for (const { seed, seedReturns, samples } of runs) {
      expect(ours.seed(seed)).toEqual(seedReturns);
      for (const sample of samples) {
        const drawn = ours.sample();
        expect(plain(drawn)).toEqual(recorded(sample, ours));
        expect(ours.contains(drawn)).toBe(true);
      }
    }
  });

  it('prints and compares itself', () => {
    const ours = build(space);
    expect(ours.equals(build(space))).toBe(true);
    expect(GOLDEN.spaces.filter((other) => build(other.space).equals(ours)).length).toBeLessThanOrEqual(2);
    // Nested or padded NumPy arrays and the dtype of Discrete are not imitated.
    if (!/\[|dtype/.test(repr)) expect(String(ours)).toBe(repr);
  });
});

it('samples unbounded and half-bounded boxes', () => {
  const box = new Box([-Infinity, 0, -Infinity, -1], [Infinity, Infinity, 5, 1], null, 'float64');
  box.seed(3);
  expect([box.isBounded('below'), box.isBounded('above'), box.isBounded()]).toEqual([false, false, false]);
  const distinct = new Set<number>();
  for (let n = 0; n < 200; n++) {
    const sample = box.sample();
    expect(box.contains(sample)).toBe(true);
    distinct.add(sample[0]);
  }
  expect(distinct.size).toBe(200);
  expect(String(box)).toBe('Box([-inf 0.0 -inf -1.0], [inf inf 5.0 1.0], (4,), float64)');
});

it('knows its members', () => {
  const box = new Box(-1, 1, [2]);
  const members: unknown[] = [new Float32Array([0, 0.5]), new Int8Array([0, 1]), [0, 0.5]];
  const strangers: unknown[] = [
    new Float32Array([1.5, 0]),
    new Float64Array(2),
    new Int32Array(2),
    new Float32Array(1),
    new Float32Array([Number.NaN, 0]),
    [0],
    ['a', 'b'],
    'ab',
    0.5,
    null,
    undefined,
    {},
  ];
  for (const value of members) expect(box.contains(value)).toBe(true);
  for (const value of strangers) expect(box.contains(value)).toBe(false);
  const discrete = new Discrete(3, -1);
  expect([-1, 0, 1, 2, -2, 0.5, '0', null].map((value) => discrete.contains(value))).toEqual([
    true,
    true,
    true,
    false,
    false,
    false,
    false,
    false,
  ]);
  const dict = new Dict({ b: discrete, a: box });
  expect(dict.contains({ a: [0, 0], b: 1 })).toBe(true);
  expect(
    [{ a: [0, 0] }, { a: [0, 0], b: 9 }, { a: [0, 0], b: 1, c: 1 }, null, 3].some((x) => dict.contains(x)),
  ).toBe(false);
  expect(dict.equals(new Dict({ a: new Box(-1, 1, [2]), b: new Discrete(3, -1) }))).toBe(true);
  expect(dict.equals(new Dict({ a: box }))).toBe(false);
});

it('draws differently without a seed', () => {
  expect(new Box(0, 1, [4]).sample()).not.toEqual(new Box(0, 1, [4]).sample());
});

it('refuses impossible spaces', () => {
  expect(() => new Discrete(0)).toThrow('n must be a positive integer, got 0');
  expect(() => new Discrete(2, 0.5)).toThrow(errors.InvalidBound);
  expect(() => new Box(1, 0)).toThrow('low must not exceed high, got 1 > 0 at element 0');
  expect(() => new Box(Number.NaN, 0)).toThrow('low must hold float32 numbers, got NaN');
  expect(() => new Box(0, 256, [2], 'uint8')).toThrow('high must hold uint8 numbers, got 256');
  expect(() => new Box([0, 0], 1, [3])).toThrow('low must be a number or 3 numbers, got 2');
  expect(() => new Box(0, 1, [-1])).toThrow('shape must hold non-negative integers');
  expect(() => new Box(0, 1, [1], 'complex64' as ElementType)).toThrow('dtype must be one of float32');
});
