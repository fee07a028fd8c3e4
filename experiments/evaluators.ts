/** Evaluators by name: how a worker on another machine finds, in a checkout of its own, what a run asks it to compute. */
import type { EvaluatorModule } from '../src/evolution/executor.ts';

export type EvaluatorLocation = Pick<EvaluatorModule, 'url' | 'exportName'>;

export const evaluators = {
  lifetime: {
    url: new URL('./lifetime-evaluator.ts', import.meta.url).href,
    exportName: 'createLifetimeEvaluator',
  },
  supervised: {
    url: new URL('./supervised/supervised-evaluator.ts', import.meta.url).href,
    exportName: 'createSupervisedEvaluator',
  },
} as const satisfies Record<string, EvaluatorLocation>;
