/** Spaces beyond the golden data: properties of random spaces, inferred types, numbers of all types, odd input. */
import fc from 'fast-check';
import {
  type Bound,
  Box,
  copySpace,
  Dict,
  Discrete,
  type ElementType,
  elementTypeOf,
  errors,
  flatdim,
  flatten,
  Graph,
  HalfArray,
  Int64Array,
  logger,
  MultiBinary,
  MultiDiscrete,
  NdArray,
  npRandom,
  OneOf,
  type SampleOf,
  Sequence,
  type Space,
  Text,
  Tuple,
  unflatten,
} from 'gymnasium-js';
import { describe, expect, expectTypeOf, it } from 'vitest';

const INTEGER_TYPES = ['int8', 'uint8', 'int16', 'uint16', 'int32', 'uint32', 'int64', 'uint64'] as const;
const ALL_TYPES = [...INTEGER_TYPES, 'bool', 'float16', 'float32', 'float64'] as const;

const shapes = fc.array(fc.integer({ min: 1, max: 3 }), { maxLength: 3 });
const boxes = fc
  .record({
    low: fc.oneof(fc.integer({ min: 0, max: 1 }), fc.constant(-Infinity)),
    width: fc.oneof(fc.integer({ min: 0, max: 100 }), fc.constant(Infinity)),
    shape: shapes,
    dtype: fc.constantFrom(...ALL_TYPES),
  })
  .map(({ low, width, shape, dtype }) => {
    const isSigned = /^(int|float)/.test(dtype);
    const start = low === -Infinity && !isSigned ? 0 : low;
    const end = dtype === 'bool' ? 1 : width === Infinity ? (isSigned ? Infinity : 100) : width;
    return new Box(
      start,
      start === -Infinity ? end : start + end - (dtype === 'bool' ? start : 0),
      shape,
      dtype,
    );
  });
const discretes = fc
  .record({
    n: fc.integer({ min: 1, max: 100 }),
    start: fc.integer({ min: 0, max: 20 }),
    dtype: fc.constantFrom(...INTEGER_TYPES),
  })
  .map(({ n, start, dtype }) => new Discrete(n, start, dtype));
const counts = fc.integer({ min: 1, max: 9 });
const simpleSpaces: fc.Arbitrary<Space<unknown>> = fc.oneof(
  boxes as fc.Arbitrary<Space<unknown>>,
  discretes,
  shapes.filter((shape) => shape.length > 0).map((shape) => new MultiBinary(shape)),
  fc.array(fc.tuple(counts, counts), { minLength: 1, maxLength: 4 }).map(
    (pairs) =>
      new MultiDiscrete(
        pairs.map(([count]) => count),
        { start: pairs.map(([, start]) => start) },
      ) as Space<unknown>,
  ),
  fc
    .record({ minLength: fc.integer({ min: 0, max: 2 }), more: fc.integer({ min: 0, max: 3 }) })
    .map(({ minLength, more }) => new Text(minLength + more, { minLength, charset: 'aéz😀' })),
);
const graphs = fc
  .tuple(fc.oneof(boxes, discretes), fc.option(fc.oneof(boxes, discretes)))
  // Like Gymnasium's, samples of graphs do not know where a Discrete starts and always have 64 bits.
  .filter((parts) =>
    parts.every((part) => !(part instanceof Discrete) || (part.start === 0 && part.dtype === 'int64')),
  )
  .map(([nodes, edges]) => new Graph(nodes as Box<ElementType>, edges as Box<ElementType> | null));
const { tree: spaces } = fc.letrec<{ tree: Space<unknown> }>((tie) => ({
  tree: fc.oneof(
    { maxDepth: 2, withCrossShrink: true },
    simpleSpaces,
    graphs as fc.Arbitrary<Space<unknown>>,
    fc.array(tie('tree'), { minLength: 1, maxLength: 3 }).map((parts) => new Tuple(parts) as Space<unknown>),
    fc.array(tie('tree'), { minLength: 1, maxLength: 3 }).map(oneOf),
    fc
      .dictionary(fc.constantFrom('a', 'b', 'c2'), tie('tree'), { minKeys: 1 })
      .map((parts) => new Dict(parts) as Space<unknown>),
    tie('tree').map((part) => new Sequence(part) as Space<unknown>),
  ),
}));
const seeds = fc.nat();

