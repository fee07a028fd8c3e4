/** Runs of vector environments in the form of the golden file, and how ours are held against them. */
import type { BoolArray, Infos, VectorEnv, VectorStepResult } from 'gymnasium-js';
import { expect } from 'vitest';
import { elementTypeOf } from '../../../envs/gymnasium-js/src/spaces/element-types.ts';
import { toNumber } from './typed-value.ts';

export type AnyVectorEnv = VectorEnv<unknown, unknown>;
type Json = number | boolean | string | null | Json[] | { readonly [key: string]: Json };
interface Leaf {
  readonly dtype: string;
  readonly v: Json;
}
export interface GoldenInfos {
  readonly [key: string]: GoldenInfos | Leaf;
}
export interface VectorRun {
  readonly seed: number;
  readonly reset_seed: number | readonly (number | null)[] | null;
  readonly reset_obs: Json;
  readonly reset_infos: GoldenInfos;
  readonly actions: readonly Json[];
  readonly obs: readonly Json[];
  readonly rewards: readonly (readonly number[])[];
  readonly terminated: readonly (readonly boolean[])[];
  readonly truncated: readonly (readonly boolean[])[];
  readonly infos: readonly GoldenInfos[];
  readonly mask_resets: readonly {
    readonly after_step: number;
    readonly reset_mask: readonly boolean[];
    readonly obs: Json;
    readonly infos: GoldenInfos;
  }[];
}

/** How far float64 numbers may be off, and float32 ones. */
export interface Tolerance {
  readonly rewards?: number;
  readonly observations?: number;
}

/** The numbers of nested lists in order. */
function leaves(golden: Json): unknown[] {
  return Array.isArray(golden) ? golden.flatMap(leaves) : [golden];
}

function expectNumbers(values: ArrayLike<number>, golden: Json, place: string, tolerance: number): void {
  const numbers = leaves(golden).map((value) =>
    typeof value === 'boolean' ? Number(value) : toNumber(value),
  );
  const expected = values instanceof Float32Array ? numbers.map(Math.fround) : numbers;
  if (tolerance === 0) expect(Array.from(values), place).toEqual(expected);
  else {
    expect(values.length, place).toBe(expected.length);
    expected.forEach((number, n) => {
      expect(Math.abs(values[n] - number), place).toBeLessThanOrEqual(
        tolerance * Math.max(1, Math.abs(number)),
      );
    });
  }
}

/** Arrays in C order against nested lists, tuples and dictionaries part by part. */
export function expectBatch(value: unknown, golden: Json, place: string, tolerance = 0): void {
  if (ArrayBuffer.isView(value)) expectNumbers(value as Float64Array, golden, place, tolerance);
  else if (Array.isArray(value)) {
    const parts = golden as Json[];
    expect(value.length, place).toBe(parts.length);
    for (const [n, part] of value.entries()) expectBatch(part, parts[n], place, tolerance);
  } else if (typeof value === 'object' && value !== null) {
    const parts = golden as { readonly [key: string]: Json };
    expect(Object.keys(value).sort(), place).toEqual(Object.keys(parts).sort());
    for (const [key, part] of Object.entries(value))
      expectBatch(part, parts[key], `${place} ${key}`, tolerance);
  } else expect(value, place).toEqual(golden);
}

/** Infos without the times on the wall clock. */
export function expectInfos(infos: Infos, golden: GoldenInfos, place: string): void {
  const keys = Object.keys(infos).filter((key) => key !== 't' && key !== '_t');
  expect(keys.sort(), place).toEqual(Object.keys(golden).sort());
  for (const key of keys) {
    const expected = golden[key];
    const value = infos[key];
    const spot = `${place} ${key}`;
    if (!('dtype' in expected && 'v' in expected)) expectInfos(value as Infos, expected as GoldenInfos, spot);
    else {
      const { dtype, v } = expected as Leaf;
      expect(elementTypeOf(value) ?? 'object', spot).toBe(dtype);
      expectBatch(value, v, spot);
    }
  }
}

function flags(values: BoolArray): boolean[] {
  return Array.from(values, Boolean);
}

function expectStep(
  [observations, rewards, terminations, truncations, infos]: VectorStepResult<unknown>,
  run: VectorRun,
  step: number,
  tolerance: Tolerance,
): void {
  expectBatch(observations, run.obs[step], `observations ${step}`, tolerance.observations);
  expectNumbers(rewards, [...run.rewards[step]], `rewards ${step}`, tolerance.rewards ?? 0);
  expect([flags(terminations), flags(truncations)], `flags ${step}`).toEqual([
    run.terminated[step],
    run.truncated[step],
  ]);
  expectInfos(infos, run.infos[step], `infos ${step}`);
}

/** Plays a run: actions are drawn from the space and must be those of the original. */
export function playRun(env: AnyVectorEnv, run: VectorRun, tolerance: Tolerance = {}): void {
  env.actionSpace.seed(run.seed);
  const [observations, infos] = env.reset({ seed: run.reset_seed });
  expectBatch(observations, run.reset_obs, 'reset', tolerance.observations);
  expectInfos(infos, run.reset_infos, 'reset');
  const maskResets = new Map(run.mask_resets.map((reset) => [reset.after_step, reset]));
  run.actions.forEach((golden, step) => {
    const actions = env.actionSpace.sample();
    expectBatch(actions, golden, `actions ${step}`);
    expectStep(env.step(actions), run, step, tolerance);
    const reset = maskResets.get(step);
    if (reset === undefined) return;
    const [seen, seenInfos] = env.reset({ options: { resetMask: [...reset.reset_mask] } });
    expectBatch(seen, reset.obs, `mask reset after ${step}`, tolerance.observations);
    expectInfos(seenInfos, reset.infos, `mask reset after ${step}`);
  });
}
