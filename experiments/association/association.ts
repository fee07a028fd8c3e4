/**
 * Association: does an evolved rule learn by fast association, confident the second time that it meets an example,
 * or does it take steps down a gradient? (Kirsch & Schmidhuber 2021, Fig. 9; claim 6)
 */
import { z } from 'zod';
import { VsmlLearner } from '../../agents/vsml/vsml-learner.ts';
import { createStream } from '../../envs/streams/registry.ts';
import { heldOutTaskSeeds } from '../../src/training/task-distribution.ts';
import { loadWasmKernel } from '../../src/vsml/kernels/wasm/wasm.ts';
import type { CaseContext, Experiment } from '../harness/experiment.ts';
import { clusterRule, clusterRuleMethod } from '../supervised/cluster-rule.ts';
import { measure } from '../supervised/measure.ts';
import { RandomPairs } from '../supervised/random-pairs.ts';
import { SupervisedSetting, supervisedSettingSchema } from '../supervised/supervised-setting.ts';
import {
  type AssociationCase,
  doses,
  LIFE,
  learnerOf,
  learners,
  learningRates,
  lifetimes,
  meetingTasks,
  moments,
  ROUNDS,
  SIZE,
} from './cases.ts';
import { changesOf } from './changes.ts';
import { doseResponses } from './doses.ts';
import { drawMeetings } from './figure.ts';
import { findings } from './findings.ts';
import { meetAgain } from './meetings.ts';

const share = z.number().min(0).max(1);
const cosine = z.number().min(-1.001).max(1.001);

const resultSchema = z.strictObject({
  trainingSeconds: z.number(),
  /** One entry for each learner and learning rate. */
  learners: z.array(
    z.strictObject({
      learner: z.enum(learners),
      learningRate: z.number().nullable(),
      /** Online accuracy of a whole life on clusters. */
      life: share,
      /** First, second, ... meeting in each short stream. */
      meetings: z.array(
        z.strictObject({
          task: z.string(),
          rounds: z.array(z.strictObject({ accuracy: share, probability: share })),
        }),
      ),
      /** Directions of the change that one example makes. */
      directions: z.array(
        z.strictObject({ moment: z.int(), gradient: cosine, hebbian: cosine, forgetting: cosine }),
      ),
      followsError: cosine,
      /** What smaller and larger errors do; only of a network, which can be put back. */
      doseResponses: z.array(
        z.strictObject({ moment: z.int(), gradient: cosine, steps: z.array(z.number()) }),
      ),
    }),
  ),
});

export type AssociationResult = z.infer<typeof resultSchema>;

async function run({ scale, seed }: AssociationCase, context: CaseContext): Promise<AssociationResult> {
  const rule = await clusterRule(scale, seed, context);
  const seeds = heldOutTaskSeeds(seed, lifetimes[scale]);
  const createKernel = await loadWasmKernel();
  const stream = createStream('GaussianClusters-v0', SIZE);
  const measured = learners.flatMap((name) =>
    learningRates[name].map((learningRate) => {
      context.signal?.throwIfAborted();
      const input = {
        stream: 'GaussianClusters-v0',
        streamOptions: SIZE,
        learner: learnerOf(name, learningRate),
        steps: LIFE,
      };
      const setting = new SupervisedSetting(supervisedSettingSchema.parse(input), createKernel);
      setting.loadParameters(rule.parameters);
      const { learner } = setting;
      return {
        learner: name,
        learningRate,
        life: measure(input, rule.parameters, seeds, createKernel).accuracy ?? 0,
        meetings: Array.from(meetingTasks, ([task, options]) => ({
          task,
          rounds: meetAgain(new RandomPairs(options), learner, ROUNDS, seeds),
        })),
        ...changesOf(stream, learner, moments, seeds),
        doseResponses:
          learner instanceof VsmlLearner ? doseResponses(stream, learner, moments, doses, seeds) : [],
      };
    }),
  );
  return { trainingSeconds: rule.seconds, learners: measured };
}

export const association: Experiment<AssociationCase, AssociationResult> = {
  name: 'association',
  title: 'Association: what does the rule do with one example?',
  question:
    'Does an evolved rule learn by fast association, confident the second time that it meets an example or a class, rather than by steps down a gradient? (Kirsch & Schmidhuber 2021, Fig. 9)',
  method:
    `${clusterRuleMethod} ` +
    'Short streams show a few random examples (16 inputs, 4 classes, random labels), then all of them again in another order, four times over; *4 classes* shows another example of each class instead. Beside it SGD and Adam, one softmax layer: the best of six learning rates for each figure, chosen by the figure itself, and SGD at the rate that is best for a whole life of 80 cluster examples. ' +
    'The effective map is how much each input moves each logit, by finite differences; the change that one example makes to it is compared with the step that SGD would take by the same error (input times error), with Hebbian association (input times label, right or wrong) and with forgetting (all shrinks). Last, the same example is told to the rule with an error that is made smaller or larger: a step down a gradient would change with it in proportion.',
  seeds: { quick: 1, full: 5 },
  cases: (scale, seeds) => seeds.map((seed) => ({ key: `seed-${seed}`, seed, scale })),
  run,
  resultSchema,
  figure: drawMeetings,
  findings,
};
