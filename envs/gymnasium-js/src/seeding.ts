/** From a seed to a generator, `Generator(PCG64(SeedSequence(seed)))`, as in gymnasium/utils/seeding.py. */
import { Generator } from './generator.ts';
import { Pcg64 } from './pcg64.ts';
import { type Entropy, randomEntropy, SeedSequence } from './seed-sequence.ts';

/**
 * A generator and the seed it came from; without a seed one is taken from the operating system.
 * @throws RangeError for a negative or fractional seed
 */
export function npRandom(seed?: Entropy | null): [generator: Generator, seed: Entropy] {
  const entropy = seed ?? randomEntropy();
  return [new Generator(new Pcg64(new SeedSequence(entropy))), entropy];
}
