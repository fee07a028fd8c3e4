/**
 * Horizon: does evolution stand longer lifetimes than backpropagation, whose gradient has to come all the way back?
 * (Kirsch & Schmidhuber 2021; Metz et al. 2019, "Understanding and correcting pathologies in the training of learned
 * optimizers"; claim 11)
 */
import { z } from 'zod';
import { mean } from '../../src/numerics/statistics.ts';
import { heldOutTaskSeeds } from '../../src/training/task-distribution.ts';
import { loadWasmKernel } from '../../src/vsml/kernels/wasm/wasm.ts';
import { initialRule } from '../../src/vsml/rule.ts';
import type { CaseContext, Experiment } from '../harness/experiment.ts';
import { CLIP_NORM, metaTrainByGradient } from '../supervised/gradient-meta-train.ts';
import { LifetimeBatchSource } from '../supervised/lifetime-batch-source.ts';
import { measure, measurementSchema } from '../supervised/measure.ts';
import { metaTrain } from '../supervised/meta-train.ts';
import { supervisedSettingSchema } from '../supervised/supervised-setting.ts';
import {
  CHUNK,
  CLASSES,
  evolutionTrainingOf,
  GENERATIONS_A_STEP,
  gradientTrainingOf,
  HALF_TRAINED,
  type HorizonCase,
  INPUTS,
  LEARNING_RATE,
  lengths,
  methods,
  parts,
  type RuleName,
  rules,
  SEGMENT,
  SIGMA,
  STATED_LIFETIMES,
  settingOf,
  signalLifetimes,
  steps,
  testLifetimes,
} from './cases.ts';
import { drawHorizon } from './figure.ts';
import { findings } from './findings.ts';
import { backpropagationSamples, evolutionSamples, MEMBERS, TASKS } from './gradient-samples.ts';
import { gradientSignal, gradientSignalSchema } from './gradient-signal.ts';

const resultSchema = z.strictObject({
  signals: z.array(
    z.strictObject({
      rule: z.enum(rules),
      method: z.enum(methods),
      /** From how many it was measured. */
      lifetimes: z.int(),
      signal: gradientSignalSchema,
    }),
  ),
  trained: z
    .strictObject({
      seconds: z.number(),
      /** Share of steps whose gradient was clipped, and the longest gradient; null for evolution. */
      clipped: z.number().nullable(),
      longest: z.number().nullable(),
      /** On lifetimes as long as those trained on, and on the longest. */
      own: measurementSchema,
      long: measurementSchema,
    })
    .nullable(),
});

export type HorizonResult = z.infer<typeof resultSchema>;

async function parametersOf(
  rule: RuleName,
  { seed }: HorizonCase,
  context: CaseContext,
): Promise<Float32Array> {
  const { setting } = new LifetimeBatchSource(
    supervisedSettingSchema.parse(settingOf(HALF_TRAINED.examples)),
  );
  if (rule === 'untrained') return initialRule(setting.ruleShape, seed).parameters;
  // One training for all horizons: whoever comes later finds its last checkpoint.
  const training = gradientTrainingOf(seed, HALF_TRAINED.examples, HALF_TRAINED.steps);
  return (await metaTrainByGradient(training, { key: `half-trained-${seed}`, seed }, context)).parameters;
}

async function measureSignals(work: HorizonCase, context: CaseContext): Promise<HorizonResult> {
  const { seed, scale, examples } = work;
  const setting = settingOf(examples);
  const lifetimes = signalLifetimes[scale];
  const seeds = heldOutTaskSeeds(seed, lifetimes.gradient);
  const generations = lifetimes.evolution / (MEMBERS * TASKS);
  const signals: HorizonResult['signals'] = [];
  for (const [index, rule] of rules.entries()) {
    const parameters = await parametersOf(rule, work, { ...context, onProgress: () => {} });
    const segment = Math.min(examples, SEGMENT);
    const back = await backpropagationSamples(setting, parameters, seeds, CHUNK, segment, context);
    const place = { seed, first: index * generations };
    const evolved = await evolutionSamples(setting, parameters, generations, SIGMA, place, context);
    for (const [method, samples] of [
      ['gradient', back],
      ['evolution', evolved],
    ] as const)
      signals.push({ rule, method, lifetimes: lifetimes[method], signal: gradientSignal(samples) });
    context.onProgress((index + 1) / rules.length);
  }
  return { signals, trained: null };
}

