/** Every record of Gymnasium's spaces: samples, masks, membership, errors, flat forms, JSON, batches. */
import {
  Box,
  batchSpace,
  Dict,
  Discrete,
  elementTypeOf,
  flatdim,
  flatten,
  flattenSpace,
  Graph,
  MultiBinary,
  MultiDiscrete,
  NdArray,
  OneOf,
  Sequence,
  Text,
  Tuple,
  unflatten,
} from 'gymnasium-js';
import { describe, expect, it } from 'vitest';
import { goldenFile } from './golden-file.ts';
import { isNotEqual } from './golden-not-equal.ts';
import {
  buildSpace,
  decode,
  expectedElement,
  type GoldenSpace,
  type Outcome,
  type TypedValue,
  written,
} from './golden-spaces.ts';

interface GoldenSpaces {
  readonly spaces: readonly {
    readonly space: GoldenSpace;
    readonly repr: string;
    readonly is_np_flattenable: boolean;
    readonly shape: readonly number[] | null;
    readonly dtype: string | null;
    readonly flatdim: Outcome;
    readonly flatten_space: Outcome | null;
    readonly batch_space: Outcome;
    readonly runs: readonly {
      readonly seed: number;
      readonly seed_returns: unknown;
      readonly samples: readonly unknown[];
      readonly samples_contained: readonly boolean[];
      readonly flat?: Outcome | null;
      readonly jsonable?: Outcome;
      readonly batch_samples?: readonly unknown[];
    }[];
  }[];
  readonly masks: readonly {
    readonly space: GoldenSpace;
    readonly kind: 'mask' | 'probability';
    readonly value: TypedValue;
    readonly runs: readonly (Outcome & { readonly seed: number })[];
  }[];
  readonly mask_and_probability: readonly (Outcome & {
    readonly space: GoldenSpace;
    readonly mask: TypedValue;
    readonly probability: TypedValue;
  })[];
  readonly contains: readonly {
    readonly space: GoldenSpace;
    readonly values: readonly TypedValue[];
    readonly verdicts: readonly Outcome[];
  }[];
  readonly constructors: readonly (Outcome & {
    readonly class: string;
    readonly args: readonly TypedValue[];
    readonly kwargs: Readonly<Record<string, TypedValue>>;
  })[];
  readonly equality: {
    readonly spaces: readonly GoldenSpace[];
    readonly equal_pairs: readonly [number, number][];
  };
  readonly explicit_seeds: readonly {
    readonly space: GoldenSpace;
    readonly seed: TypedValue;
    readonly returns: unknown;
    readonly samples: readonly unknown[];
  }[];
  readonly graph_samples: readonly {
    readonly space: GoldenSpace;
    readonly seed: number;
    readonly kwargs: { readonly num_nodes: number; readonly num_edges?: number };
    readonly samples: readonly unknown[];
  }[];
}

const golden = goldenFile<GoldenSpaces>('spaces');

/** Python's classes where this package has another name for them. */
const CLASS_NAMES: Readonly<Record<string, string>> = { Error: 'GymnasiumError' };

/** A text of an error with the names of Python's types standing for any word. */
function pattern(message: string): RegExp {
  const escaped = message.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
  return new RegExp(`^${escaped.replace(/<class '[^']*'>/g, '[^,()]+')}$`, 's');
}

/** Runs `action` and compares with an outcome: the value, or class and text of an error thrown on purpose. */
function expectOutcome(outcome: Outcome, action: () => unknown, context = ''): void {
  if (outcome.error === undefined) {
    expect(action(), context).toEqual(outcome.ok);
    return;
  }
  let thrown: unknown = null;
  try {
    action();
  } catch (error) {
    thrown = error;
  }
  expect(thrown, context).toBeInstanceOf(Error);
  if (!outcome.explicit) return;
  const { name, message } = thrown as Error;
  expect(name, context).toBe(CLASS_NAMES[outcome.error] ?? outcome.error);
  expect(message, context).toMatch(pattern(outcome.message as string));
}

/** A description of a record that fits in a line. */
function short(record: unknown): string {
  return JSON.stringify(record).slice(0, 160);
}

const fourTimes = [0, 1, 2, 3];

