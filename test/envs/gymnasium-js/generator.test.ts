/** Every draw of the Generator, bit for bit against programs recorded from NumPy 2.4. */
import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { errors, type Generator, npRandom } from 'gymnasium-js';
import { describe, expect, it } from 'vitest';
import { goldenFile } from './golden-file.ts';

type Bound = number | string | readonly number[];
interface GoldenOperation {
  readonly op: string;
  // biome-ignore lint/suspicious/noExplicitAny: arguments of any of a dozen operations, straight from the record.
  readonly args: any;
  readonly out: unknown;
}
interface GoldenDraws {
  readonly cases: readonly {
    readonly seed: string;
    readonly programs: readonly {
      readonly name: string;
      readonly ops: readonly GoldenOperation[];
      readonly end: { state: string; inc: string; has_uint32: number; uinteger: number };
    }[];
  }[];
  readonly long: readonly { seed: string; normal_sha256: string; exponential_sha256: string }[];
}

const golden = goldenFile<GoldenDraws>('rng');

/** Bounds of 64 bits are decimal strings: they make both bounds bigints here. */
function drawIntegers(generator: Generator, { low, high, ...options }: GoldenOperation['args']): unknown {
  if (![low, high].some((bound: Bound) => typeof bound === 'string')) {
    return generator.integers(low, high, options);
  }
  const draw = () => generator.integers(BigInt(low), BigInt(high), { dtype: options.dtype });
  return options.size === undefined ? draw() : Array.from({ length: options.size }, draw);
}

function run(generator: Generator, { op, args }: GoldenOperation): unknown {
  switch (op) {
    case 'random':
      return generator.random(args.size ?? null, args.dtype ?? 'float64');
    case 'uniform':
      return generator.uniform(args.low, args.high, args.size);
    case 'integers':
      return drawIntegers(generator, args);
    case 'standard_normal':
      return generator.standardNormal(args.size);
    case 'normal':
      return generator.normal(args.loc, args.scale, args.size);
    case 'standard_exponential':
      return generator.standardExponential(args.size);
    case 'exponential':
      return generator.exponential(args.scale, args.size);
    case 'geometric':
      return generator.geometric(args.p, args.size);
    case 'choice':
      return generator.choice(args.a, args);
    case 'permutation':
      return generator.permutation(args.x);
    default: {
      const list = [...args.x];
      generator.shuffle(list);
      return list;
    }
  }
}

/** Values as texts: bigints and recorded decimal strings alike, float32 rounded, booleans as 0 and 1. */
function flat(value: unknown, float32: boolean): unknown[] {
  const list = ArrayBuffer.isView(value) ? Array.from(value as Float64Array) : [value].flat(4);
  const plain = list.map((item) => (typeof item === 'boolean' ? Number(item) : item));
  return plain.map((item) => String(float32 ? Math.fround(item as number) : item));
}

describe.each(golden.cases)('seed $seed', ({ seed, programs }) => {
  it.each(programs)('draws like numpy.random.Generator: $name', ({ ops, end }) => {
    const [generator] = npRandom(BigInt(seed));
    for (const operation of ops) {
      const float32 = operation.args.dtype === 'float32';
      const drawn = flat(run(generator, operation), float32);
      expect(drawn, JSON.stringify(operation)).toEqual(flat(operation.out, float32));
    }
    const { state, has_uint32, uinteger } = generator.bitGenerator.state;
    expect({ state: String(state.state), inc: String(state.inc), has_uint32, uinteger }).toEqual(end);
  });
});

it.each(golden.long)('draws 20,000 normals and exponentials like NumPy: seed $seed', (record) => {
  const sha256 = (draws: Float64Array) => createHash('sha256').update(draws).digest('hex');
  expect(sha256(npRandom(BigInt(record.seed))[0].standardNormal(20000))).toBe(record.normal_sha256);
  expect(sha256(npRandom(BigInt(record.seed))[0].standardExponential(20000))).toBe(record.exponential_sha256);
});

it('draws what NumPy draws where the golden data has nothing', () => {
  // numpy.random.default_rng(seed): bytes(7); integers of boolean and small types; a tail shuffle of choice.
  expect([...npRandom(1)[0].bytes(7)]).toEqual([255, 228, 34, 121, 243, 189, 6]);
  const [generator] = npRandom(2);
  expect([...generator.integers(0, 1, { dtype: 'bool', endpoint: true, size: 40 })].join('')).toBe(
    '1000001100011010110101100110101100010010',
  );
  expect([...generator.integers([0, -5, 3], [7, 100, 4], { dtype: 'int8' })]).toEqual([2, 41, 3]);
  expect([...generator.integers(-1, 4000, { dtype: 'int16', size: 5 })]).toEqual([
    3662, 1193, 2767, 1654, 391,
  ]);
  expect(generator.choice(20000, { size: 1000, replace: false })).toHaveLength(1000);
  expect(generator.choice(20000, { size: 1000, replace: false })[999]).toBe(2415);
  expect(generator.integers(0n, 1n << 63n)).toBe(1823554003426420786n);
  expect(generator.geometric(1e-300)).toBe(2 ** 63);
});

