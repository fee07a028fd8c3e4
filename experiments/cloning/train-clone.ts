/**
 * Trains a rule to be backpropagation, by regression: Adam on the derivatives of a few short chunks at a time.
 * (Kirsch & Schmidhuber 2021, section 4.1; Kingma & Ba 2015)
 *
 * The loss is the sum of the logarithms of the terms of a chunk, each smoothed over the last steps: whatever is small
 * already is improved by as large a share as the rest.
 */
import { setImmediate } from 'node:timers/promises';
import { loadImageSet } from '../../envs/streams/image-set.ts';
import { createStream } from '../../envs/streams/registry.ts';
import { initAdam, stepAdam } from '../../src/evolution/adam.ts';
import { exp } from '../../src/numerics/exponential.ts';
import { log } from '../../src/numerics/logarithm.ts';
import type { Rule } from '../../src/vsml/rule.ts';
import { cloneLayout, cloneRule, cloneShape, initialCloneWeights } from './clone-weights.ts';
import { noTerms, type Terms, terms, UnitChunk } from './unit-chunk.ts';
import { Chance, inventedUnit, SYNAPSES, Teacher, type UnitExample } from './unit-example.ts';

export interface CloneTraining {
  readonly seed: number;
  readonly steps: number;
}

export interface TrainedClone {
  readonly rule: Rule;
  /** Square root of each term's mean over synapses, at up to 100 moments. */
  readonly curve: readonly Terms[];
}

/** Learning rate of Adam: up in the first steps, then down by this factor in equal ratios. */
const FIRST_RATE = 0.03;
const WARM_UP = 50;
const DECAY = 0.003;
/** Memory of the means by which terms are scaled. */
const SMOOTHING = 0.97;
/** Share of chunks that begin with silent synapses, as newborn ones are, and of those whose w and b are told. */
const NEWBORN = 0.1;
const TOLD = 0.6;
/** What a synapse that goes on with its own w and b may hold; beyond, the whole unit is told. */
const LARGEST_WEIGHT = 1.2;
const LARGEST_BIAS = 0.2;
/** Units in a step: two of a teacher, two invented. */
const UNITS = 4;
const CURVE_POINTS = 100;
/** After so many steps whoever wants to stop the training is heard. */
const STEPS_AT_A_TIME = 50;

function learningRate(step: number, steps: number): number {
  const warm = Math.min(1, (step + 1) / WARM_UP);
  return FIRST_RATE * warm * exp(log(DECAY) * (step / steps));
}

function unitsOf(
  teacher: Teacher,
  images: Float32Array,
  pixels: number,
  chances: readonly Chance[],
): UnitExample[] {
  return [...teacher.watch(chances[0]), inventedUnit(chances[2], images, pixels), inventedUnit(chances[3])];
}

/**
 * Trains a clone, an exact function of its configuration.
 * @param onProgress told the share that is done
 * @throws the signal's reason when stopped, and an Error naming the step if a weight is no longer finite
 */
export async function trainClone(
  { seed, steps }: CloneTraining,
  onProgress: (share: number) => void = () => {},
  signal?: AbortSignal,
): Promise<TrainedClone> {
  const layout = cloneLayout(cloneShape.stateSize);
  const set = { set: 'mnist', split: 'train' } as const;
  const { images, rows, columns } = loadImageSet(set.set, set.split, 0);
  const teacher = new Teacher(createStream('Images-v0', set), seed);
  const chunks = Array.from({ length: UNITS }, () => new UnitChunk(layout));
  const weights = initialCloneWeights(seed, cloneShape);
  const gradient = new Float64Array(layout.length);
  const curve: Terms[] = [];
  let adam = initAdam(layout.length);
  let smoothed: Terms | undefined;
  for (let step = 0; step < steps; step++) {
    if (step % STEPS_AT_A_TIME === 0) {
      await setImmediate();
      signal?.throwIfAborted();
    }
    const chances = chunks.map((_, unit) => new Chance(seed, step, unit));
    const sums = noTerms();
    unitsOf(teacher, images, rows * columns, chances).forEach((example, unit) => {
      const newborn = chances[unit].uniform() < NEWBORN;
      const told = chances[unit].uniform() < TOLD;
      if (newborn) chunks[unit].clear();
      const strayed = chunks[unit].strayed(LARGEST_WEIGHT, LARGEST_BIAS);
      chunks[unit].live(weights, example, newborn || told || strayed);
      chunks[unit].addTerms(sums);
    });
    smoothed = smooth(smoothed, sums);
    gradient.fill(0);
    for (const chunk of chunks) chunk.differentiate(weights, reciprocals(smoothed), gradient);
    const { state, update } = stepAdam(adam, gradient);
    adam = state;
    const rate = learningRate(step, steps);
    for (let n = 0; n < weights.length; n++) weights[n] -= rate * update[n];
    if (!Number.isFinite(weights[0]))
      throw new Error(`the clone's weights are not finite after step ${step}`);
    if (step % Math.ceil(steps / CURVE_POINTS) === 0) {
      curve.push(rootMeans(smoothed));
      onProgress(step / steps);
    }
  }
  return { rule: cloneRule(weights), curve };
}

function eachTerm(value: (term: (typeof terms)[number]) => number): Terms {
  const result = noTerms();
  for (const term of terms) result[term] = value(term);
  return result;
}

const smooth = (before: Terms | undefined, sums: Terms): Terms =>
  before ? eachTerm((term) => SMOOTHING * before[term] + (1 - SMOOTHING) * sums[term]) : sums;
const reciprocals = (sums: Terms): Terms => eachTerm((term) => 1 / sums[term]);
const rootMeans = (sums: Terms): Terms => eachTerm((term) => Math.sqrt(sums[term] / (UNITS * SYNAPSES)));
