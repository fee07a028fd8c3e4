/** Batches of elements: stacked, taken apart, empty, in shared memory; spaces that may share a batch or not. */
import fc from 'fast-check';
import {
  Box,
  batchDifferingSpaces,
  batchSpace,
  concatenate,
  createEmptyArray,
  Dict,
  Discrete,
  errors,
  flatdim,
  flatten,
  flattenSpace,
  Graph,
  Int64Array,
  isSpaceDtypeShapeEquivalent,
  iterate,
  MultiBinary,
  MultiDiscrete,
  type NumberArray,
  OneOf,
  registerSpaceUtilities,
  Sequence,
  Space,
  Text,
  Tuple,
  unflatten,
} from 'gymnasium-js';
import { describe, expect, it } from 'vitest';

const boat = new Dict({
  sail: new Box(0, 1, [2]),
  crew: new Tuple([new Discrete(3), new MultiBinary(2), new MultiDiscrete([4, 5])]),
}) as Space<unknown>;

describe('a batch', () => {
  it('gives its elements back', () => {
    const simple = fc.constantFrom<Space<unknown>>(
      boat,
      new Box(-1, 1, [2, 3], 'float64') as Space<unknown>,
      new MultiDiscrete([[2, 3]]) as Space<unknown>,
      new Discrete(5),
      new Tuple([new Text(3, { charset: 'ab' }), new Box(0, 9, [1], 'uint8')]) as Space<unknown>,
    );
    fc.assert(
      fc.property(simple, fc.nat(), fc.integer({ min: 1, max: 4 }), (space, seed, count) => {
        space.seed(seed);
        const elements = Array.from({ length: count }, () => space.sample());
        const batch = concatenate(space, elements, createEmptyArray(space, count));
        const batched = batchSpace(space, count);
        expect(batched.contains(batch)).toBe(true);
        expect([...iterate(batched, batch)]).toEqual(elements);
      }),
    );
  });

  it('is one flat array for each part that has arrays', () => {
    const empty = createEmptyArray(boat, 2);
    expect(empty).toEqual({
      crew: [new Int64Array(2), new Int8Array(4), new Int64Array(4)],
      sail: new Float32Array(4),
    });
    const elements = [
      { sail: Float32Array.of(0, 1), crew: [2, Int8Array.of(0, 1), Int64Array.of(3, 4)] },
      { sail: Float32Array.of(1, 0), crew: [1, Int8Array.of(1, 1), Int64Array.of(0, 0)] },
    ];
    const batch = concatenate(boat, elements, empty) as { sail: Float32Array; crew: NumberArray[] };
    expect(batch.sail).toBe((empty as typeof batch).sail);
    expect([...batch.sail, ...batch.crew[0], ...batch.crew[2]]).toEqual([0, 1, 1, 0, 2, 1, 3, 4, 0, 0]);
  });

  it('can lie in shared memory', () => {
    const shared = createEmptyArray(new Box(0, 1, [3]) as Space<unknown>, 2, (dtype, length) => {
      expect(dtype).toBe('float32');
      return new Float32Array(new SharedArrayBuffer(4 * length)) as unknown as NumberArray;
    });
    expect((shared as Float32Array).buffer).toBeInstanceOf(SharedArrayBuffer);
  });

  it('is a list for spaces without arrays', () => {
    const text = new Text(3, { minLength: 2, charset: 'ba' });
    expect(createEmptyArray(text, 2)).toEqual(['aa', 'aa']);
    expect(concatenate(text, ['ab', 'ba'], null)).toEqual(['ab', 'ba']);
    expect(createEmptyArray(new OneOf([text]) as Space<unknown>)).toEqual([[]]);
    expect(createEmptyArray(new Sequence(text) as Space<unknown>)).toEqual([[]]);
    expect(createEmptyArray(new Graph(new Discrete(2), new Box(0, 1, [2])))).toEqual([
      { nodes: new Int64Array(1), edges: new Float32Array(2), edgeLinks: new Int32Array(2) },
    ]);
  });

  it('is refused when it is none', () => {
    expect(() => iterate(new Discrete(2), [1])).toThrow('Unable to iterate over a space of type `Discrete`.');
    expect(() => iterate(new Box(0, 1, [2]) as Space<unknown>, 0.5)).toThrow('Unable to iterate');
    expect(() => iterate(new Text(2), ['a'])).toThrow(errors.CustomSpaceError);
    expect(() => concatenate(new Discrete(2), [1, 1, 1], new Int64Array(2))).toThrow('do not fill 2');
    expect(() => batchSpace('box' as unknown as Space<unknown>)).toThrow(
      'The space provided to `batch_space` is not a gymnasium Space instance',
    );
  });
});