describe.each(golden.spaces)('$repr', (record) => {
  const space = () => buildSpace(record.space);

  it('prints itself and knows its shape and type', () => {
    expect(String(space())).toBe(record.repr);
    expect(space().shape).toEqual(record.shape);
    expect(space().dtype).toBe(record.dtype);
    expect(space().isNpFlattenable).toBe(record.is_np_flattenable);
  });

  it('seeds and samples as Gymnasium does', () => {
    const ours = space();
    for (const { seed, seed_returns, samples, samples_contained } of record.runs) {
      expect(ours.seed(seed)).toEqual(seed_returns);
      const drawn = samples.map(() => ours.sample());
      expect(drawn.map((sample) => written(ours, sample))).toEqual(
        samples.map((sample) => expectedElement(ours, sample)),
      );
      expect(drawn.map((sample) => ours.contains(sample))).toEqual(samples_contained);
    }
  });

  it('flattens and batches into the same spaces', () => {
    expectOutcome(record.flatdim, () => flatdim(space()));
    if (record.flatten_space !== null)
      expectOutcome(record.flatten_space, () => String(flattenSpace(space())));
    expectOutcome(record.batch_space, () => String(batchSpace(space(), 3)));
  });

  it('flattens samples and unflattens them', () => {
    for (const { seed, flat } of record.runs) {
      if (flat === undefined || flat === null) continue;
      const ours = space();
      ours.seed(seed);
      const sample = ours.sample();
      const made = flatten(ours, sample);
      const recorded = flat.ok as { flat: unknown; dtype: string; back: unknown };
      const flatSpace = ours instanceof OneOf ? null : flattenSpace(ours);
      if (flatSpace === null || recorded.dtype !== 'None') {
        const numbers = [recorded.flat].flat(9) as number[];
        const round = recorded.dtype === 'float32' ? Math.fround : Number;
        expect(Array.from(made as Float64Array)).toEqual(numbers.map(round));
        expect(elementTypeOf(made)).toBe(recorded.dtype);
      } else expect(written(flatSpace, made)).toEqual(expectedElement(flatSpace, recorded.flat));
      expect(written(ours, unflatten(ours, made))).toEqual(expectedElement(ours, recorded.back));
    }
  });

  it('writes samples as JSON', () => {
    for (const { seed, jsonable } of record.runs) {
      if (jsonable === undefined) continue;
      const ours = space();
      ours.seed(seed);
      const samples = fourTimes.map(() => ours.sample());
      const toJson = () => JSON.parse(JSON.stringify(ours.toJsonable(samples)));
      expectOutcome(withPlainNumbers(jsonable), toJson);
      // Of a Tuple or Dict inside a OneOf the original has not enough to read.
      if (ours instanceof OneOf && ours.spaces.some((part) => part instanceof Tuple || part instanceof Dict))
        continue;
      expect(ours.fromJsonable(toJson()).map((sample) => written(ours, sample))).toEqual(
        samples.map((sample) => written(ours, sample)),
      );
    }
  });

  it('samples batches from a copy of the generator', () => {
    for (const { seed, batch_samples } of record.runs) {
      if (batch_samples === undefined) continue;
      const ours = space();
      ours.seed(seed);
      const batch = batchSpace(ours, 3);
      const drawn = batch_samples.map(() => written(batch, batch.sample()));
      expect(drawn).toEqual(batch_samples.map((sample) => expectedElement(batch, sample)));
    }
  });
});

/** Decimal strings of integers beyond 2^53 as numbers. */
function plainNumbers(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(plainNumbers);
  return typeof value === 'string' && /^-?\d{16,}$/.test(value) ? Number(value) : value;
}

function withPlainNumbers(outcome: Outcome): Outcome {
  return outcome.error === undefined ? { ok: plainNumbers(outcome.ok) } : outcome;
}

