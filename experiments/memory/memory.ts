/**
 * Memory: how many random pairs do the states of a network hold, and what does a lesion take of them?
 * (Kirsch & Schmidhuber 2021: memory distributed over the states of all synapses; claim 14)
 */
import { z } from 'zod';
import { heldOutTaskSeeds } from '../../src/training/task-distribution.ts';
import { loadWasmKernel } from '../../src/vsml/kernels/wasm/wasm.ts';
import type { CaseContext, Experiment } from '../harness/experiment.ts';
import { clusterRule, clusterRuleMethod } from '../supervised/cluster-rule.ts';
import {
  createLearner,
  isMetaLearner,
  learnerConfigurationSchema,
} from '../supervised/learner-configuration.ts';
import { injuries } from '../supervised/memory-sites.ts';
import { metaTrain } from '../supervised/meta-train.ts';
import { RandomPairs } from '../supervised/random-pairs.ts';
import {
  CLASSES,
  capacitySizes,
  EXAMINED,
  LESION_AT,
  LESION_INPUTS,
  LESION_PAIRS,
  type LearnerName,
  LIFE,
  learnerOf,
  learners,
  learningRates,
  lifetimes,
  type MemoryCase,
  pairCounts,
  pairTraining,
  pairTrainingMethod,
  ROUNDS,
  shares,
} from './cases.ts';
import { drawMemory } from './figure.ts';
import { findings } from './findings.ts';
import { liveWounded, recallAfter } from './lesions.ts';
import { participation } from './participation.ts';
import { recall } from './recall.ts';

const share = z.number().min(0).max(1);

const resultSchema = z.strictObject({
  trainingSeconds: z.number(),
  /** One entry for each learner and learning rate. */
  learners: z.array(
    z.strictObject({
      learner: z.enum(learners),
      learningRate: z.number().nullable(),
      /** `[capacitySizes, pairCounts]` share of pairs known. */
      recall: z.array(z.array(share)),
      lesions: z.array(
        z.strictObject({
          injury: z.enum(injuries),
          share,
          /** Share of pairs known after it. */
          recall: share,
          /** Share of right answers in the examination right after it. */
          after: share,
          /** Share of right answers at each example of the life. */
          curve: z.array(share),
        }),
      ),
      participation: z.strictObject({ sitesOfPair: share, pairsOfSite: share }),
    }),
  ),
});

export type MemoryResult = z.infer<typeof resultSchema>;

async function run({ key, scale, seed }: MemoryCase, context: CaseContext): Promise<MemoryResult> {
  const rule = await clusterRule(scale, seed, context);
  const forPairs = await metaTrain(pairTraining(scale, seed, rule.parameters), { key, seed }, context);
  const parameters: Partial<Record<LearnerName, Float32Array>> = {
    rule: rule.parameters,
    'rule for pairs': forPairs.parameters,
  };
  const createKernel = await loadWasmKernel();
  const born = (name: LearnerName, learningRate: number | null, inputs: number) => {
    const configuration = learnerConfigurationSchema.parse(learnerOf(name, learningRate));
    const learner = createLearner(configuration, { inputSize: inputs, outputSize: CLASSES }, createKernel);
    const own = parameters[name];
    if (isMetaLearner(learner) && own) learner.loadParameters(own);
    return learner;
  };
  const pairs = (inputs: number, count: number) =>
    new RandomPairs({ inputs, classes: CLASSES, pairs: count, noise: 0 });
  const few = heldOutTaskSeeds(seed, lifetimes[scale].capacity);
  const many = heldOutTaskSeeds(seed, lifetimes[scale].lesions);
  const setting = {
    size: { inputs: LESION_INPUTS, classes: CLASSES },
    steps: LIFE,
    at: LESION_AT,
    examined: EXAMINED,
  };
  const measured = learners.flatMap((name) =>
    learningRates[name].map((learningRate) => {
      context.signal?.throwIfAborted();
      const learner = born(name, learningRate, LESION_INPUTS);
      return {
        learner: name,
        learningRate,
        recall: capacitySizes.map((inputs) => {
          const own = born(name, learningRate, inputs);
          return pairCounts.map((count) => recall(pairs(inputs, count), own, ROUNDS, few));
        }),
        lesions: injuries.flatMap((injury) =>
          shares.map((destroyed) => {
            const wound = { injury, share: destroyed };
            return {
              ...wound,
              recall: recallAfter(pairs(LESION_INPUTS, LESION_PAIRS), learner, ROUNDS, wound, many),
              ...liveWounded(learner, setting, wound, many),
            };
          }),
        ),
        participation: participation(pairs(LESION_INPUTS, LESION_PAIRS), learner, ROUNDS, few),
      };
    }),
  );
  return { trainingSeconds: rule.seconds + forPairs.seconds, learners: measured };
}

export const memory: Experiment<MemoryCase, MemoryResult> = {
  name: 'memory',
  title: 'Memory: how much do the states of a network hold, and where?',
  question:
    'How many random pairs does a network of W synapses keep, and is its memory distributed: does a lesion in mid-life take less than its share, and does what was lost come back? (Kirsch & Schmidhuber 2021; the measure of capacity: Hopfield 1982)',
  method:
    `${clusterRuleMethod} ${pairTrainingMethod} ` +
    `*Capacity*: networks of ${capacitySizes.join(', ')} inputs and ${CLASSES} classes meet n random examples with random labels ${ROUNDS} times over, in another order each time, and are then asked for each without being told more; the capacity is the n at which they know three quarters. ` +
    `*Lesions*: a share of all synapses loses its whole state (zeroed) or is born anew (redrawn), after the study of ${LESION_PAIRS} pairs, and after ${LESION_AT} of ${LIFE} examples of a life on clusters of ${LESION_INPUTS} inputs and ${CLASSES} classes, where ${EXAMINED} fresh examples of the task are asked at once. ` +
    'Beside it SGD, one softmax layer, with the same share of its weights zeroed or redrawn; its learning rate is the best of four, for capacity at each point, for lesions that of the undisturbed life. ' +
    '*Participation*: each site is emptied alone and put back; the participation ratio of the falls of evidence says how many sites hold a pair and how many pairs a site holds.',
  seeds: { quick: 1, full: 5 },
  cases: (scale, seeds) => seeds.map((seed) => ({ key: `seed-${seed}`, seed, scale })),
  run,
  resultSchema,
  figure: drawMemory,
  findings,
};