async function run(work: HorizonCase, context: CaseContext): Promise<HorizonResult> {
  const { part, seed, scale, examples } = work;
  if (part === 'signal') return measureSignals(work, context);
  const byGradient =
    part === 'gradient'
      ? await metaTrainByGradient(gradientTrainingOf(seed, examples, steps[scale]), work, context)
      : undefined;
  const { parameters, seconds } =
    byGradient ?? (await metaTrain(evolutionTrainingOf(seed, examples, steps[scale]), work, context));
  const createKernel = await loadWasmKernel();
  const seeds = heldOutTaskSeeds(seed, testLifetimes[scale]);
  const test = (length: number) =>
    measure(settingOf(length), parameters, seeds, createKernel, context.signal);
  return {
    signals: [],
    trained: {
      seconds,
      clipped: byGradient ? mean(byGradient.norms.map((norm) => (norm > CLIP_NORM ? 1 : 0))) : null,
      longest: byGradient ? byGradient.norms.reduce((most, norm) => Math.max(most, norm), 0) : null,
      own: test(examples),
      long: test(Math.max(...lengths[scale])),
    },
  };
}

export const horizon: Experiment<HorizonCase, HorizonResult> = {
  name: 'horizon',
  title: 'Horizon: evolution and backpropagation over longer lifetimes',
  question:
    'Does evolution stand longer lifetimes than backpropagation: how clear is the gradient that each of them sees, and how good is the rule that each finds in the same time, as lifetimes grow? (Kirsch & Schmidhuber 2021; Metz et al. 2019)',
  method:
    `Rules of N = 8, M = 4 (616 parameters) live clusters of ${INPUTS} inputs and ${CLASSES} classes for ${lengths.full.join(', ')} examples, each a forward and a backward tick. ` +
    `*Signal.* At a rule of random numbers and at one that has taken ${HALF_TRAINED.steps} steps by gradient over ${HALF_TRAINED.examples} examples, the gradient of the mean loss is estimated by backpropagation through all ticks of ${signalLifetimes.full.gradient} lifetimes, and by evolution from ${signalLifetimes.full.evolution / (MEMBERS * TASKS)} generations of ${MEMBERS} members in ${TASKS} tasks, ${signalLifetimes.full.evolution} lifetimes (antithetic pairs of deviation ${SIGMA}, members ranked in each task, which is what it climbs in training). Its signal-to-noise is the norm of the mean over its standard error, without the share that noise alone has in that norm (sqrt(ratio^2 - 1)), and is stated for ${STATED_LIFETIMES} lifetimes of either: it grows with the root of their number. ` +
    `*Result.* ${steps.full} steps of Adam (rate ${LEARNING_RATE}, 64 fresh lifetimes each, clipped at norm ${CLIP_NORM}) at each horizon against ${GENERATIONS_A_STEP * steps.full} generations of OpenAI-ES (64 members, 4 tasks), which take about as long on two cores here. Tested on ${testLifetimes.full} held-out lifetimes of the length trained on and of the longest.`,
  seeds: { quick: 1, full: 5 },
  cases: (scale, seeds) =>
    seeds.flatMap((seed) =>
      lengths[scale].flatMap((examples) =>
        parts.map((part) => ({ key: `${part}-${examples}-${seed}`, seed, scale, part, examples })),
      ),
    ),
  run,
  resultSchema,
  figure: drawHorizon,
  findings,
};
