/** What each augmentation does to a stream, and how many tasks it makes. */
import { describe, expect, it } from 'vitest';
import { createStream } from '../../../../envs/streams/registry.ts';
import type { Stream } from '../../../../envs/streams/stream.ts';

const plain = (options = {}) => createStream('GaussianClusters-v0', { noise: 0.1, ...options });
const augmented = (...augment: object[]) => createStream('GaussianClusters-v0', { noise: 0.1, augment });

/** Where each input of a permuting augmentation comes from in the life with this seed. */
function mapOf(kind: object, seed: number): string {
  const stream = augmented(kind);
  const source = plain();
  stream.reset(seed);
  source.reset(seed);
  return Array.from(stream.input, (value) => source.input.indexOf(value)).join();
}

describe('a variation', () => {
  const maps = (kind: object) => new Set([1, 2, 3, 4, 5, 6, 7, 8].map((seed) => mapOf(kind, seed)));

  it('is fresh in each life when endless, which is the default', () => {
    expect(maps({ kind: 'input-permutation' }).size).toBe(8);
    expect(maps({ kind: 'input-permutation', count: Infinity })).toEqual(maps({ kind: 'input-permutation' }));
  });

  it('is one of a few when they are counted, all of them met', () => {
    expect(maps({ kind: 'input-permutation', count: 1 }).size).toBe(1);
    expect(maps({ kind: 'input-permutation', count: '3' }).size).toBe(3);
  });

  it('is another one in another family', () => {
    const families = [0, 1].map((family) => maps({ kind: 'input-permutation', count: 1, family }));
    expect(families[0]).not.toEqual(families[1]);
  });

  it('leaves the stream alone when there are none', () => {
    for (const kind of ['random-projection', 'input-permutation', 'label-permutation']) {
      const stream = augmented({ kind, count: 0 });
      const source = plain();
      stream.reset(3);
      source.reset(3);
      for (let step = 0; step < 5; step++) {
        expect([stream.input, stream.target]).toEqual([source.input, source.target]);
        stream.next();
        source.next();
      }
    }
  });

  it('does not undo itself when laid on itself', () => {
    const twice = createStream('GaussianClusters-v0', {
      augment: [{ kind: 'input-permutation' }, { kind: 'input-permutation' }],
    });
    const once = createStream('GaussianClusters-v0', { augment: [{ kind: 'input-permutation' }] });
    const source = createStream('GaussianClusters-v0');
    for (const stream of [twice, once, source]) stream.reset(1);
    const order = (stream: Stream) => Array.from(stream.input, (value) => source.input.indexOf(value));
    const first = order(once);
    expect(order(twice)).not.toEqual(first.map((n) => first[n]));
  });
});

describe('random-projection', () => {
  it('is linear and the same throughout a life', () => {
    const options = { inputs: 2, classes: 2 };
    const source = createStream('GaussianClusters-v0', options);
    const stream = createStream('GaussianClusters-v0', {
      ...options,
      augment: [{ kind: 'random-projection', size: 3 }],
    });
    source.reset(4);
    stream.reset(4);
    const examples = Array.from({ length: 12 }, () => {
      const example = { from: source.input.slice(), to: stream.input.slice() };
      source.next();
      stream.next();
      return example;
    });
    const [a, b] = examples;
    const determinant = a.from[0] * b.from[1] - a.from[1] * b.from[0];
    const bound = Math.sqrt(6 / 5);
    for (let row = 0; row < 3; row++) {
      const x = (a.to[row] * b.from[1] - a.from[1] * b.to[row]) / determinant;
      const y = (a.from[0] * b.to[row] - a.to[row] * b.from[0]) / determinant;
      expect(Math.max(Math.abs(x), Math.abs(y))).toBeLessThanOrEqual(bound);
      for (const { from, to } of examples) expect(x * from[0] + y * from[1]).toBeCloseTo(to[row], 4);
    }
  });

  it('keeps the size of the input unless told otherwise', () => {
    expect(augmented({ kind: 'random-projection' }).inputSize).toBe(16);
    expect(augmented({ kind: 'random-projection', size: 5 }).inputSize).toBe(5);
  });

  it('has the spread of its range: variance a third of the bound squared', () => {
    const stream = createStream('GaussianClusters-v0', {
      inputs: 300,
      augment: [{ kind: 'random-projection', size: 300 }],
    });
    const source = createStream('GaussianClusters-v0', { inputs: 300 });
    const power = (values: Float32Array) => values.reduce((sum, value) => sum + value * value, 0);
    stream.reset(1);
    source.reset(1);
    // 300 inputs and 300 outputs: bound 0.1, each entry has variance 1/300, so the power of the input is kept.
    expect(power(stream.input) / power(source.input)).toBeCloseTo(1, 0);
  });
});