/** Elements as plain data, to compare. */
function plain(value: unknown): unknown {
  return JSON.parse(
    JSON.stringify(value, (_, part) => (ArrayBuffer.isView(part) ? Array.from(part as Int8Array) : part)),
  );
}

/** One whose elements come back from JSON, as those of release 1.3.0 do not. */
function oneOf(parts: Space<unknown>[]): Space<unknown> {
  return new OneOf(parts, null, { likeRelease13: false }) as Space<unknown>;
}

/** A OneOf can only be flattened when all of its spaces become arrays. */
function hasFlatForm(space: Space<unknown>): boolean {
  if (space instanceof OneOf) return space.isNpFlattenable;
  if (space instanceof Tuple) return space.spaces.every(hasFlatForm);
  if (space instanceof Dict) return [...space.spaces.values()].every(hasFlatForm);
  return !(space instanceof Sequence) || hasFlatForm(space.featureSpace);
}

describe('every space', () => {
  it('contains its samples', () => {
    fc.assert(
      fc.property(spaces, seeds, (space, seed) => {
        space.seed(seed);
        return [1, 2, 3].every(() => space.contains(space.sample()));
      }),
    );
  });

  it('gives the same samples for the same seed, also as a copy', () => {
    fc.assert(
      fc.property(spaces, seeds, (space, seed) => {
        const copy = copySpace(space);
        expect(copy.seed(seed)).toEqual(space.seed(seed));
        const first = plain([copy.sample(), copy.sample()]);
        expect(plain([space.sample(), space.sample()])).toEqual(first);
        const going = copySpace(space);
        expect(plain(going.sample())).toEqual(plain(space.sample()));
        expect(space.equals(copy) && copy.equals(space) && String(copy) === String(space)).toBe(true);
      }),
    );
  });

  it('gets samples back from JSON', () => {
    fc.assert(
      fc.property(spaces, seeds, (space, seed) => {
        space.seed(seed);
        const samples = [space.sample(), space.sample()];
        const back = space.fromJsonable(JSON.parse(JSON.stringify(space.toJsonable(samples))));
        expect(plain(back)).toEqual(plain(samples));
        expect(back.every((sample) => space.contains(sample))).toBe(true);
      }),
    );
  });

  it('gets samples back from their flat form', () => {
    fc.assert(
      fc.property(spaces, seeds, (space, seed) => {
        fc.pre(hasFlatForm(space));
        space.seed(seed);
        const sample = space.sample();
        const flat = flatten(space, sample);
        if (space.isNpFlattenable) expect((flat as Float64Array).length).toBe(flatdim(space));
        expect(plain(unflatten(space, flat))).toEqual(plain(sample));
      }),
    );
  });

  it('does not take strangers for elements', () => {
    const strangers = fc.constantFrom<unknown>(
      null,
      undefined,
      {},
      'ab\u0000',
      Symbol('x'),
      new Date(0),
      Number.NaN,
    );
    fc.assert(fc.property(spaces, strangers, (space, stranger) => space.contains(stranger) === false));
  });
});

describe('the type of samples', () => {
  it('follows from the space', () => {
    const box = new Box(0, 1, [2]);
    expectTypeOf<SampleOf<typeof box>>().toEqualTypeOf<Float32Array<ArrayBuffer>>();
    expectTypeOf(new Box(0, 255, [2], 'uint8').sample()).toEqualTypeOf<Uint8Array<ArrayBuffer>>();
    expectTypeOf(new Discrete(3).sample()).toEqualTypeOf<number>();
    expectTypeOf(new MultiBinary(3).sample()).toEqualTypeOf<Int8Array>();
    expectTypeOf(new MultiDiscrete([3]).sample()).toEqualTypeOf<Int64Array>();
    expectTypeOf(new MultiDiscrete([3], { dtype: 'int32' }).sample()).toEqualTypeOf<
      Int32Array<ArrayBuffer>
    >();
    expectTypeOf(new Text(3).sample()).toEqualTypeOf<string>();
    const tuple = new Tuple([new Discrete(3), box]);
    expectTypeOf(tuple.sample()).toEqualTypeOf<[number, Float32Array<ArrayBuffer>]>();
    const dict = new Dict({ place: new Discrete(3), view: tuple });
    expectTypeOf(dict.sample()).toEqualTypeOf<{ place: number; view: [number, Float32Array<ArrayBuffer>] }>();
    expectTypeOf(new OneOf([new Discrete(3), box]).sample()).toEqualTypeOf<
      [index: number, element: number | Float32Array<ArrayBuffer>]
    >();
    expectTypeOf(new Sequence(new Discrete(3)).sample()).toEqualTypeOf<number[]>();
    expect(dict.contains({ place: 2, view: [0, new Float32Array(2)] })).toBe(true);
  });
});

