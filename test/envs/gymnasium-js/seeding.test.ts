/** SeedSequence, PCG64 and the Generator, bit for bit against data recorded from NumPy. */

import { npRandom, Pcg64, SeedSequence } from 'gymnasium-js';
import { describe, expect, it } from 'vitest';
import { GOLDEN, type GoldenOperation } from './numpy-draws.ts';

describe.each(GOLDEN.cases)('seed $seed', ({ seed, uint32x10, spawn, raw, programs }) => {
  it('mixes and spawns like numpy.random.SeedSequence', () => {
    const sequence = new SeedSequence(BigInt(seed));
    expect([...sequence.generateState(10)]).toEqual(uint32x10);
    expect(sequence.spawn(3).map((child) => [...child.generateState(4)])).toEqual(spawn);
  });

  it('generates like numpy.random.PCG64', () => {
    const bits = new Pcg64(new SeedSequence(BigInt(seed)));
    for (const expected of raw) {
      bits.next();
      expect((BigInt(bits.high) << 32n) | BigInt(bits.low)).toBe(BigInt(expected));
    }
  });

  it.each(programs)('draws like numpy.random.Generator: $name', ({ ops }) => {
    const [generator] = npRandom(BigInt(seed));
    for (const operation of ops) {
      const round = operation.args.dtype === 'float32' ? Math.fround : Number;
      const expected = [operation.out].flat(4).map((value) => round(Number(value)));
      const drawn = expected.map((_, n) => draw(operation, n));
      expect(drawn, JSON.stringify(operation.args)).toEqual(expected);
    }

    function draw({ op, args }: GoldenOperation, n: number): number {
      const low = [args.low ?? 0].flat()[n] ?? (args.low as number);
      const high = [args.high ?? 1].flat()[n] ?? (args.high as number);
      if (op === 'integers') return generator.integers(low, high);
      if (op === 'uniform') return generator.uniform(low, high);
      // float32 draws take 24 bits of a buffered word; they are not part of the Generator yet.
      if (args.dtype === 'float32') return (generator.bitGenerator.nextUint32() >>> 8) / 2 ** 24;
      return generator.random();
    }
  });
});

it('takes lists of integers as entropy', () => {
  for (const { entropy, uint32x4 } of GOLDEN.entropyLists) {
    expect([...new SeedSequence(entropy).generateState(4)]).toEqual(uint32x4);
  }
});

it('seeds itself from the operating system, differently each time', () => {
  expect(npRandom()[1]).not.toEqual(npRandom()[1]);
});

it('draws normals and exponentials with the right moments', () => {
  const [generator] = npRandom(5);
  const moments = (draw: () => number): number[] => {
    const sums = [0, 0, 0, 0];
    for (let n = 0; n < 40000; n++) {
      const value = draw();
      for (let power = 1; power <= 4; power++) sums[power - 1] += value ** power / 40000;
    }
    return sums;
  };
  const normal = moments(() => generator.standardNormal());
  [0, 1, 0, 3].forEach((expected, n) => {
    expect(Math.abs(normal[n] - expected)).toBeLessThan([0.025, 0.04, 0.1, 0.3][n]);
  });
  const exponential = moments(() => generator.standardExponential());
  [1, 2, 6].forEach((expected, n) => {
    expect(Math.abs(exponential[n] / expected - 1)).toBeLessThan([0.03, 0.08, 0.2][n]);
  });
  expect(generator.normal(5, 0)).toBe(5);
  expect(generator.exponential(0)).toBe(0);
});

it('refuses bad seeds and bad ranges', () => {
  for (const seed of [-1, -3n]) {
    expect(() => npRandom(seed)).toThrow(`Seed must be greater or equal to zero, actual value: ${seed}`);
  }
  for (const seed of [0.5, Number.NaN]) expect(() => npRandom(seed)).toThrow('Seed must be an integer');
  expect(() => npRandom([1, -1])).toThrow('seed must be a non-negative integer');
  const [generator] = npRandom(0);
  expect(() => generator.integers(0)).toThrow('integers needs safe integers low < high');
  expect(() => generator.integers(3, 3)).toThrow(RangeError);
  expect(() => generator.integers(0.5)).toThrow(RangeError);
});