const seeds = fc.nat();
const bounds = fc.tuple(fc.maxSafeInteger(), fc.integer({ min: 1, max: 2 ** 53 - 1 }));

it('keeps integers inside their bounds', () => {
  fc.assert(
    fc.property(seeds, bounds, (seed, [low, count]) => {
      fc.pre(Number.isSafeInteger(low + count));
      const value = npRandom(seed)[0].integers(low, low + count);
      return Number.isSafeInteger(value) && value >= low && value < low + count;
    }),
  );
});

it('chooses different elements without replacement, and all of them in a permutation', () => {
  fc.assert(
    fc.property(seeds, fc.integer({ min: 1, max: 60 }), fc.boolean(), (seed, count, shuffle) => {
      const [generator] = npRandom(seed);
      const some = generator.choice(count, { size: Math.ceil(count / 2), replace: false, shuffle });
      const all = generator.permutation(count).sort();
      return new Set(some).size === some.length && all.every((value, n) => value === n);
    }),
  );
});

it('draws arrays as it draws one by one', () => {
  const [together] = npRandom(9);
  const [apart] = npRandom(9);
  expect([...together.normal(1, 2, [3, 2])]).toEqual(Array.from({ length: 6 }, () => apart.normal(1, 2)));
  expect([...together.uniform([0, 5], [1, 9])]).toEqual([apart.uniform(0, 1), apart.uniform(5, 9)]);
  expect([...together.uniform(0, [1, 9])]).toEqual([apart.uniform(0, 1), apart.uniform(0, 9)]);
});

it('refuses what cannot be drawn', () => {
  const [generator] = npRandom(0);
  const refused: [() => unknown, string][] = [
    [() => generator.integers(3, 3), 'low >= high'],
    [() => generator.integers(4, 3, { endpoint: true }), 'low > high'],
    [() => generator.integers(0), 'high <= 0'],
    [() => generator.integers(0.5), 'integers needs safe integers'],
    [() => generator.integers(0, 300, { dtype: 'int8' }), 'high is out of bounds for int8'],
    [() => generator.integers(-1, 3, { dtype: 'uint8' }), 'low is out of bounds for uint8'],
    [() => generator.integers(-(2 ** 53) + 1, 2 ** 53 - 1), 'need bigints'],
    [() => generator.integers(0n, 1n << 64n), 'high is out of bounds for int64'],
    [() => generator.integers(0n, 5n, { dtype: 'int8' }), 'bigint bounds need int64 or uint64, got int8'],
    [() => generator.integers([0, 1], [2, 3, 4]), 'bounds of one length'],
    [() => generator.uniform([0, 1], [2, 3, 4]), 'bounds of one length'],
    [() => generator.random(-1), 'size must be a non-negative integer or a list of them, got -1'],
    [() => generator.normal(0, -1), 'scale < 0'],
    [() => generator.exponential(-1), 'scale < 0'],
    [() => generator.geometric(0), 'p <= 0, p > 1 or p contains NaNs'],
    [() => generator.choice([]), 'a cannot be empty unless no samples are taken'],
    [() => generator.choice(0), 'a must be a positive integer unless no samples are taken'],
    [() => generator.choice(3, { p: [0.5, 0.5] }), 'a and p must have same size'],
    [() => generator.choice(2, { p: [0.5, 0.6] }), 'Probabilities do not sum to 1'],
    [() => generator.choice(2, { p: [-0.5, 1.5] }), 'Probabilities are not non-negative'],
    [() => generator.choice(2, { p: [Number.NaN, 1] }), 'Probabilities contain NaN'],
    [() => generator.choice(2, { size: 3, replace: false }), 'Cannot take a larger sample than population'],
    [
      () => generator.choice(2, { size: 2, replace: false, p: [1, 0] }),
      'Fewer non-zero entries in p than size',
    ],
  ];
  for (const [draw, message] of refused) {
    expect(draw).toThrow(message);
    expect(draw).toThrow(errors.ValueError);
  }
  expect(() => generator.uniform(0, Infinity)).toThrow('high - low range exceeds valid bounds');
});
