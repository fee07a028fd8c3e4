/** The three tasks of the strategies' benchmark: two rules that learn while they live, and a policy that does not. */
import type { EvaluatorModule } from '../../src/evolution/executor.ts';
import type { ObservationStatistics } from '../../src/evolution/observation-normaliser.ts';
import { initialRule } from '../../src/vsml/rule.ts';
import { parameterCount } from '../../src/vsml/rule-shape.ts';
import type { Scale } from '../harness/experiment.ts';
import { ruleShapeSchema } from '../plan.ts';
import { settingSchema } from '../setting.ts';
import { cartPoleParameters, initialCartPolePolicy, observeCartPole } from './cart-pole.ts';

export interface StrategyTask {
  readonly name: 'bandit' | 'dark-room' | 'cart-pole';
  /** What it is, for readers. */
  readonly title: string;
  readonly dimension: number;
  readonly evaluator: EvaluatorModule;
  initialMean(seed: number): Float32Array;
  /** What a policy sees, where a strategy may normalise it. */
  observe?(parameters: Float32Array, taskSeeds: readonly number[]): Promise<ObservationStatistics>;
  /** Members of a generation, the same for every strategy. */
  readonly populationSize: number;
  readonly tasksPerGeneration: number;
  readonly generations: Readonly<Record<Scale, number>>;
  /** Lifetimes that the found parameters are measured on. */
  readonly heldOut: Readonly<Record<Scale, number>>;
}

const ruleShape = ruleShapeSchema.parse({});

function ruleTask(
  name: StrategyTask['name'],
  title: string,
  world: string,
  worldOptions: Readonly<Record<string, number>>,
  generations: StrategyTask['generations'],
): StrategyTask {
  const setting = settingSchema.parse({ world, worldOptions });
  return {
    name,
    title,
    dimension: parameterCount(ruleShape),
    evaluator: {
      url: new URL('../lifetime-evaluator.ts', import.meta.url).href,
      exportName: 'createLifetimeEvaluator',
      specification: { setting, ruleShape },
    },
    initialMean: (seed) => initialRule(ruleShape, seed).parameters,
    populationSize: 32,
    tasksPerGeneration: 4,
    generations,
    heldOut: { quick: 50, full: 400 },
  };
}

export const strategyTasks: readonly StrategyTask[] = [
  ruleTask('bandit', '10-armed bandit rule', 'BernoulliBandit-v0', { arms: 10 }, { quick: 20, full: 200 }),
  ruleTask('dark-room', 'DarkRoom rule', 'DarkRoom-v0', { size: 5, bodies: 1 }, { quick: 20, full: 120 }),
  {
    name: 'cart-pole',
    title: 'CartPole policy',
    dimension: cartPoleParameters,
    evaluator: {
      url: new URL('./cart-pole.ts', import.meta.url).href,
      exportName: 'createCartPoleEvaluator',
      specification: {},
    },
    initialMean: initialCartPolePolicy,
    observe: observeCartPole,
    populationSize: 32,
    tasksPerGeneration: 2,
    generations: { quick: 15, full: 60 },
    heldOut: { quick: 20, full: 100 },
  },
];

/** @throws RangeError for a name that no task has */
export function strategyTask(name: string): StrategyTask {
  const found = strategyTasks.find((task) => task.name === name);
  if (found === undefined) throw new RangeError(`there is no task ${JSON.stringify(name)}`);
  return found;
}