describe('numbers of all types', () => {
  it('sample into the array of the type', () => {
    for (const dtype of ALL_TYPES) {
      const box = new Box(0, 1, [50], dtype, 3);
      const sample = box.sample();
      expect(elementTypeOf(sample)).toBe(dtype);
      expect(Math.max(...sample)).toBeGreaterThan(0);
      expect(box.contains(sample)).toBe(true);
    }
    expect(new Box(0, 1, [1], 'float16').sample()).toBeInstanceOf(HalfArray);
  });

  it('stay two off the ends of signed integers, like the original', () => {
    // numpy.int8 of 127 clipped to 125: gymnasium 1.3.0, Box(120, 127, (1000,), int8, seed=0).
    const box = new Box(120, 127, [1000], 'int8', 0);
    expect(Math.max(...box.sample())).toBe(125);
  });

  it('are integers of 64 bits as far as float64 reaches, and print their ends', () => {
    const box = new Box(-(2 ** 63), 2 ** 63, [1], 'int64');
    expect(String(box)).toBe('Box(-9223372036854775808, 9223372036854775807, (1,), int64)');
    expect(String(new Box(0, 2 ** 64, [1], 'uint64'))).toBe('Box(0, 18446744073709551615, (1,), uint64)');
    expect(new MultiDiscrete([2 ** 40]).contains(Int64Array.of(2 ** 40 - 1))).toBe(true);
  });
});

describe('masks', () => {
  it('draw with a list of masks nested as the axes are', () => {
    const space = new MultiDiscrete([[2, 3]], { seed: 1 });
    const mask = [[Int8Array.of(0, 1), Int8Array.of(0, 0, 1)]];
    expect([...space.sample(mask)]).toEqual([1, 2]);
    expect([...space.sample(null, [[Float64Array.of(1, 0), Float64Array.of(0, 1, 0)]])]).toEqual([0, 1]);
    expect(() => space.sample([Int8Array.of(0, 1)])).toThrow('Expects the mask to be a tuple');
  });

  it('quote what is wrong as Python does', () => {
    const dict = new Dict({ a: new Discrete(2) });
    expect(() => dict.sample({ b: null })).toThrow(
      "Expected sample mask keys to be same as space keys, mask keys: dict_keys(['b']), space keys: dict_keys(['a'])",
    );
    expect(() => new Text(3, { charset: 'ab' }).sample([2, Int8Array.of(1, 1, 1)])).toThrow(
      'expects the Text sample `mask` to be (2,), actual shape: (3,)',
    );
    expect(() => new Sequence(new Discrete(2)).sample([Int8Array.of(1, -1), null])).toThrow(
      'Expects all values in the length_mask of `mask` to be greater than or equal to zero, actual values: [ 1 -1]',
    );
    expect(() => new MultiBinary([2, 2]).sample(new NdArray(new Int8Array(2), [1, 2]))).toThrow(
      'The expected shape of the mask is (2, 2), actual shape: (1, 2)',
    );
  });
});

describe('a MultiDiscrete', () => {
  it('gives the space of one element or row, which goes on from the same state', () => {
    const rows = new MultiDiscrete(
      [
        [5, 6],
        [7, 8],
      ],
      {
        start: [
          [1, 2],
          [3, 4],
        ],
        seed: 3,
      },
    );
    const row = rows.at(1);
    expect(String(row)).toBe('MultiDiscrete([7 8], start=[3 4])');
    expect(String(rows.at(-2))).toBe('MultiDiscrete([5 6], start=[1 2])');
    expect(row.npRandom.random()).toBe(rows.npRandom.random());
    expect(String(new MultiDiscrete([4, 5]).at(1))).toBe('Discrete(5)');
    expect(() => rows.at(2)).toThrow('index 2 is out of bounds for axis 0 with size 2');
    expect(logger.catchWarnings(() => rows.length)[1][0].message).toMatch('multi-dimensional MultiDiscrete');
  });
});