describe('label-permutation', () => {
  it('renames the classes, one to one, for the whole life', () => {
    const stream = augmented({ kind: 'label-permutation' });
    const source = plain();
    stream.reset(5);
    source.reset(5);
    const names = new Map<number, number>();
    for (let step = 0; step < 100; step++) {
      const from = source.target.indexOf(1);
      const to = stream.target.indexOf(1);
      expect(names.get(from) ?? to).toBe(to);
      names.set(from, to);
      stream.next();
      source.next();
    }
    expect(new Set(names.values()).size).toBe(4);
  });

  it('refuses a regression', () => {
    const augment = [{ kind: 'label-permutation' }];
    expect(() => createStream('Sinusoid-v0', { augment })).toThrow(
      'label-permutation needs classes, but Sinusoid-v0 is a regression',
    );
  });
});

describe('class-subset', () => {
  it('shows the listed classes alone, named by their place in the list', () => {
    const stream = augmented({ kind: 'class-subset', classes: [3, 1] });
    const source = plain();
    stream.reset(6);
    source.reset(6);
    expect(stream.outputSize).toBe(2);
    for (let step = 0; step < 50; step++) {
      while (![3, 1].includes(source.target.indexOf(1))) source.next();
      expect(stream.input).toEqual(source.input);
      expect(stream.target.indexOf(1)).toBe([3, 1].indexOf(source.target.indexOf(1)));
      stream.next();
      source.next();
    }
  });

  it('draws as many classes as asked, others in other lives', () => {
    const source = plain({ noise: 0, classes: 6 });
    const stream = createStream('GaussianClusters-v0', {
      noise: 0,
      classes: 6,
      augment: [{ kind: 'class-subset', classes: 3 }],
    });
    const drawn = new Set<string>();
    for (let seed = 0; seed < 6; seed++) {
      const points = new Map<string, number>();
      source.reset(seed);
      for (let step = 0; step < 100; step++) {
        points.set(source.input.join(), source.target.indexOf(1));
        source.next();
      }
      const subset: number[] = [];
      stream.reset(seed);
      for (let step = 0; step < 100; step++) {
        subset[stream.target.indexOf(1)] = points.get(stream.input.join())!;
        stream.next();
      }
      expect(new Set(subset).size).toBe(3);
      drawn.add(subset.join());
    }
    expect(drawn.size).toBe(6);
  });

  it('refuses classes that are not there', () => {
    expect(() => augmented({ kind: 'class-subset', classes: 5 })).toThrow(
      'class-subset: 5 classes were asked for, GaussianClusters-v0 has 4',
    );
    expect(() => augmented({ kind: 'class-subset', classes: [0, 4] })).toThrow(
      'class-subset: there is no class 4, GaussianClusters-v0 has 0 to 3',
    );
  });

  it('does not wait for ever for a class that a life does not show', () => {
    const augment = [{ kind: 'class-subset', classes: 2, count: 1 }];
    const options = { inputs: 2, images: 1, classes: 50, augment };
    expect(() => createStream('RandomImages-v0', options).reset(1)).toThrow(/shows none of the classes/);
  });
});

describe('a list of augmentations', () => {
  it('is laid on in order, the first innermost', () => {
    const stream = augmented(
      { kind: 'class-subset', classes: [2, 0] },
      { kind: 'random-projection', size: 7 },
    );
    expect([stream.inputSize, stream.outputSize]).toEqual([7, 2]);
    expect(() =>
      augmented({ kind: 'class-subset', classes: [2, 0] }, { kind: 'class-subset', classes: [2, 0] }),
    ).toThrow('there is no class 2');
  });

  it('may come as JSON', () => {
    const augment = '[{"kind":"random-projection","size":7}]';
    expect(createStream('SumSign-v0', { augment }).inputSize).toBe(7);
  });

  it.each([
    [[{ kind: 'blur' }], /^unknown augmentation 'blur'; there are random-projection, input-permutation/],
    [
      [{ kind: 'label-permutation', size: 3 }],
      /^label-permutation has no option 'size'; it accepts count, family$/,
    ],
    [
      [{ kind: 'label-permutation', count: -1 }],
      /^label-permutation: option 'count' must be an integer from 0 to 4294967296, or endless, got -1$/,
    ],
    [[{ kind: 'class-subset', count: 0 }], /^class-subset: option 'count' must be an integer from 1 to/],
    [
      [{ kind: 'class-subset', classes: [1, 1] }],
      /^class-subset: option 'classes' must be how many .*, got \[1,1\]$/,
    ],
    [
      [{ kind: 'random-projection', count: 0, size: 3 }],
      /^random-projection: a count of 0 leaves the 16 inputs as they are, so size cannot be 3$/,
    ],
    [['blur'], /^augment must be a list such as \[{"kind":"label-permutation"}\], got \["blur"\]$/],
    ['[{', /^augment must be a list such as .*, got \[{$/],
  ])('is refused in one sentence: %j', (augment, sentence) => {
    expect(() => createStream('GaussianClusters-v0', { augment })).toThrow(sentence);
  });
});
