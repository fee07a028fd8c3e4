/**
 * SeedSequence: turns any integers into well-mixed words (NumPy's design after O'Neill 2015, "Developing a
 * seed_seq alternative"). Word for word equal to `numpy.random.SeedSequence`.
 */

const POOL_SIZE = 4;
const INITIAL_A = 0x43b0d7e5;
const MULTIPLIER_A = 0x931e8875;
const INITIAL_B = 0x8b51f9dd;
const MULTIPLIER_B = 0x58f38ded;
const MIX_LEFT = 0xca01f9dd;
const MIX_RIGHT = 0x4973f715;

/** What a seed may be: a non-negative integer of any size, or a list of them. */
export type Entropy = number | bigint | readonly (number | bigint)[];

/** Little-endian 32-bit words of a non-negative integer; zero is one word. */
function wordsOf(value: number | bigint): number[] {
  if (typeof value === 'number' ? !Number.isSafeInteger(value) || value < 0 : value < 0n) {
    throw new RangeError(`seed must be a non-negative integer (a bigint beyond 2^53 - 1), got ${value}`);
  }
  const words: number[] = [];
  let rest = BigInt(value);
  do {
    words.push(Number(rest & 0xffffffffn));
    rest >>= 32n;
  } while (rest > 0n);
  return words;
}

/** Four words from the operating system, as one integer. */
export function randomEntropy(): bigint {
  const words = globalThis.crypto.getRandomValues(new Uint32Array(POOL_SIZE));
  return words.reduce((value, word) => (value << 32n) | BigInt(word), 0n);
}

function mix(left: number, right: number): number {
  const result = (Math.imul(MIX_LEFT, left) - Math.imul(MIX_RIGHT, right)) | 0;
  return result ^ (result >>> 16);
}

/** A source of seeds for generators; children by `spawn` are independent of it and of each other. */
export class SeedSequence {
  readonly entropy: Entropy;
  readonly spawnKey: readonly number[];
  private readonly pool = new Int32Array(POOL_SIZE);
  private childrenSpawned = 0;

  /**
   * @param entropy taken from the operating system when left out
   * @throws RangeError for negative or fractional entropy
   */
  constructor(entropy: Entropy = randomEntropy(), spawnKey: readonly number[] = []) {
    this.entropy = entropy;
    this.spawnKey = spawnKey;
    const words = typeof entropy === 'object' ? entropy.flatMap(wordsOf) : wordsOf(entropy);
    // Without the padding a spawned child could equal a root with longer entropy.
    while (spawnKey.length > 0 && words.length < POOL_SIZE) words.push(0);
    this.mixEntropy(words.concat(spawnKey.flatMap(wordsOf)));
  }

  private mixEntropy(words: readonly number[]): void {
    const pool = this.pool;
    let constant = INITIAL_A;
    const hash = (word: number): number => {
      const mixed = word ^ constant;
      constant = Math.imul(constant, MULTIPLIER_A);
      const product = Math.imul(mixed, constant);
      return product ^ (product >>> 16);
    };
    for (let n = 0; n < POOL_SIZE; n++) pool[n] = hash(words[n] ?? 0);
    for (let source = 0; source < POOL_SIZE; source++) {
      for (let target = 0; target < POOL_SIZE; target++) {
        if (source !== target) pool[target] = mix(pool[target], hash(pool[source]));
      }
    }
    for (let source = POOL_SIZE; source < words.length; source++) {
      for (let target = 0; target < POOL_SIZE; target++)
        pool[target] = mix(pool[target], hash(words[source]));
    }
  }

  /** `count` words of 32 bits or 64 bits; the same on every call. */
  generateState(count: number, dtype?: 'uint32'): Uint32Array;
  generateState(count: number, dtype: 'uint64'): BigUint64Array;
  generateState(count: number, dtype: 'uint32' | 'uint64' = 'uint32'): Uint32Array | BigUint64Array {
    if (dtype === 'uint32') return this.words(count);
    const words = this.words(2 * count);
    return BigUint64Array.from(
      { length: count },
      (_, n) => (BigInt(words[2 * n + 1]) << 32n) | BigInt(words[2 * n]),
    );
  }

  private words(wordCount: number): Uint32Array {
    const state = new Uint32Array(wordCount);
    let constant = INITIAL_B;
    for (let n = 0; n < wordCount; n++) {
      const mixed = this.pool[n % POOL_SIZE] ^ constant;
      constant = Math.imul(constant, MULTIPLIER_B);
      const product = Math.imul(mixed, constant);
      state[n] = product ^ (product >>> 16);
    }
    return state;
  }

  /** The next `count` children; each call gives new ones. */
  spawn(count: number): SeedSequence[] {
    const children: SeedSequence[] = [];
    for (let n = 0; n < count; n++) {
      children.push(new SeedSequence(this.entropy, [...this.spawnKey, this.childrenSpawned++]));
    }
    return children;
  }

  /** A sequence that goes on as this one does. */
  copy(): SeedSequence {
    const twin = new SeedSequence(this.entropy, this.spawnKey);
    twin.childrenSpawned = this.childrenSpawned;
    return twin;
  }
}
