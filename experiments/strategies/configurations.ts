/** The committed settings of every strategy on each task: its own defaults with what is said here. */
import { type AnyStrategy, findStrategy } from '../../src/evolution/registry.ts';
import { cartPoleFirstLayer } from './cart-pole.ts';
import type { StrategyTask } from './tasks.ts';

type Settings = Readonly<Record<string, number | string>>;

/** Policies bear larger perturbations than rules. */
const overrides: Readonly<Record<string, { readonly rule: Settings; readonly policy: Settings }>> = {
  'openai-es': { rule: {}, policy: { sigma: 0.3, learningRate: 0.2, finalLearningRate: 0.05 } },
  pgpe: {
    rule: { sigma: 0.1 },
    policy: { sigma: 0.3, learningRate: 0.6, finalLearningRate: 0.2 },
  },
  snes: { rule: { sigma: 0.1 }, policy: { sigma: 0.5 } },
  xnes: { rule: { sigma: 0.1 }, policy: { sigma: 0.5 } },
  'cma-es': { rule: { sigma: 0.1 }, policy: { sigma: 0.5 } },
  'ipop-cma-es': { rule: { sigma: 0.1, patience: 200 }, policy: { sigma: 0.5, patience: 100 } },
  'sep-cma-es': { rule: { sigma: 0.1 }, policy: { sigma: 0.5 } },
  'lm-ma-es': { rule: { sigma: 0.1 }, policy: { sigma: 0.5 } },
  // V2-t: on CartPole it normalises what the policy sees.
  ars: {
    rule: { sigma: 0.1 },
    policy: { sigma: 0.3, learningRate: 0.3, finalLearningRate: 0.1, ...cartPoleFirstLayer },
  },
  'guided-es': { rule: {}, policy: { sigma: 0.3, learningRate: 0.2, finalLearningRate: 0.05 } },
  // Lifetimes are lived whole here, so that an episode has one window.
  pes: {
    rule: { windows: 1, reusePeriod: 1, shaping: 'pairSign' },
    policy: {
      windows: 1,
      reusePeriod: 1,
      shaping: 'raw',
      sigma: 0.3,
      learningRate: 0.2,
      finalLearningRate: 0.05,
    },
  },
  nres: {
    rule: { windows: 1, reusePeriod: 1, shaping: 'standardised' },
    policy: {
      windows: 1,
      reusePeriod: 1,
      shaping: 'standardised',
      sigma: 0.3,
      learningRate: 0.2,
      finalLearningRate: 0.05,
    },
  },
  'random-search': { rule: { sigma: 0.1 }, policy: { sigma: 1 } },
  'simple-ga': { rule: { sigma: 0.1 }, policy: { sigma: 0.5, finalSigma: 0.1 } },
};

/** A checked configuration. */
export function configurationFor(strategy: AnyStrategy, task: StrategyTask, generations: number): unknown {
  const own = strategy.defaults(task.dimension) as Settings;
  const { rule, policy } = overrides[strategy.name];
  const settings = {
    ...own,
    ...('generations' in own && { generations }),
    ...(task.name === 'cart-pole' ? policy : rule),
    populationSize: task.populationSize,
  };
  return findStrategy(strategy.name).configurationSchema.parse(settings);
}
