/** Degrees of sharing from one rule for all synapses to one for each, and a Meta RNN, with the sizes of V_M and V_L. */
import type { LearnerInput } from '../supervised/learner-configuration.ts';
import { evolutionPlan } from '../supervised/meta-train.ts';
import type { SupervisedInput } from '../supervised/supervised-setting.ts';
import type { Condition } from '../supervised/sweep.ts';

export const INPUTS = 8;
export const CLASSES = 3;
const STATE_SIZE = 8;
const HIDDEN = 16;
const STEPS = 30;
/** Tasks that are met in meta-training. */
export const MAPS = 2;

export const SEEN = 'training maps';
export const FRESH = 'fresh maps';
export const KMNIST = 'KMNIST, fresh maps';
export const CLUSTERS = 'clusters';

export const FULL = 'full sharing';
export const NONE = 'no sharing';
export const META_RNN = 'Meta RNN';

const vsml = (ruleTypes: number | 'synapse'): LearnerInput => ({
  kind: 'vsml',
  stateSize: STATE_SIZE,
  messageSize: STATE_SIZE / 2,
  gateOffset: 2,
  options: { ruleTypes },
});

/** Learners by name, those who share most first. */
export const learners: ReadonlyMap<string, LearnerInput> = new Map([
  [FULL, vsml(1)],
  ['2 groups', vsml(2)],
  ['4 groups', vsml(4)],
  ['8 groups', vsml(8)],
  [NONE, vsml('synapse')],
  [META_RNN, { kind: 'baseline', name: 'meta-rnn', options: { hiddenSize: HIDDEN } }],
]);

/** Floats that change while a learner lives, |V_L|: two states of N a synapse, or two of the LSTM. */
export function learnedState(name: string): number {
  return name === META_RNN ? 2 * HIDDEN : INPUTS * CLASSES * 2 * STATE_SIZE;
}

/** Three classes of images at 4 x 4 points, seen through random linear maps to as many inputs as the network has. */
function images(set: string, split: 'train' | 'test', maps: object): Omit<SupervisedInput, 'learner'> {
  const augment = [
    { kind: 'class-subset', classes: Array.from({ length: CLASSES }, (_, label) => label) },
    { kind: 'random-projection', size: INPUTS, ...maps },
  ];
  return { stream: 'Images-v0', streamOptions: { set, split, size: 4, augment }, steps: STEPS };
}

/**
 * A degree of sharing.
 * @param seed names the maps of meta-training, so that no finding hangs on two of them
 */
export function condition(name: string, generations: number, seed: number): Condition {
  const learner = learners.get(name)!;
  const seen = { count: MAPS, family: seed };
  const fresh = { count: 'endless' };
  const clusters = { stream: 'GaussianClusters-v0', streamOptions: { inputs: INPUTS, classes: CLASSES } };
  return {
    name,
    training: {
      settings: [{ ...images('mnist', 'train', seen), learner }],
      evolution: evolutionPlan(generations),
      generations,
      tasksPerGeneration: 2,
    },
    tests: new Map([
      [SEEN, { ...images('mnist', 'test', seen), learner }],
      [FRESH, { ...images('mnist', 'test', fresh), learner }],
      [KMNIST, { ...images('kmnist', 'test', fresh), learner }],
      [CLUSTERS, { ...clusters, steps: STEPS, learner }],
    ]),
  };
}
