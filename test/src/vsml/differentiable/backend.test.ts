/** Choosing a backend: the fastest that loads, and a sentence for each that does not. */
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
const [, wasm, cpu] = backends;

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
