/** PES and NRES on lifetimes of a rule: windows that add up to the whole, and one chain of hashes wherever they are lived. */
import { describe, expect, it } from 'vitest';
import { VsmlSociety } from '../../agents/vsml/vsml-society.ts';
import { lifetimeWindows } from '../../experiments/lifetime-windows.ts';
import { planFor, planSchema } from '../../experiments/plan.ts';
import { Setting, settingSchema } from '../../experiments/setting.ts';
import { trainRule } from '../../experiments/train-rule.ts';
import { createRun, openRun } from '../../src/store/open-run.ts';
import { loadWasmKernel } from '../../src/vsml/kernels/wasm/wasm.ts';
import { initialRule } from '../../src/vsml/rule.ts';
import { temporaryDirectory } from '../fixtures/temporary-directory.ts';

const WINDOWS = 3;
const setting = settingSchema.parse({
  world: 'DarkRoom-v0',
  worldOptions: { size: 4, bodies: 2 },
  steps: 25,
  channels: [{ kind: 'drop', value: 0.1 }],
});
const plan = planFor(
  { world: 'BernoulliBandit-v0', worldOptions: { arms: 3 }, steps: 20 },
  {
    strategy: 'pes',
    evolution: { windows: WINDOWS, learningRate: 0.1 },
    populationSize: 8,
    tasksPerGeneration: 2,
    generations: 6,
    seed: 5,
  },
);

describe('the windows of a lifetime', () => {
  it('add up to the return of the whole, also for the second lifetime of the same world', async () => {
    const createKernel = await loadWasmKernel();
    const { parameters } = initialRule(plan.rule, 2);
    const create = () => new Setting(setting, createKernel, plan.rule);
    const whole = create();
    whole.loadParameters(parameters);
    const windows = lifetimeWindows(create);
    for (const seed of [3, 4]) {
      let inner = windows.begin(seed);
      let total = 0;
      for (let window = 0; window < WINDOWS; window++) {
        const lived = windows.advance(inner, parameters.slice(), window, WINDOWS);
        inner = lived.inner;
        total += lived.fitness;
      }
      windows.release?.(inner);
      expect(inner.lifetime.step).toBe(setting.steps);
      expect(total).toBeCloseTo(whole.live(seed), 9);
    }
  });

  it('go on with the synapses of the window before, under the rule of the present one', async () => {
    const createKernel = await loadWasmKernel();
    const windows = lifetimeWindows(() => new Setting(setting, createKernel, plan.rule));
    const [first, second] = [1, 2].map((seed) => initialRule(plan.rule, seed).parameters);
    const live = (...rules: Float32Array[]) => {
      let inner = windows.begin(7);
      for (const [window, rule] of rules.entries())
        inner = windows.advance(inner, rule, window, WINDOWS).inner;
      const { society } = inner.setting;
      if (!(society instanceof VsmlSociety)) throw new Error('not a society of synapses');
      return [...society.kernel.memory.layers[0].hidden];
    };
    expect(live(first, second)).toEqual(live(first, second));
    expect(live(first, second)).not.toEqual(live(second, second));
    expect(live(first, second)).not.toEqual(live(first, first));
  });

  it('are not more than its steps', async () => {
    const createKernel = await loadWasmKernel();
    const windows = lifetimeWindows(() => new Setting(setting, createKernel, plan.rule));
    const { parameters } = initialRule(plan.rule, 1);
    expect(() => windows.advance(windows.begin(1), parameters, 0, 26)).toThrow(
      'windows must be at most the 25 steps of a lifetime, got 26',
    );
  });
});

describe.each(['pes', 'nres'])('%s on lifetimes', (strategy) => {
  const own = planSchema.parse({
    ...plan,
    strategy,
    evolution: { ...plan.evolution, reusePeriod: strategy === 'pes' ? 1 : WINDOWS },
  });
  const inline = () => trainRule({ plan: own, workers: 0 });

  it('gives one chain of hashes on one thread and on two, which lose sight of particles', async () => {
    expect((await trainRule({ plan: own, workers: 2 })).hashes).toEqual((await inline()).hashes);
  });

  it('goes on to the same chain after a stop at any generation, in mid-life', async () => {
    const { hashes } = await inline();
    for (let stop = 1; stop < own.generations; stop++) {
      const directory = temporaryDirectory();
      const begun = { ...own, generations: stop };
      await trainRule({ plan: begun, workers: 0, store: createRun(directory, 'a', own) });
      const resumed = { plan: own, workers: 0, store: openRun(directory, 'a'), resume: true };
      expect((await trainRule(resumed)).hashes).toEqual(hashes);
    }
  });
});

it('is refused together with lifetimes that grow', () => {
  const curriculum = { firstSteps: 5, finalSteps: 20, generations: 3 };
  expect(() => planSchema.parse({ ...plan, curriculum })).toThrow(
    'lifetimes that grow cannot be cut into windows',
  );
});
