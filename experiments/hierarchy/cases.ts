/** What is trained, re-tuned and tested, in the experiment on rules that are themselves made of smaller shared cells. */
import type { ExperimentCase, Scale } from '../harness/experiment.ts';
import type { LearnerInput } from '../supervised/learner-configuration.ts';
import { evolutionPlan, type MetaTraining } from '../supervised/meta-train.ts';
import type { SupervisedInput } from '../supervised/supervised-setting.ts';

/** How many levels of variables there are above the states: 1 is a rule as everywhere else. */
export const levelCounts = [1, 2, 3] as const;
export type LevelCount = (typeof levelCounts)[number];

export interface HierarchyCase extends ExperimentCase {
  readonly scale: Scale;
  readonly levels: LevelCount;
}

type Task = Omit<SupervisedInput, 'learner'>;

const clusters = (inputs: number, classes: number): Task => ({
  stream: 'GaussianClusters-v0',
  streamOptions: { inputs, classes },
  steps: 40,
});

const ruleShape = { stateSize: 8, messageSize: 4, gateOffset: 2 };
/** The cells that hold the rule, and the smaller ones that hold theirs. */
const growth = [
  { stateSize: 2, codeSize: 12, ticks: 2 },
  { stateSize: 1, codeSize: 12, ticks: 2 },
];

/** The learner that runs a rule, whoever holds it. */
export const ruleLearner = { kind: 'vsml', ...ruleShape } as const satisfies LearnerInput;

export function learnerOf(levels: LevelCount): LearnerInput {
  if (levels === 1) return ruleLearner;
  return { kind: 'grown', ...ruleShape, growth: growth.slice(0, levels - 1) };
}

export const HOME = 'clusters 16 x 4';
/** Classes are not clouds but the sides of planes: what matters is where they meet, not where they are dense. */
export const NEW_FAMILY = 'linear teachers 16 x 4';

/** Held-out tasks by name, in the order of the tables. */
export const testTasks: ReadonlyMap<string, Task> = new Map([
  [HOME, clusters(16, 4)],
  ['clusters 64 x 10', clusters(64, 10)],
  [NEW_FAMILY, { stream: 'LinearTeacher-v0', streamOptions: { inputs: 16, outputs: 4 }, steps: 80 }],
]);

/** Held-out lifetimes of each measurement. */
export const testLifetimes: Record<Scale, number> = { quick: 40, full: 400 };

const generations: Record<Scale, { readonly training: number; readonly tuning: number }> = {
  quick: { training: 40, tuning: 10 },
  full: { training: 250, tuning: 80 },
};

/** Every variable above moves hundreds below, so the steps of a grown rule are smaller. */
const grownSteps = { sigma: 0.1, finalSigma: 0.05, learningRate: 0.05 };
/** A rule that learns already is moved with care, whoever holds it. */
const tuningSteps = { sigma: 0.08, finalSigma: 0.05, learningRate: 0.03, finalLearningRate: 0.01 };

function training(
  task: string,
  learner: LearnerInput,
  count: number,
  steps: object,
  seed: number,
): MetaTraining {
  return {
    settings: [{ ...testTasks.get(task)!, learner }],
    evolution: evolutionPlan(count, steps),
    generations: count,
    tasksPerGeneration: 2,
    seed,
  };
}

/** How a rule of so many levels is found. */
export function firstTraining({ scale, levels, seed }: HierarchyCase): MetaTraining {
  const steps = levels === 1 ? {} : grownSteps;
  return training(HOME, learnerOf(levels), generations[scale].training, steps, seed);
}

/** How it is re-tuned to the new family: by `learner`'s parameters, from where they are. */
export function tuning(
  { scale, seed }: HierarchyCase,
  learner: LearnerInput,
  initialParameters: Float32Array,
): MetaTraining {
  const count = generations[scale].tuning;
  return { ...training(NEW_FAMILY, learner, count, tuningSteps, seed), initialParameters };
}

/** A sentence with the figures above. */
export const trainingMethod = `OpenAI-ES, 64 members, 2 lifetimes a generation: ${generations.full.training} generations on clusters of 16 inputs and 4 classes (40 examples), then ${generations.full.tuning} on the new family, linear teachers of the same size (80 examples)`;
