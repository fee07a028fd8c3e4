/** The strategies' benchmark: every strategy's pass mark on CartPole in the shortened form, exact resume, its report. */
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import {
  cartPoleAction,
  cartPoleParameters,
  createCartPoleEvaluator,
} from '../../experiments/strategies/cart-pole.ts';
import { configurationFor } from '../../experiments/strategies/configurations.ts';
import { passMarks } from '../../experiments/strategies/marks.ts';
import { strategies } from '../../experiments/strategies/strategies.ts';
import { strategyTask, strategyTasks } from '../../experiments/strategies/tasks.ts';
import { type StrategyCase, trainTask } from '../../experiments/strategies/train-task.ts';
import { STRATEGIES, STRATEGY_NAMES } from '../../src/evolution/registry.ts';
import { mean } from '../../src/numerics/statistics.ts';
import { temporaryDirectory } from '../fixtures/temporary-directory.ts';

function caseOf(strategy: string, seed: number): StrategyCase {
  return { key: `cart-pole.${strategy}.${seed}`, seed, strategy, task: 'cart-pole', scale: 'quick' };
}

const context = (directory: string) => ({ workers: 0, directory, onProgress: () => {} });

it.each(STRATEGY_NAMES)('%s reaches its pass mark on CartPole, mean of three seeds', async (strategy) => {
  const directory = temporaryDirectory();
  const returns: number[] = [];
  for (const seed of [1, 2, 3]) {
    returns.push((await trainTask(caseOf(strategy, seed), context(directory))).after);
  }
  expect(mean(returns)).toBeGreaterThanOrEqual(passMarks[strategy]['cart-pole']!);
});

it('has a configuration that is accepted and a pass mark for every strategy, on every task', () => {
  for (const strategy of STRATEGIES) {
    for (const task of strategyTasks) {
      expect(configurationFor(strategy, task, 10)).toMatchObject({ populationSize: task.populationSize });
    }
    expect(passMarks[strategy.name]).toBeDefined();
  }
});

it.each(['snes', 'ars'])(
  'goes on with a case of %s that was stopped, to the same result',
  async (strategy) => {
    const work = caseOf(strategy, 5);
    const whole = await trainTask(work, context(temporaryDirectory()));
    const directory = join(temporaryDirectory());
    const controller = new AbortController();
    const stopping = {
      ...context(directory),
      signal: controller.signal,
      onProgress: (share: number) => {
        if (share > 0.4) controller.abort(new Error('enough'));
      },
    };
    await expect(trainTask(work, stopping)).rejects.toThrow('enough');
    expect(await trainTask(work, context(directory))).toEqual(whole);
  },
);

it('reports a row for every strategy and task, with what passed', () => {
  const results = strategies.cases('quick', [1, 2]).map((work) => ({
    case: work,
    result: { before: 1, after: 400 + work.seed, curve: [1, null] },
    seconds: 1,
  }));
  const text = strategies.findings(results);
  for (const name of STRATEGY_NAMES) expect(text).toContain(`| ${name} | 1.0 +- 0.0 | 401.5 +- 6.4 |`);
  expect(text).toContain('**no**');
  expect(strategies.figure(results)).toContain('<svg');
});

describe('the CartPole policy', () => {
  it('is a network of tanh units whose larger output is the action', () => {
    const parameters = new Float32Array(cartPoleParameters);
    expect(cartPoleAction(parameters, [1, 2, 3, 4])).toBe(0);
    // The first unit hears the angle, and the second output hears that unit.
    parameters[2] = 1;
    parameters[5 * 8 + 9] = 1;
    expect(cartPoleAction(parameters, [0, 0, 0.1, 0])).toBe(1);
    expect(cartPoleAction(parameters, [0, 0, -0.1, 0])).toBe(0);
  });

  it('scores an episode by its length, the same for the same task', async () => {
    const evaluate = await createCartPoleEvaluator();
    const parameters = new Float32Array(cartPoleParameters);
    // Pushing left for ever fells the pole within ten or so steps.
    expect(evaluate(parameters, 2 ** 52)).toBeLessThan(12);
    expect(evaluate(parameters, 7)).toBe(evaluate(parameters, 7));
  });
});

it('refuses a task that there is not', () => {
  expect(() => strategyTask('chess')).toThrow('there is no task "chess"');
});
