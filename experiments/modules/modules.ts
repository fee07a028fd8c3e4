/**
 * Modules: one rule, two tasks by turns; do parts of the states come to serve one of them?
 * (Kirsch & Schmidhuber 2021: modular learning by the same parameters and other states; claim 16)
 */
import { z } from 'zod';
import type { Learner } from '../../agents/learner.ts';
import { heldOutTaskSeeds } from '../../src/training/task-distribution.ts';
import { loadWasmKernel } from '../../src/vsml/kernels/wasm/wasm.ts';
import type { CaseContext, Experiment } from '../harness/experiment.ts';
import { disturbanceSchema } from '../organisation/disturbance.ts';
import { DisturbedLearner } from '../organisation/disturbed-learner.ts';
import { clusterRule, clusterRuleMethod } from '../supervised/cluster-rule.ts';
import {
  createLearner,
  isMetaLearner,
  learnerConfigurationSchema,
} from '../supervised/learner-configuration.ts';
import { metaTrain } from '../supervised/meta-train.ts';
import { liveAlternating } from './alternating-life.ts';
import { widthOf } from './alternating-tasks.ts';
import {
  type Condition,
  conditions,
  configuration,
  EARLY,
  EXAMINED,
  GATED,
  type LearnerName,
  learners,
  learningRates,
  lifetimes,
  type ModulesCase,
  turnsTraining,
  turnsTrainingMethod,
} from './cases.ts';
import { drawModules } from './figure.ts';
import { findings } from './findings.ts';

const share = z.number().min(0).max(1);
const perTask = z.tuple([z.number(), z.number()]);

const resultSchema = z.strictObject({
  trainingSeconds: z.number(),
  /** One entry for each condition, learner and learning rate. */
  lives: z.array(
    z.strictObject({
      condition: z.string(),
      learner: z.enum(learners),
      learningRate: z.number().nullable(),
      curve: z.array(share),
      examinations: z.array(perTask),
      blocks: z.array(z.strictObject({ block: z.enum(['first', 'shared', 'second']), lost: perTask })),
      specificity: z.strictObject({ clusters: share, random: share, lives: share }).nullable(),
      ownership: share.nullable(),
    }),
  ),
});

export type ModulesResult = z.infer<typeof resultSchema>;

async function run({ key, scale, seed }: ModulesCase, context: CaseContext): Promise<ModulesResult> {
  const rule = await clusterRule(scale, seed, context);
  const forTurns = await metaTrain(turnsTraining(scale, seed, rule.parameters), { key, seed }, context);
  const parameters: Partial<Record<LearnerName, Float32Array>> = {
    rule: rule.parameters,
    'rule for turns': forTurns.parameters,
  };
  const createKernel = await loadWasmKernel();
  const seeds = heldOutTaskSeeds(seed, lifetimes[scale]);
  const born = (
    name: LearnerName,
    learningRate: number | null,
    { alternation, gated }: Condition,
  ): Learner => {
    const size = { inputSize: widthOf(alternation), outputSize: alternation.classes };
    const parsed = learnerConfigurationSchema.parse(
      name === 'SGD' ? { kind: 'baseline', name: 'sgd', options: { learningRate } } : configuration,
    );
    const learner =
      gated && parsed.kind === 'vsml'
        ? new DisturbedLearner(parsed, size, disturbanceSchema.parse({ sparse: GATED }), createKernel)
        : createLearner(parsed, size, createKernel);
    const own = parameters[name];
    if (isMetaLearner(learner) && own) learner.loadParameters(own);
    return learner;
  };
  const lives = [...conditions].flatMap(([name, condition]) =>
    learners.flatMap((learner) => {
      // A weight of a silent input has no gradient: SGD is gated as it is.
      if (condition.gated && learner === 'SGD') return [];
      return learningRates[learner].map((learningRate) => {
        context.signal?.throwIfAborted();
        const living = born(learner, learningRate, condition);
        return {
          condition: name,
          learner,
          learningRate,
          ...liveAlternating(condition.alternation, living, EXAMINED, seeds),
        };
      });
    }),
  );
  return { trainingSeconds: rule.seconds + forTurns.seconds, lives };
}

export const modules: Experiment<ModulesCase, ModulesResult> = {
  name: 'modules',
  title: 'Modules: two tasks by turns in one network',
  question:
    'When two tasks alternate in a network of one rule, how much do they disturb each other, is a task learned faster when it comes back, and do parts of the states come to serve one task? (Kirsch & Schmidhuber 2021, on modular learning: same parameters, other states; savings: Ebbinghaus 1885)',
  method:
    `${clusterRuleMethod} ${turnsTrainingMethod} ` +
    `Two cluster tasks of 16 inputs and 4 classes take turns, six blocks of 40 examples. They speak through the *same inputs*, through inputs of which *half* are *shared*, or each through its *own inputs*, where the other's are silent (zero); *gated*, the synapses of the silent half neither tick nor contribute. After every block both tasks are examined with ${EXAMINED} fresh examples, from which nothing is learned. *Interference* is what an examination loses while the other task has its turn, of what was known above chance; *savings* is the accuracy over the first ${EARLY} examples of the first task's second visit, less that over the first ${EARLY} of a first visit, of the task where that was better. ` +
    "At the end of life parts of the network are emptied, one at a time: the synapses of one task's own inputs, of the shared ones, and each of two clusters of synapses (2-means over their states). A task leans on two parts by the shares of its losses without either; the *specificity* of the parts is the difference between the two tasks, 0 where both lean alike and 1 where each leans on its own, in lives at whose end both tasks are known; beside it two random parts of the same sizes. SGD, one softmax layer, has the best of three learning rates for the whole life.",
  seeds: { quick: 1, full: 5 },
  cases: (scale, seeds) => seeds.map((seed) => ({ key: `seed-${seed}`, seed, scale })),
  run,
  resultSchema,
  figure: drawModules,
  findings,
};