describe('a batch of different spaces', () => {
  it('has the bounds of each', () => {
    const boxes = [new Box(0, 1, [2]), new Box(-1, 2, [2])] as Space<unknown>[];
    expect(String(batchDifferingSpaces(boxes))).toBe(
      'Box([[ 0.  0.]\n [-1. -1.]], [[1. 1.]\n [2. 2.]], (2, 2), float32)',
    );
    expect(String(batchDifferingSpaces([new Discrete(2, 1, 'int8'), new Discrete(3, 0, 'int32')]))).toBe(
      'MultiDiscrete([2 3], start=[1 0])',
    );
    expect(
      String(
        batchDifferingSpaces([
          new MultiDiscrete([2]),
          new MultiDiscrete([9], { start: [1] }),
        ] as Space<unknown>[]),
      ),
    ).toBe('Box([[0]\n [1]], [[1]\n [9]], (2, 1), int64)');
    expect(String(batchDifferingSpaces([boat, boat]))).toBe(
      "Dict('crew': Tuple(MultiDiscrete([3 3]), Box(0, 1, (2, 2), int8), Box(0, [[3 4]\n [3 4]], (2, 2), int64)), 'sail': Box(0.0, 1.0, (2, 2), float32))",
    );
    expect(
      String(batchDifferingSpaces([new Text(1), new Text(2)].map((text) => text as Space<unknown>))),
    ).toMatch(/^Tuple\(Text/);
  });

  it('needs spaces of one kind, type and shape', () => {
    const different: [Space<unknown>[], string][] = [
      [[], 'Expects a non-empty list of spaces'],
      [[new Discrete(2), new MultiBinary(2)], 'Expects all spaces to be the same shape'],
      [
        [new Box(0, 1, [1]), new Box(0, 1, [1], 'float64')] as Space<unknown>[],
        'Expected all dtypes to be equal',
      ],
      [[new MultiBinary(1), new MultiBinary(2)], 'Expected all shapes to be equal'],
      [
        [new Dict({ a: new Discrete(2) }), new Dict({ b: new Discrete(2) })] as Space<unknown>[],
        'the same keys',
      ],
    ];
    for (const [spaces, message] of different) expect(() => batchDifferingSpaces(spaces)).toThrow(message);
  });
});

it('tells spaces whose elements can share an array', () => {
  const alike: [unknown, unknown][] = [
    [new Box(0, 1, [2]), new Box(-5, 5, [2])],
    [new Discrete(2), new Discrete(9, 1)],
    [new Text(3, { charset: 'ab' }), new Text(3, { minLength: 2, charset: 'ba' })],
    [new Tuple([new Discrete(2)]), new Tuple([new Discrete(3)])],
    [new Graph(new Discrete(2), null), new Graph(new Discrete(3), null)],
    [new Sequence(new Discrete(2)), new Sequence(new Discrete(5))],
    [new OneOf([new Discrete(2)]), new OneOf([new Discrete(4)])],
    [boat, boat],
  ];
  for (const [a, b] of alike) expect(isSpaceDtypeShapeEquivalent(a, b)).toBe(true);
  const unlike: [unknown, unknown][] = [
    [new Box(0, 1, [2]), new Box(0, 1, [3])],
    [new Box(0, 1, [2]), new Box(0, 1, [2], 'float64')],
    [new Discrete(2), new MultiBinary(2)],
    [new Text(3, { charset: 'ab' }), new Text(3, { charset: 'abc' })],
    [new Tuple([new Discrete(2)]), new Tuple([new Discrete(2), new Discrete(2)])],
    [new Graph(new Discrete(2), null), new Graph(new Discrete(2), new Discrete(2))],
    [new Sequence(new Discrete(2)), new Sequence(new Discrete(2), { stack: true })],
    [boat, new Dict({ sail: new Box(0, 1, [2]) })],
    ['box', 'box'],
  ];
  for (const [a, b] of unlike) expect(isSpaceDtypeShapeEquivalent(a, b)).toBe(false);
});

describe('a space of another kind', () => {
  class Parity extends Space<'even' | 'odd'> {
    constructor() {
      super(null, null);
    }

    override sample() {
      return this.npRandom.choice(['even', 'odd'] as const);
    }

    override contains(value: unknown): value is 'even' | 'odd' {
      return value === 'even' || value === 'odd';
    }

    override equals(other: unknown): boolean {
      return other instanceof Parity;
    }

    override toString(): string {
      return 'Parity()';
    }
  }
  class Parities extends Parity {}

  it('is batched as a Tuple of copies and cannot be flattened', () => {
    const parity = new Parity();
    parity.seed(1);
    const batch = batchSpace(parity as Space<unknown>, 2);
    expect(String(batch)).toBe('Tuple(Parity(), Parity())');
    expect(batch.contains(batch.sample())).toBe(true);
    expect(() => flatdim(parity)).toThrow('Parity() cannot be flattened to a numpy array');
    expect(() => flatten(parity, 'odd')).toThrow('Unknown space: `Parity()`');
    expect(() => flattenSpace(parity)).toThrow(TypeError);
    expect(() => iterate(parity, [])).toThrow("doesn't have an registered `iterate` function");
    expect(createEmptyArray(parity)).toBe(null);
  });

  it('does what was registered for its class or one that it extends', () => {
    registerSpaceUtilities(Parity, {
      flatdim: () => 1,
      flatten: (_, element) => Int8Array.of(element === 'odd' ? 1 : 0),
      unflatten: (_, flat) => ((flat as Int8Array)[0] === 1 ? 'odd' : 'even'),
      flattenSpace: () => new Box(0, 1, [1], 'int8') as Space<unknown>,
      batchSpace: (_, count) => new MultiBinary(count),
    });
    for (const space of [new Parity(), new Parities()]) {
      expect(flatdim(space)).toBe(1);
      expect(unflatten(space, flatten(space, 'odd'))).toBe('odd');
      expect(String(flattenSpace(space))).toBe('Box(0, 1, (1,), int8)');
      expect(String(batchSpace(space as Space<unknown>, 4))).toBe('MultiBinary(4)');
    }
  });
});
