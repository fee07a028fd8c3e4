/** What is trained and what it is tested on, in the experiment on coordinates. */
import type { CoordinateCode } from '../../agents/vsml/coordinate-code.ts';
import type { Scale } from '../harness/experiment.ts';
import type { LearnerInput } from '../supervised/learner-configuration.ts';
import { evolutionPlan, type MetaTraining } from '../supervised/meta-train.ts';
import type { SupervisedInput } from '../supervised/supervised-setting.ts';

/** One layer of synapses, or two with a hidden level, where layers can be told apart. */
export const networks = ['shallow', 'deep'] as const;
export type NetworkName = (typeof networks)[number];

/** Codes that are tried; a layer's place says nothing where there is one layer. */
export const codes: Record<NetworkName, readonly CoordinateCode[]> = {
  shallow: ['none', 'position', 'time', 'random', 'fresh'],
  deep: ['none', 'layer', 'position'],
};

const codesOf: Record<Scale, (network: NetworkName) => readonly CoordinateCode[]> = {
  quick: (network) => (network === 'shallow' ? ['none', 'position'] : ['none', 'layer']),
  full: (network) => codes[network],
};

export const codeNames: Record<CoordinateCode, string> = {
  none: 'none',
  layer: 'layer',
  position: '(a, b)',
  time: 'time',
  random: 'random',
  fresh: 'random, fresh each life',
  place: '(a, b) and layer',
};

export interface CoordinatesCase {
  readonly key: string;
  readonly seed: number;
  readonly scale: Scale;
  readonly network: NetworkName;
  readonly code: CoordinateCode;
}

type Task = Omit<SupervisedInput, 'learner'>;

const STEPS = 40;
/** The role of a held-out task: like those of meta-training, the same with its places changed, or something else. */
export type Role = 'home' | 'permuted' | 'other';
export interface TestTask {
  readonly role: Role;
  readonly task: Task;
}

export const CLASSES = 3;

/** The first digits of a set. */
const images = (set: string, split: 'train' | 'test', size: number, augment: object[] = []): Task => {
  const classes = Array.from({ length: CLASSES }, (_, label) => label);
  return {
    stream: 'Images-v0',
    streamOptions: { set, split, size, augment: [{ kind: 'class-subset', classes }, ...augment] },
    steps: STEPS,
  };
};

const permutedInputs = [{ kind: 'input-permutation' }];
const permutedLabels = [{ kind: 'label-permutation' }];

export const trainingTask = images('mnist', 'train', 3);

export const HOME = 'MNIST 9 x 3';

/** Held-out tasks by name, in the order of the tables. */
export const testTasks: ReadonlyMap<string, TestTask> = new Map<string, TestTask>([
  [HOME, { role: 'home', task: images('mnist', 'test', 3) }],
  ['inputs permuted', { role: 'permuted', task: images('mnist', 'test', 3, permutedInputs) }],
  ['labels permuted', { role: 'permuted', task: images('mnist', 'test', 3, permutedLabels) }],
  ['25 x 3', { role: 'other', task: images('mnist', 'test', 5) }],
  ['KMNIST 9 x 3', { role: 'other', task: images('kmnist', 'test', 3) }],
]);

export const testLifetimes: Record<Scale, number> = { quick: 100, full: 400 };
/** Lifetimes in which copies are listened to. */
export const listenedLifetimes: Record<Scale, number> = { quick: 10, full: 50 };

/** Lifetimes of a generation: a generation of the deep network is lived in both. */
const tasks: Record<NetworkName, number> = { shallow: 2, deep: 4 };

const generations: Record<Scale, Record<NetworkName, number>> = {
  quick: { shallow: 80, deep: 30 },
  full: { shallow: 300, deep: 300 },
};

export function casesOf(scale: Scale, seed: number): CoordinatesCase[] {
  return networks.flatMap((network) =>
    codesOf[scale](network).map((code) => ({
      key: `${network}-${code}-${seed}`,
      seed,
      scale,
      network,
      code,
    })),
  );
}

/** Rules of all codes have coordinates, so that they differ in what these say and in nothing else. */
export function learnerOf({ network, code }: Pick<CoordinatesCase, 'network' | 'code'>): LearnerInput {
  return {
    kind: 'vsml',
    stateSize: 8,
    messageSize: 4,
    gateOffset: 2,
    coordinates: true,
    options: { hiddenLayers: network === 'deep' ? [4] : [], coordinateCode: code, timeScale: STEPS },
  };
}

/**
 * A rule for two layers is trained in one layer and in two, the task's seed decides: in two alone no rule leaves
 * chance within so few generations.
 */
export function trainingOf(work: CoordinatesCase): MetaTraining {
  const count = generations[work.scale][work.network];
  const lived = work.network === 'deep' ? networks : [work.network];
  return {
    settings: lived.map((network) => ({
      ...trainingTask,
      learner: learnerOf({ network, code: work.code }),
    })),
    evolution: evolutionPlan(count),
    generations: count,
    tasksPerGeneration: tasks[work.network],
    seed: work.seed,
  };
}
