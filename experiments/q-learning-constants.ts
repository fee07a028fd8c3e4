/** Tuned constants of the classical rival for each world: the best of the grid that `npm run bench:q-learning` searches. */
import type { QLearningConstants } from '../agents/baselines/q-learning-agents.ts';

const tuned: Readonly<Record<string, QLearningConstants>> = {
  'DarkRoom-v0': { learningRate: 1, discount: 0.8, exploration: 0, initialValue: 0.3 },
  'BernoulliBandit-v0': { learningRate: 0.1, discount: 0, exploration: 0, initialValue: 0.6 },
  'Foragers-v0': { learningRate: 1, discount: 0, exploration: 0.1, initialValue: 0.3 },
};

const untuned: QLearningConstants = {
  learningRate: 0.2,
  discount: 0.9,
  exploration: 0.05,
  initialValue: 0.3,
};

/** The constants for a world; moderate ones where nobody has tuned them. */
export function qLearningConstants(worldId: string): QLearningConstants {
  return tuned[worldId] ?? untuned;
}
