/** Supervised lifetimes on the reference kernel, one learner a body: what the differentiable path is held to. */
import { tanh } from '../../../../src/numerics/hyperbolic.ts';
import { fillGaussian, uniformAt } from '../../../../src/numerics/noise.ts';
import { softmax } from '../../../../src/numerics/softmax.ts';
import { STREAM } from '../../../../src/numerics/streams.ts';
import type { LifetimeOutcome } from '../../../../src/vsml/differentiable/lifetime.ts';
import {
  type LifetimeBatch,
  type LifetimeSetting,
  lifetimeParameterCount,
  ruleCount,
} from '../../../../src/vsml/differentiable/lifetime-batch.ts';
import { createReferenceKernel } from '../../../../src/vsml/kernels/reference.ts';
import { initialRule } from '../../../../src/vsml/rule.ts';
import { parameterCount } from '../../../../src/vsml/rule-shape.ts';

/** A small setting; tests say what they change. */
export function settingOf(changes: Partial<LifetimeSetting> = {}): LifetimeSetting {
  return {
    ruleShape: {
      stateSize: 8,
      messageSize: 4,
      ownMessages: false,
      reward: false,
      coordinates: false,
      gateOffset: 1,
    },
    layerSizes: [4, 3],
    ticks: 2,
    backwardPass: false,
    targetFeedback: false,
    kind: 'classification',
    separateBackwardRule: false,
    layerwiseRules: false,
    reduction: 'mean',
    ...changes,
  };
}

/** Random rules, louder than newborn ones, so that answers are far from 0 and errors matter. */
export function parametersOf(setting: LifetimeSetting, seed: number, gain = 1.5): Float32Array {
  const length = parameterCount(setting.ruleShape);
  const parameters = new Float32Array(lifetimeParameterCount(setting));
  for (let rule = 0; rule < ruleCount(setting); rule++) {
    const drawn = initialRule(setting.ruleShape, seed + rule).parameters;
    parameters.set(
      drawn.map((value) => gain * value),
      rule * length,
    );
  }
  return parameters;
}

/** Gaussian inputs and cells; random labels, or Gaussian targets. */
export function batchOf(
  setting: LifetimeSetting,
  learners: number,
  examples: number,
  seed: number,
): LifetimeBatch {
  const { layerSizes, ruleShape } = setting;
  const outputs = layerSizes[layerSizes.length - 1];
  const gaussian = (length: number, index: number) => {
    const values = new Float32Array(length);
    fillGaussian(values, seed, STREAM.test, index);
    return values;
  };
  const targets = gaussian(examples * learners * outputs, 1);
  if (setting.kind === 'classification') {
    targets.fill(0);
    for (let n = 0; n < examples * learners; n++) {
      targets[n * outputs + Math.floor(outputs * uniformAt(seed, STREAM.test, 2, n))] = 1;
    }
  }
  const cells = layerSizes
    .slice(1)
    .map((above, k) => gaussian(learners * layerSizes[k] * above * ruleShape.stateSize, 3 + k));
  return { learners, examples, inputs: gaussian(examples * learners * layerSizes[0], 0), targets, cells };
}

/** Loss of an answer; its error is written to `error`. */
function score(
  kind: LifetimeSetting['kind'],
  prediction: Float32Array,
  target: Float32Array,
  error: Float32Array,
): number {
  if (kind === 'classification') {
    const probabilities = new Float64Array(prediction.length);
    softmax(probabilities, Float64Array.from(prediction));
    error.set(probabilities.map((probability, n) => probability - target[n]));
    return -Math.log(probabilities[target.indexOf(1)]);
  }
  error.set(prediction.map((value, n) => value - target[n]));
  return error.reduce((sum, value) => sum + value * value, 0) / (2 * error.length);
}

/** Lives a batch, tick by tick, on the reference kernel. */
export function referenceLifetimes(
  setting: LifetimeSetting,
  parameters: Float32Array,
  { learners, examples, inputs, targets, cells }: LifetimeBatch,
): LifetimeOutcome {
  const { layerSizes, ruleShape, ticks, reduction } = setting;
  const kernel = createReferenceKernel(ruleShape, {
    layerSizes,
    bodies: learners,
    rules: ruleCount(setting),
    reduction,
  });
  kernel.loadParameters(parameters);
  const { layers } = kernel.memory;
  const M = ruleShape.messageSize;
  const [first, last] = [layers[0], layers[layers.length - 1]];
  const [A, B] = [first.inputs, last.outputs];
  layers.forEach(({ cell }, k) => {
    cell.set(cells[k]);
  });
  const tickLayer = (k: number, reverse: boolean) => {
    const firstRule = reverse && setting.separateBackwardRule ? ruleCount(setting) / 2 : 0;
    const rule = firstRule + (setting.layerwiseRules ? k : 0);
    for (let tick = 0; tick < ticks; tick++) {
      kernel.update(k, rule);
      kernel.aggregateForward(k, 'hidden', rule);
      kernel.aggregateBackward(k, 'hidden', rule);
    }
    if (k > 0) layers[k - 1].backwardIn.set(layers[k].backwardOut);
    if (k + 1 < layers.length) layers[k + 1].forwardIn.set(layers[k].forwardOut);
  };
  const losses = new Float32Array(examples * learners);
  const predictions = new Float32Array(examples * learners * B);
  const error = new Float32Array(B);
  for (let t = 0; t < examples; t++) {
    for (let n = 0; n < learners * A; n++) first.forwardIn[n * M] = inputs[t * learners * A + n];
    layers.forEach((_, k) => {
      tickLayer(k, false);
    });
    for (let learner = 0; learner < learners; learner++) {
      const start = (t * learners + learner) * B;
      const prediction = predictions.subarray(start, start + B);
      const target = targets.subarray(start, start + B);
      for (let b = 0; b < B; b++) {
        prediction[b] = 100 * tanh(last.forwardOut[(learner * B + b) * M + 1] / 100);
      }
      losses[t * learners + learner] = score(setting.kind, prediction, target, error);
      for (let b = 0; b < B; b++) {
        last.backwardIn[(learner * B + b) * M] = error[b];
        if (setting.targetFeedback) last.backwardIn[(learner * B + b) * M + 1] = target[b];
      }
    }
    if (setting.backwardPass) {
      for (let k = layers.length - 1; k >= 0; k--) tickLayer(k, true);
      last.backwardIn.fill(0);
    }
  }
  return { losses, predictions };
}
