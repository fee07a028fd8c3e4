/** The lives that are compared: disturbed all along, struck in mid-life, and joined by units that come late. */
import { createStream } from '../../envs/streams/registry.ts';
import type { Stream } from '../../envs/streams/stream.ts';
import type { KernelFactory } from '../../src/vsml/kernel.ts';
import { learnerConfigurationSchema } from '../supervised/learner-configuration.ts';
import { drawSites } from '../supervised/memory-sites.ts';
import { emptyCurve, SupervisedLifetime } from '../supervised/supervised-lifetime.ts';
import { learner as configuration, EARLY_INPUTS, LIFE, MIDDLE, REGROWN_AT, SIZE } from './cases.ts';
import { type DisturbanceInput, disturbanceSchema } from './disturbance.ts';
import { DisturbedLearner } from './disturbed-learner.ts';
import { LateClass } from './late-class.ts';

/** Something done to the network of a lifetime before a step. */
export type Event = (learner: DisturbedLearner, step: number, seed: number) => void;

export interface Life {
  readonly disturbance?: DisturbanceInput;
  readonly event?: Event;
  readonly stream?: Stream;
}

/** The synapses of the inputs from `first` on, or into one output. */
function synapsesWhere(chosen: (input: number, output: number) => boolean): number[] {
  const all = Array.from({ length: SIZE.inputs * SIZE.classes }, (_, synapse) => synapse);
  return all.filter((synapse) => chosen(Math.floor(synapse / SIZE.classes), synapse % SIZE.classes));
}

/** A share of the synapses dies in mid-life and is born anew later. */
export const struck =
  (share: number): Event =>
  (learner, step, seed) => {
    if (step !== MIDDLE && step !== REGROWN_AT) return;
    const chosen = drawSites(learner.synapses, share, seed);
    if (step === MIDDLE) learner.leave(chosen);
    else learner.join(chosen);
  };

/** The same share is absent from birth on and born late: all that the others can come to without them. */
export const without =
  (share: number): Event =>
  (learner, step, seed) => {
    if (step !== 0 && step !== REGROWN_AT) return;
    const chosen = drawSites(learner.synapses, share, seed);
    if (step === 0) learner.leave(chosen);
    else learner.join(chosen);
  };

/** Synapses are absent at birth and join in mid-life, or never. */
function late(synapses: readonly number[], joins: boolean): Event {
  return (learner, step) => {
    if (step === 0) learner.leave(synapses);
    if (step === MIDDLE && joins) learner.join(synapses);
  };
}

const lateInputs = synapsesWhere((input) => input >= EARLY_INPUTS);
const lateClass = synapsesWhere((_, output) => output === SIZE.classes - 1);
const clusters = () => createStream('GaussianClusters-v0', SIZE);

/** Lives with units that are there from birth, join in mid-life, or never come; by name. */
export const arrivals = {
  'inputs from birth': {},
  'inputs join': { event: late(lateInputs, true) },
  'inputs never': { event: late(lateInputs, false) },
  'class from birth': { stream: new LateClass(clusters(), MIDDLE) },
  'class joins': { stream: new LateClass(clusters(), MIDDLE), event: late(lateClass, true) },
} satisfies Record<string, Life>;

/** @returns `[LIFE]` share of right answers at each example */
export function liveThrough(
  { disturbance = {}, event, stream = clusters() }: Life,
  parameters: Float32Array,
  seeds: readonly number[],
  createKernel: KernelFactory,
): number[] {
  const parsed = learnerConfigurationSchema.parse(configuration);
  if (parsed.kind !== 'vsml') throw new TypeError('only VSML networks can be disturbed');
  const learner = new DisturbedLearner(parsed, stream, disturbanceSchema.parse(disturbance), createKernel);
  learner.loadParameters(parameters);
  const lifetime = new SupervisedLifetime(stream, learner);
  const curve = emptyCurve(LIFE);
  for (const seed of seeds) lifetime.live(seed, LIFE, curve, (step) => event?.(learner, step, seed));
  return Array.from(curve.correct, (sum) => sum / seeds.length);
}