describe('a Text', () => {
  it('draws from letters and digits unless told otherwise, by whole characters', () => {
    const text = new Text(200, { minLength: 200, seed: 0 });
    expect(text.sample()).toMatch(/^[a-zA-Z0-9]{200}$/);
    expect(new Text(2, { minLength: 2, charset: '😀' }).sample()).toBe('😀😀');
    expect(new Text(3, { charset: ['b', 'a', 'b'] }).characterList).toEqual(['b', 'a']);
    expect(() => new Text(3, { charset: ['ab'] })).toThrow("charset must hold single characters, got 'ab'");
  });
});

describe('a generator', () => {
  it('is taken over when given in place of a seed', () => {
    const [generator] = npRandom(4);
    const box = new Box(0, 1, [1], 'float64', generator);
    expect(box.sample()[0]).toBe(npRandom(4)[0].random());
    expect(box.npRandom).toBe(generator);
  });

  it('differs without a seed', () => {
    expect(new Box(0, 1, [4]).sample()).not.toEqual(new Box(0, 1, [4]).sample());
  });

  it('is only taken from seeds that are integers', () => {
    for (const space of [new Discrete(2), new Tuple([]), new Sequence(new Discrete(2))])
      for (const seed of [-1, 0.5, 'a']) expect(() => space.seed(seed as number)).toThrow(/[Ss]eed|Expected/);
    expect(() => new Discrete(2).seed(-1)).toThrow(errors.GymnasiumError);
  });
});

describe('a Box', () => {
  it('warns when bounds lose precision, and only for arrays that have one', () => {
    const warnings = (low: Bound) =>
      logger.catchWarnings(() => new Box(low, 1, [1]))[1].map(({ message }) => message);
    expect(warnings(Float64Array.of(0.1))).toEqual([
      "WARN: Box low's precision lowered by casting to float32, current low.dtype=float64",
    ]);
    expect([...warnings(0.1), ...warnings([0.1]), ...warnings(Float32Array.of(0.1))]).toEqual([]);
  });

  it('takes typed arrays for any shape of their size', () => {
    const box = new Box(Float32Array.of(0, 1, 2, 3), 9, [2, 2]);
    expect(String(box)).toBe('Box([[0. 1.]\n [2. 3.]], 9.0, (2, 2), float32)');
    expect(box.contains(Float32Array.of(4, 4, 4, 4))).toBe(true);
    expect(
      [
        [
          [4, 4],
          [4, 4],
        ],
        [[4, 4], [4]],
        [4, 4, 4, 4],
      ].map((list) => box.contains(list)),
    ).toEqual([true, false, false]);
    expect(() => new Box(Float32Array.of(0, 1), 9, [2, 2])).toThrow(
      "Box low.shape doesn't match provided shape, low.shape=(2,), shape=(2, 2)",
    );
  });

  it('says on which sides it is bounded', () => {
    const box = new Box([-Infinity, 0], [1, 1]);
    expect([box.isBounded(), box.isBounded('below'), box.isBounded('above')]).toEqual([false, false, true]);
    expect(() => box.isBounded('left' as 'both')).toThrow("manner is not in {'below', 'above', 'both'}");
  });
});

it('refuses ragged lists and shapes that do not fit', () => {
  expect(() => new MultiDiscrete([2]).contains([[1], [1, 2]])).toThrow('one length');
  expect(() => new MultiDiscrete([[1, 2], [3]])).toThrow('nvec must hold integers');
  expect(() => new NdArray(new Int8Array(3), [2, 2])).toThrow('3 elements do not fill the shape [2, 2]');
  expect(() => new Discrete(2 ** 60)).toThrow('safe integers');
  expect(() => new Discrete(300, 0, 'int8')).toThrow('300 is out of bounds for int8');
});