describe('masks and probabilities', () => {
  it.each(golden.masks.map((record) => [short(record), record] as const))('%s', (_, record) => {
    const ours = buildSpace(record.space);
    const value = decode(record.value);
    for (const { seed, ...outcome } of record.runs) {
      ours.seed(seed);
      const draw = () => (record.kind === 'mask' ? ours.sample(value) : ours.sample(null, value));
      const expected =
        outcome.error === undefined
          ? { ok: (outcome.ok as unknown[]).map((sample) => expectedElement(ours, sample)) }
          : outcome;
      expectOutcome(expected, () => fourTimes.map(() => written(ours, draw())));
    }
  });

  it.each(golden.mask_and_probability)('refuses both for $space.type', (record) => {
    const ours = buildSpace(record.space);
    expectOutcome(record, () => ours.sample(decode(record.mask), decode(record.probability)));
  });
});

describe('membership', () => {
  const records = golden.contains.map((record) => [short(record.space), record] as const);
  it.each(records)('%s', (_, { space, values, verdicts }) => {
    const ours = buildSpace(space);
    values.forEach((value, n) => {
      const context = short(value);
      expectOutcome(verdicts[n], () => ours.contains(decode(value, 'shaped')), context);
    });
  });
});

describe('constructors', () => {
  type Arguments = Readonly<Record<string, unknown>>;
  // biome-ignore lint/suspicious/noExplicitAny: most of these arguments are wrong on purpose.
  const makers: Readonly<Record<string, (args: any[], kwargs: any) => unknown>> = {
    Box: ([low, high], { shape, dtype, seed }) => new Box(low, high, shape, dtype, seed),
    Discrete: ([n], { start, dtype, seed }) => new Discrete(unwrapped(n), unwrapped(start), dtype, seed),
    MultiBinary: ([n]) => new MultiBinary(n),
    MultiDiscrete: ([nvec], kwargs) => new MultiDiscrete(nvec, kwargs),
    Text: ([maxLength], { min_length: minLength, ...rest }) => new Text(maxLength, { minLength, ...rest }),
    Tuple: ([spaces], { seed }) => new Tuple(spaces, seed),
    Dict: ([spaces], { seed }) => new Dict(spaces, seed),
    Sequence: ([space], kwargs) => new Sequence(space, kwargs),
    Graph: ([nodes, edges], { seed }) => new Graph(nodes, edges, seed),
    OneOf: ([spaces], { seed }) => new OneOf(spaces, seed),
  };

  /** Integers of NumPy are numbers here. */
  function unwrapped(value: unknown): number {
    const isInteger =
      value instanceof NdArray && value.shape.length === 0 && !value.dtype.startsWith('float');
    return isInteger ? value.data[0] : (value as number);
  }

  const records = golden.constructors.map(
    (record) => [short({ ...record, message: undefined }), record] as const,
  );
  it.each(records)('%s', (name, record) => {
    const kwargs: Arguments = Object.fromEntries(
      Object.entries(record.kwargs).map(([name, value]) => [name, decode(value)]),
    );
    const make = () =>
      String(
        makers[record.class](
          record.args.map((value) => decode(value)),
          kwargs,
        ),
      );
    if (isNotEqual('spaces', name)) expect(make()).toBe('Box([0. 1.], 2.0, (2,), float32)');
    else expectOutcome(record, make);
  });
});

it('tells which spaces are equal', () => {
  const spaces = golden.equality.spaces.map(buildSpace);
  const pairs: [number, number][] = [];
  spaces.forEach((a, i) => {
    spaces.forEach((b, j) => {
      if (i < j && a.equals(b)) pairs.push([i, j]);
    });
  });
  expect(pairs).toEqual(golden.equality.equal_pairs);
});

it.each(golden.explicit_seeds)(
  'seeds each part of $space.type by itself',
  ({ space, seed, returns, samples }) => {
    const ours = buildSpace(space);
    expect(ours.seed(decode(seed) as number)).toEqual(returns);
    expect(samples.map(() => written(ours, ours.sample()))).toEqual(
      samples.map((sample) => expectedElement(ours, sample)),
    );
  },
);

it.each(golden.graph_samples)(
  'samples graphs of a size asked for: $kwargs',
  ({ space, seed, kwargs, samples }) => {
    const ours = buildSpace(space) as Graph;
    ours.seed(seed);
    const draw = () => ours.sample(null, null, kwargs.num_nodes, kwargs.num_edges ?? null);
    expect(samples.map(() => written(ours, draw()))).toEqual(
      samples.map((sample) => expectedElement(ours, sample)),
    );
  },
);
