/**
 * Hierarchy: may the rule's own variables be the states of smaller LSTMs that share fewer variables, and theirs again?
 * (Kirsch & Schmidhuber 2021, section 5, "recursive replacement"; claim 13)
 */
import { z } from 'zod';
import { GrownLearner } from '../../agents/vsml/grown-learner.ts';
import { heldOutTaskSeeds } from '../../src/training/task-distribution.ts';
import { loadWasmKernel } from '../../src/vsml/kernels/wasm/wasm.ts';
import type { CaseContext, Experiment } from '../harness/experiment.ts';
import type { LearnerInput } from '../supervised/learner-configuration.ts';
import { measure, measurementSchema } from '../supervised/measure.ts';
import { metaTrain } from '../supervised/meta-train.ts';
import { SupervisedSetting, supervisedSettingSchema } from '../supervised/supervised-setting.ts';
import {
  firstTraining,
  type HierarchyCase,
  HOME,
  learnerOf,
  levelCounts,
  ruleLearner,
  testLifetimes,
  testTasks,
  trainingMethod,
  tuning,
} from './cases.ts';
import { drawLevels } from './figure.ts';
import { findings } from './findings.ts';

/** What was evolved last: everything on the first family, the topmost level on the new one, or the whole rule on it. */
export const stages = ['trained', 'top re-tuned', 'whole rule re-tuned'] as const;

const resultSchema = z.strictObject({
  /** Variables of each level, the evolved ones first, the rule's last. */
  levelSizes: z.array(z.int()),
  /** #V_L on the task that it was trained on. */
  stateSize: z.int(),
  trainingSeconds: z.number(),
  tests: z.array(z.strictObject({ stage: z.enum(stages), task: z.string(), measurement: measurementSchema })),
});

export type HierarchyResult = z.infer<typeof resultSchema>;

/** The rule that parameters stand for, and the sizes of all levels. */
async function ruleOf(learner: LearnerInput, parameters: Float32Array) {
  const configuration = supervisedSettingSchema.parse({ ...testTasks.get(HOME)!, learner });
  const { learner: made } = new SupervisedSetting(configuration, await loadWasmKernel());
  const stateSize = 'stateSize' in made ? Number(made.stateSize) : 0;
  if (!(made instanceof GrownLearner))
    return { rule: parameters, levelSizes: [parameters.length], stateSize };
  return { rule: made.grownVariables(parameters).at(-1)!, levelSizes: [...made.levelSizes], stateSize };
}

async function run(work: HierarchyCase, context: CaseContext): Promise<HierarchyResult> {
  const learner = learnerOf(work.levels);
  const createKernel = await loadWasmKernel();
  const seeds = heldOutTaskSeeds(work.seed, testLifetimes[work.scale]);
  const test = (stage: (typeof stages)[number], own: LearnerInput, parameters: Float32Array) =>
    [...testTasks].map(([task, configuration]) => ({
      stage,
      task,
      measurement: measure(
        { ...configuration, learner: own },
        parameters,
        seeds,
        createKernel,
        context.signal,
      ),
    }));
  const part = (name: string) => ({ key: `${work.key}-${name}`, seed: work.seed });
  const trained = await metaTrain(firstTraining(work), part('first'), context);
  const { rule, levelSizes, stateSize } = await ruleOf(learner, trained.parameters);
  const top = await metaTrain(tuning(work, learner, trained.parameters), part('top'), context);
  const tests = [
    ...test('trained', learner, trained.parameters),
    ...test('top re-tuned', learner, top.parameters),
  ];
  if (work.levels > 1) {
    const whole = await metaTrain(tuning(work, ruleLearner, rule), part('whole'), context);
    tests.push(...test('whole rule re-tuned', ruleLearner, whole.parameters));
  }
  return { levelSizes, stateSize, trainingSeconds: trained.seconds, tests };
}

export const hierarchy: Experiment<HierarchyCase, HierarchyResult> = {
  name: 'hierarchy',
  title: 'Hierarchy: a rule made of smaller rules',
  question:
    'Can the shared variables of a rule themselves be held by smaller LSTMs with fewer shared variables, and those again, and does the small top level suffice to re-tune a rule to a new family of tasks? (Kirsch & Schmidhuber 2021, section 5, on recursive replacement)',
  method: `Behind each of the 616 variables of a rule (N = 8, M = 4) stands a copy of a small LSTM, all copies with the same parameters V_MM; each is told where its variable lies by fixed random codes of row and column, hears the mean states of its row and its column, and after two ticks its first cell is the variable. With three levels the parameters of that LSTM are grown in the same way by a smaller one with parameters V_MMM. Only the topmost parameters are evolved; the levels below are grown before life and held during it. ${trainingMethod}: once by the topmost parameters alone, once by all variables of the same rule, whoever grew it.`,
  seeds: { quick: 1, full: 5 },
  cases: (scale, seeds) =>
    seeds.flatMap((seed) =>
      levelCounts.map((levels) => ({ key: `levels-${levels}-${seed}`, seed, scale, levels })),
    ),
  run,
  resultSchema,
  figure: drawLevels,
  findings,
};
