/** SeedSequence and PCG64, bit for bit against data recorded from NumPy; seeds and states that are refused. */
import { errors, npRandom, Pcg64, SeedSequence } from 'gymnasium-js';
import { describe, expect, it } from 'vitest';
import { goldenFile } from './golden-file.ts';

interface GoldenSeeding {
  readonly cases: readonly {
    readonly seed: string;
    readonly seed_sequence: {
      readonly uint32x10: readonly number[];
      readonly uint64x4: readonly string[];
      readonly spawn_uint32x4: readonly (readonly number[])[];
      readonly spawn_of_first_child: readonly number[];
    };
    readonly pcg64_initial: {
      readonly state: string;
      readonly inc: string;
      readonly has_uint32: 0 | 1;
      readonly uinteger: number;
    };
    readonly raw: readonly (string | number)[];
  }[];
  readonly entropy_lists: readonly { readonly entropy: number[]; readonly uint32x4: readonly number[] }[];
}

const golden = goldenFile<GoldenSeeding>('rng');

describe.each(golden.cases)('seed $seed', ({ seed, seed_sequence, pcg64_initial, raw }) => {
  it('mixes and spawns like numpy.random.SeedSequence', () => {
    const sequence = new SeedSequence(BigInt(seed));
    expect([...sequence.generateState(10)]).toEqual(seed_sequence.uint32x10);
    expect(Array.from(sequence.generateState(4, 'uint64'), String)).toEqual(
      seed_sequence.uint64x4.map(String),
    );
    const children = sequence.spawn(3);
    expect(children.map((child) => [...child.generateState(4)])).toEqual(seed_sequence.spawn_uint32x4);
    expect([...children[0].spawn(1)[0].generateState(4)]).toEqual(seed_sequence.spawn_of_first_child);
  });

  it('generates like numpy.random.PCG64', () => {
    const bits = new Pcg64(new SeedSequence(BigInt(seed)));
    const { state, has_uint32, uinteger } = bits.state;
    expect({ state: String(state.state), inc: String(state.inc), has_uint32, uinteger }).toEqual(
      pcg64_initial,
    );
    for (const expected of raw) {
      bits.next();
      expect((BigInt(bits.high) << 32n) | BigInt(bits.low)).toBe(BigInt(expected));
    }
  });
});

it('takes lists of integers as entropy', () => {
  for (const { entropy, uint32x4 } of golden.entropy_lists) {
    expect([...new SeedSequence(entropy).generateState(4)]).toEqual(uint32x4);
  }
});

it('seeds itself from the operating system, differently each time', () => {
  expect(npRandom()[1]).not.toEqual(npRandom()[1]);
});

it('spawns other children each time, and the same from the same seed', () => {
  const spawned = () => npRandom(3)[0].spawn(2);
  const [first] = npRandom(3);
  const draws = [...first.spawn(2), ...first.spawn(2)].map((child) => child.random());
  expect(new Set(draws).size).toBe(4);
  expect(spawned().map((child) => child.random())).toEqual(draws.slice(0, 2));
});

it('copies generators that go on alike and apart', () => {
  const [generator] = npRandom(8);
  generator.integers(7);
  const copy = generator.copy();
  const draws = [copy.integers(9), copy.random(), copy.spawn(1)[0].random()];
  expect([generator.integers(9), generator.random(), generator.spawn(1)[0].random()]).toEqual(draws);
});

describe('the state', () => {
  it('goes to Python and back in the shape of bit_generator.state, as JSON too', () => {
    const [generator] = npRandom(5);
    generator.integers(10);
    const { state } = generator.bitGenerator;
    const json = JSON.stringify(state, (_, value) => (typeof value === 'bigint' ? String(value) : value));
    const expected = generator.random(20);
    const [other] = npRandom(6);
    other.bitGenerator.state = JSON.parse(json);
    expect(other.random(20)).toEqual(expected);
    expect(state.has_uint32).toBe(1);
  });

  it('goes on where a NumPy generator stood', () => {
    // After rng = numpy.random.default_rng(12345); rng.integers(5): rng.integers(100), then rng.random().
    const [generator] = npRandom(0);
    generator.bitGenerator.state = {
      bit_generator: 'PCG64',
      state: {
        state: '124916521386786696492661560708700734288',
        inc: '268209174141567072605526753992732310247',
      },
      has_uint32: 1,
      uinteger: 976400781,
    };
    expect([generator.integers(100), generator.random()]).toEqual([22, 0.31675833970975287]);
  });

  it('is refused when it is of another generator or out of range', () => {
    const [{ bitGenerator }] = npRandom(0);
    const { state } = bitGenerator;
    const broken: object[] = [
      { ...state, bit_generator: 'MT19937' },
      { ...state, state: { state: 1n << 128n, inc: 1n } },
      { ...state, state: { state: 1n, inc: -1n } },
      { ...state, uinteger: 2 ** 32 },
    ];
    for (const value of broken) {
      expect(() => {
        bitGenerator.state = value as typeof state;
      }).toThrow(/PCG64/);
    }
    expect(bitGenerator.state).toEqual(state);
  });
});

it('refuses negative and fractional seeds', () => {
  for (const seed of [-1, -3n]) {
    expect(() => npRandom(seed)).toThrow(`Seed must be greater or equal to zero, actual value: ${seed}`);
  }
  for (const seed of [0.5, Number.NaN]) expect(() => npRandom(seed)).toThrow(errors.GymnasiumError);
  expect(() => npRandom([1, -1])).toThrow('seed must be a non-negative integer');
});
