/** Choosing a backend: the fastest that loads, and a sentence for each that does not. */
import util from 'node:util';
import * as tf from '@tensorflow/tfjs-core';
import { describe, expect, it } from 'vitest';
import {
  type Backend,
  type BackendName,
  backends,
  chooseBackend,
} from '../../../../src/vsml/differentiable/backend.ts';

const failing: Backend = {
  name: 'tensorflow',
  load: async () => {
    throw new Error('libtensorflow.so.2 cannot be opened');
  },
};
const [tensorflow, wasm, cpu] = backends;

describe('chooseBackend', () => {
  it.each(['wasm', 'cpu'] as const)('takes %s when it is preferred, and it computes', async (name) => {
    expect(await chooseBackend(name)).toEqual({ name, rejections: [] });
    expect(tf.getBackend()).toBe(name);
    expect(tf.tidy(() => tf.sum(tf.ones([2, 3])).dataSync()[0])).toBe(6);
  });

  it('falls back when the preferred backend fails to load, and says so', async () => {
    expect(await chooseBackend('tensorflow', [failing, wasm, cpu])).toEqual({
      name: 'wasm',
      rejections: ['The tfjs backend "tensorflow" is not used: libtensorflow.so.2 cannot be opened.'],
    });
  });

  it('gives tfjs-node the two functions that Node 23 dropped, whether or not it loads', async () => {
    const functions = util as unknown as Record<string, ((value: unknown) => boolean) | undefined>;
    const { isNullOrUndefined, isArray } = functions;
    functions.isNullOrUndefined = undefined;
    functions.isArray = undefined;
    try {
      await tensorflow.load().catch(() => {});
      expect([null, undefined, 0, ''].map((value) => functions.isNullOrUndefined?.(value))).toEqual([
        true,
        true,
        false,
        false,
      ]);
      expect([[], {}].map((value) => functions.isArray?.(value))).toEqual([true, false]);
    } finally {
      Object.assign(functions, { isNullOrUndefined, isArray });
    }
  });

  it('leaves those two functions alone where Node has them', async () => {
    const functions = util as unknown as Record<string, unknown>;
    const { isNullOrUndefined, isArray } = functions;
    const own = () => true;
    Object.assign(functions, { isNullOrUndefined: own, isArray: own });
    try {
      await tensorflow.load().catch(() => {});
      expect([functions.isNullOrUndefined, functions.isArray]).toEqual([own, own]);
    } finally {
      Object.assign(functions, { isNullOrUndefined, isArray });
    }
  });

  it('finds a backend on every machine, with or without tfjs-node', async () => {
    const { name, rejections } = await chooseBackend();
    expect(tf.getBackend()).toBe(name);
    if (name === 'tensorflow') expect(rejections).toEqual([]);
    else expect(rejections[0]).toMatch(/^The tfjs backend "tensorflow" is not used: .+\.$/);
  });

  it('names the reasons when nothing at all loads', async () => {
    await expect(chooseBackend(undefined, [failing])).rejects.toThrow(
      'no tfjs backend loads. The tfjs backend "tensorflow" is not used: libtensorflow.so.2 cannot be opened.',
    );
  });

  it('refuses a backend it does not know', async () => {
    await expect(chooseBackend('webgl' as BackendName)).rejects.toThrow(
      'the backend must be one of tensorflow, wasm, cpu, got webgl',
    );
  });
});
