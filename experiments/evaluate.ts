/** Measures a society on held-out lifetimes: how much it earns, when, and what its messages and memory cost. */
import { VsmlSociety } from '../agents/vsml/vsml-society.ts';
import { confidenceHalfWidth95, mean } from '../src/numerics/statistics.ts';
import type { KernelFactory } from '../src/vsml/kernel.ts';
import type { Rule } from '../src/vsml/rule.ts';
import { type SettingConfiguration, settingWithRule } from './setting.ts';

export interface Evaluation {
  /** Mean over lifetimes of the return: reward a body collects in its life, averaged over bodies. */
  readonly mean: number;
  /** Half-width of the 95 % confidence interval of `mean` (Student's t). */
  readonly ci95: number;
  /** Part of `mean` earned in the second half of life. */
  readonly secondHalf: number;
  readonly lifetimes: number;
  /**
   * Steps until the reward rate, averaged over lifetimes and a tenth of a life, first reaches half of what it is in
   * the last quarter; null where nothing is earned there.
   */
  readonly stepsToHalfRate: number | null;
  /** Messages that cross the bus at each step of the world. */
  readonly messagesPerStep: number;
  /** Learned memory one body adds, in floats. */
  readonly memoryFloatsPerBody: number;
  /** Wall time of one lifetime. */
  readonly millisecondsPerLifetime: number;
  /** The best that is known to be attainable on these tasks, where the world knows. */
  readonly attainable: number | null;
}

/** `curve` is the mean reward at each step, `[steps]`. */
export function stepsToHalfRate(curve: Float64Array): number | null {
  const window = Math.max(1, Math.floor(curve.length / 10));
  const lastQuarter = curve.subarray(Math.floor((3 * curve.length) / 4));
  const goal = lastQuarter.length > 0 ? mean(lastQuarter) / 2 : 0;
  if (!(goal > 0)) return null;
  for (let end = window; end <= curve.length; end++) {
    if (mean(curve.subarray(end - window, end)) >= goal) return end;
  }
  return null;
}

/** Lets timers, servers and signals have their turn. */
function breathe(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, 0));
}

/**
 * Lives one lifetime for each seed, one after the other, and gives way to other work in between.
 * @throws the signal's reason when it is aborted
 */
export async function evaluateSetting(
  configuration: SettingConfiguration,
  createKernel: KernelFactory,
  rule: Rule | undefined,
  seeds: readonly number[],
  signal?: AbortSignal,
): Promise<Evaluation> {
  const setting = settingWithRule(configuration, createKernel, rule);
  const { society, steps, world } = setting;
  const returns = new Float64Array(seeds.length);
  const curve = new Float64Array(steps);
  let crossed = 0;
  let milliseconds = 0;
  const attainable: (number | undefined)[] = [];
  for (let n = 0; n < seeds.length; n++) {
    signal?.throwIfAborted();
    const start = performance.now();
    returns[n] = setting.live(seeds[n], curve);
    milliseconds += performance.now() - start;
    attainable.push(world.bestAttainableReturn(steps));
    if (society instanceof VsmlSociety) crossed += society.crossings.crossed;
    if (n % 4 === 3) await breathe();
  }
  for (let step = 0; step < steps; step++) curve[step] /= seeds.length;
  const known = attainable.filter((value) => value !== undefined);
  return {
    mean: mean(returns),
    ci95: confidenceHalfWidth95(returns),
    secondHalf: curve.subarray(Math.floor(steps / 2)).reduce((sum, value) => sum + value, 0),
    lifetimes: seeds.length,
    stepsToHalfRate: stepsToHalfRate(curve),
    messagesPerStep: crossed / (seeds.length * steps),
    memoryFloatsPerBody: society instanceof VsmlSociety ? society.memoryFloatsPerBody : 0,
    millisecondsPerLifetime: milliseconds / seeds.length,
    attainable: known.length === seeds.length ? mean(known) : null,
  };
}
