/** What is asked of a clone, piece by piece. */
import type { Scale } from '../harness/experiment.ts';

/** Networks by name: sizes of their hidden layers, and by how many points of accuracy a clone may differ there. */
export const networks = {
  '784 x 10': { hiddenLayers: [], bound: 3 },
  '784 x 32 x 10': { hiddenLayers: [32], bound: 6 },
} as const satisfies Record<string, { hiddenLayers: readonly number[]; bound: number }>;
export type NetworkName = keyof typeof networks;
export const networkNames = Object.keys(networks) as NetworkName[];

/** Training saw images of the first alone. */
export const sets = ['mnist', 'kmnist'] as const;

/** One step at a time, or whole lives of one network. */
export type Part = 'steps' | NetworkName;
export const parts: readonly Part[] = ['steps', ...networkNames];

/** Who lives: the clone, what it was cloned from, and the same on plain pixels instead of their tanh. */
export const learners = ['clone', 'sgd', 'plain'] as const;
export type LearnerName = (typeof learners)[number];
export const learnerNames: Record<LearnerName, string> = {
  clone: 'clone',
  sgd: 'SGD',
  plain: 'SGD on plain pixels',
};

/** Images met in a life. */
export const lifeSteps: Record<Scale, number> = { quick: 300, full: 2000 };

export interface CloningCase {
  readonly key: string;
  readonly seed: number;
  readonly scale: Scale;
  readonly part: Part;
}
