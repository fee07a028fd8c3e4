import { describe, expect, it } from 'vitest';
import { worlds } from '../../envs/worlds/registry.ts';
import { evaluateSetting, stepsToHalfRate } from '../../experiments/evaluate.ts';
import { planFor, planSchema } from '../../experiments/plan.ts';
import { settingSchema } from '../../experiments/setting.ts';
import { loadWasmKernel } from '../../src/vsml/kernels/wasm/wasm.ts';

const createKernel = await loadWasmKernel();

describe('stepsToHalfRate', () => {
  it('is the end of the first tenth of life that earns half of the last quarter', () => {
    const curve = new Float64Array(100).fill(0, 0, 40).fill(1, 40);
    expect(stepsToHalfRate(curve)).toBe(45);
  });

  it('is null where nothing is earned at the end', () => {
    expect(stepsToHalfRate(new Float64Array(100))).toBeNull();
    expect(stepsToHalfRate(new Float64Array(0))).toBeNull();
  });
});

describe('evaluateSetting', () => {
  const random = settingSchema.parse({
    world: 'DarkRoom-v0',
    society: 'random',
    worldOptions: { bodies: 2 },
  });

  it('measures the same on the same seeds, and the second half is part of the whole', async () => {
    const seeds = [1, 2, 3, 4, 5];
    const { millisecondsPerLifetime: _, ...first } = await evaluateSetting(
      random,
      createKernel,
      undefined,
      seeds,
    );
    const { millisecondsPerLifetime: __, ...second } = await evaluateSetting(
      random,
      createKernel,
      undefined,
      seeds,
    );
    expect(second).toEqual(first);
    expect(first.lifetimes).toBe(5);
    expect(first.secondHalf).toBeLessThanOrEqual(first.mean);
    expect(first.attainable).toBeGreaterThan(24);
  });

  it('stops when told to', async () => {
    const aborted = AbortSignal.abort(new Error('enough'));
    await expect(evaluateSetting(random, createKernel, undefined, [1, 2], aborted)).rejects.toThrow('enough');
  });
});

describe('plans', () => {
  it.each([...worlds.keys()])('%s has a plan that survives its own file', (world) => {
    const plan = planFor({ world });
    expect(planSchema.parse(JSON.parse(JSON.stringify(plan)))).toEqual(plan);
  });

  it('fewer generations are the beginning of the same schedule', () => {
    const whole = planFor({ world: 'DarkRoom-v0' });
    expect(planFor({ world: 'DarkRoom-v0' }, { generations: 3 }).evolution).toEqual(whole.evolution);
  });

  it('refuses what no rule can be', () => {
    const plan = planFor({ world: 'DarkRoom-v0' });
    expect(planSchema.safeParse({ ...plan, rule: { ...plan.rule, stateSize: 6 } }).success).toBe(false);
    expect(planSchema.safeParse({ ...plan, generations: 0 }).success).toBe(false);
  });
});
