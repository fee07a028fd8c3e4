/** The bridge to tfjs: observations become its tensors and actions come back from them. */
import * as backend from '@tensorflow/tfjs-backend-cpu';
import * as tf from '@tensorflow/tfjs-core';
import { type Env, make, TensorConversion } from 'gymnasium-js';
import { expect, it } from 'vitest';

it('gives tensors of the shape and type of the space, and takes them as actions', async () => {
  expect(backend.version_cpu).toBeDefined();
  // Or the backend prints an advertisement for a faster one.
  tf.env().set('IS_NODE', false);
  await tf.setBackend('cpu');
  const plain = make<Float32Array, Float32Array>('Pendulum-v1');
  const [expected] = plain.reset({ seed: 4 });
  const next = plain.step(Float32Array.of(1.5));
  const env = new TensorConversion(make('Pendulum-v1'), { library: tf });
  const observation = env.reset({ seed: 4 })[0] as tf.Tensor;
  expect([observation.shape, observation.dtype]).toEqual([[3], 'float32']);
  expect([...observation.dataSync()]).toEqual([...expected]);
  const [seen, reward] = env.step(tf.tensor1d([1.5]));
  expect([[...(seen as tf.Tensor).dataSync()], reward]).toEqual([[...next[0]], next[1]]);
});

it('goes into the parts of composite observations, and takes actions as they are', () => {
  const env = new TensorConversion(make('Blackjack-v1') as Env<unknown, unknown>, { library: tf });
  const [parts] = env.reset({ seed: 1 });
  const values = (parts as tf.Tensor[]).map((part) => [part.shape, part.dtype, ...part.dataSync()]);
  const [expected] = make<number[], number>('Blackjack-v1').reset({ seed: 1 });
  expect(values).toEqual(expected.map((value) => [[], 'int32', value]));
  expect(env.step(0)[2]).toBe(true);
  env.reset({ seed: 1 });
  expect(env.step(tf.scalar(0, 'int32'))[2]).toBe(true);
});
