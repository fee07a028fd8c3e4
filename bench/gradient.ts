/**
 * Seconds of one step of gradient meta-training, 32 learners of 16 x 4 over 40 examples, on every tfjs backend that
 * loads, and on all threads where that helps: `npm run bench:gradient`. Rivals are timed in turn, round by round, and
 * the median of their rounds is printed, since machines drift.
 */
import { availableParallelism } from 'node:os';
import * as tf from '@tensorflow/tfjs-core';
import { fillGaussian } from '../src/numerics/noise.ts';
import { STREAM } from '../src/numerics/streams.ts';
import { createGradientExecutor, type GradientExecutor } from '../src/training/gradient-executor.ts';
import { initGradientTraining, stepGradientTraining } from '../src/training/gradient-trainer.ts';
import { BACKEND_NAMES, chooseBackend } from '../src/vsml/differentiable/backend.ts';
import { lifetimeGradient } from '../src/vsml/differentiable/gradient.ts';
import type { LifetimeBatch, LifetimeSetting } from '../src/vsml/differentiable/lifetime-batch.ts';
import { initialRule } from '../src/vsml/rule.ts';
import { median, paperShape } from './tickers.ts';

const ROUNDS = 3;
const [LEARNERS, EXAMPLES, INPUTS, OUTPUTS] = [32, 40, 16, 4];
const setting: LifetimeSetting = {
  ruleShape: paperShape(16),
  layerSizes: [INPUTS, OUTPUTS],
  ticks: 2,
  backwardPass: false,
  targetFeedback: false,
  kind: 'classification',
  separateBackwardRule: false,
  layerwiseRules: false,
  reduction: 'mean',
};

function gaussian(length: number, index: number): Float32Array {
  const values = new Float32Array(length);
  fillGaussian(values, 1, STREAM.test, index);
  return values;
}

const targets = new Float32Array(EXAMPLES * LEARNERS * OUTPUTS);
for (let n = 0; n < EXAMPLES * LEARNERS; n++) targets[n * OUTPUTS + ((n * 7) % OUTPUTS)] = 1;
const batch: LifetimeBatch = {
  learners: LEARNERS,
  examples: EXAMPLES,
  inputs: gaussian(EXAMPLES * LEARNERS * INPUTS, 0),
  targets,
  cells: [gaussian(LEARNERS * INPUTS * OUTPUTS * setting.ruleShape.stateSize, 1)],
};
const start = initGradientTraining(initialRule(setting.ruleShape, 1).parameters);

async function step(executor: GradientExecutor): Promise<void> {
  const { gradient } = await executor.differentiate(start.parameters, batch);
  stepGradientTraining(start, gradient, { learningRate: 1e-3, clipNorm: 25 });
}

const executors: GradientExecutor[] = [];
for (const backend of BACKEND_NAMES) {
  const { name, rejections } = await chooseBackend(backend);
  if (name !== backend) {
    console.log(rejections[0]);
    continue;
  }
  const common = { backend, segmentExamples: 10 };
  executors.push(createGradientExecutor(setting, { ...common, threads: 0, chunkLearners: LEARNERS }));
  // tfjs-node runs on all cores already, and plain JavaScript would not come near the others on any.
  if (backend !== 'wasm') continue;
  const threads = availableParallelism();
  executors.push(createGradientExecutor(setting, { ...common, threads, chunkLearners: LEARNERS / threads }));
}
const times = new Map<string, number[]>(executors.map(({ name }) => [name, []]));
for (let round = 0; round <= ROUNDS; round++) {
  for (const executor of executors) {
    const begun = performance.now();
    await step(executor);
    // Round 0 warms up.
    if (round > 0) times.get(executor.name)!.push((performance.now() - begun) / 1000);
  }
}
await Promise.all(executors.map((executor) => executor.close()));

const base = median(times.get(executors[0].name)!);
console.log(
  `${LEARNERS} learners of ${INPUTS} x ${OUTPUTS}, N = 16, M = 8, T = ${EXAMPLES}, 2 ticks an example: ` +
    `seconds a step, median of ${ROUNDS}, and its ratio to that of ${executors[0].name}`,
);
for (const [name, values] of times) {
  const value = median(values);
  console.log(
    `  ${name.padEnd(24)} ${value.toFixed(3).padStart(8)}   ${(value / base).toFixed(2).padStart(7)} x`,
  );
}

await chooseBackend('cpu');
for (const segmentExamples of [EXAMPLES, 10, 4, 1]) {
  const { peakBytes } = await tf.profile(() => {
    lifetimeGradient(setting, start.parameters, batch, segmentExamples);
    return tf.scalar(0);
  });
  console.log(
    `  segments of ${String(segmentExamples).padStart(2)}: ${Math.round(peakBytes / 1e6)} MB of tensors at most`,
  );
}
