/** From a seed to a generator, `Generator(PCG64(SeedSequence(seed)))`, as in gymnasium/utils/seeding.py. */
import { GymnasiumError } from './errors.ts';
import { Generator } from './generator.ts';
import { Pcg64 } from './pcg64.ts';
import { typeText } from './python-text.ts';
import { type Entropy, randomEntropy, SeedSequence } from './seed-sequence.ts';

/**
 * A generator and the seed it came from; without a seed one is taken from the operating system.
 * @throws GymnasiumError for a seed that is negative, fractional or no number, RangeError for such a number in a
 * list
 */
export function npRandom(seed?: Entropy | null): [generator: Generator, seed: Entropy] {
  const entropy = seed ?? randomEntropy();
  const isInteger = typeof entropy === 'bigint' || Number.isSafeInteger(entropy);
  if (!isInteger && !Array.isArray(entropy)) {
    const fault = Number.isInteger(entropy)
      ? 'number beyond 2^53 - 1, for which there is bigint'
      : 'fraction';
    const actual = typeof entropy === 'number' ? fault : typeText(entropy);
    throw new GymnasiumError(`Seed must be a python integer, actual type: ${actual}`);
  }
  if (typeof entropy !== 'object' && entropy < 0)
    throw new GymnasiumError(`Seed must be greater or equal to zero, actual value: ${entropy}`);
  return [new Generator(new Pcg64(new SeedSequence(entropy))), entropy];
}
