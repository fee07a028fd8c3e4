/** What only some streams show as environments: rewards of both kinds, and bad actions. */
import { type Env, make } from 'gymnasium-js';
import { expect, it } from 'vitest';
import { registerStreams } from '../../../envs/streams/stream-environment.ts';

registerStreams();

/** The environment itself, without the wrappers of `make`. */
const environment = (id: string, options = {}) =>
  make(id, options).unwrapped as Env<Float32Array, Float32Array>;

it('pays for correct answers when asked to', () => {
  const env = environment('GaussianClusters-v0', { reward: 'correct' });
  env.reset({ seed: 1 });
  for (let step = 0; step < 40; step++) {
    const [, reward, , , info] = env.step(Float32Array.of(1, 0, 0, 0));
    const isFirst = (info.target as Float32Array)[0] === 1;
    expect([reward, info.correct]).toEqual([isFirst ? 1 : 0, isFirst]);
  }
});

it('leaves correctness undefined for regression and refuses to pay for it', () => {
  const env = environment('Sinusoid-v0');
  env.reset({ seed: 1 });
  const [, , , , info] = env.step(Float32Array.of(0));
  expect(info.correct).toBeUndefined();
  expect((info.feedback as Float32Array)[0]).toBe(-(info.target as Float32Array)[0]);
  expect(() => environment('Sinusoid-v0', { reward: 'correct' })).toThrow(
    'Sinusoid-v0 is a regression, where nothing is correct: its reward must be loss',
  );
  expect(() => environment('Sinusoid-v0', { reward: 'much' })).toThrow(
    "Sinusoid-v0: option 'reward' must be one of loss, correct, got much",
  );
});

it('refuses actions of another size and numbers that are not finite', () => {
  const env = environment('LinearTeacher-v0');
  expect(() => env.step(Float32Array.of(0, 0))).toThrow('call reset before step');
  env.reset({ seed: 1 });
  for (const action of [Float32Array.of(0), Float32Array.of(0, Number.NaN), Float32Array.of(0, Infinity)])
    expect(() => env.step(action)).toThrow('LinearTeacher-v0: the action must hold 2 finite numbers, got');
});

it('gives away copies that later steps do not change', () => {
  const env = environment('GaussianClusters-v0');
  const [observation] = env.reset({ seed: 7 });
  const [, , , , info] = env.step(new Float32Array(4));
  const kept = JSON.stringify([observation, info]);
  for (let step = 0; step < 5; step++) env.step(Float32Array.of(0, 1, 2, 3));
  expect(JSON.stringify([observation, info])).toBe(kept);
});

it('draws the seed of a life from its generator when none is given', () => {
  const env = environment('GaussianClusters-v0');
  env.reset({ seed: 7 });
  const [second] = env.reset();
  env.reset({ seed: 7 });
  expect(env.reset()[0]).toEqual(second);
  expect(env.reset()[0]).not.toEqual(second);
});
