/** Optimisers by name: what turns an estimated gradient into a step, with a state that checkpoints can hold. */
import * as z from 'zod';
import { type AdamState, initAdam, stepAdam } from './adam.ts';
import { stepClipUp } from './clip-up.ts';
import { initVelocity, stepMomentum, type VelocityState } from './momentum.ts';

export const OPTIMISERS = ['adam', 'momentum', 'clipUp'] as const;

export type OptimiserName = (typeof OPTIMISERS)[number];

export type OptimiserState = AdamState | VelocityState;

const vector = z.instanceof(Float64Array);

/** Accepts the state of any of them, as it comes from a checkpoint. */
export const optimiserStateSchema: z.ZodType<OptimiserState> = z.union([
  z.strictObject({
    firstMoment: vector,
    secondMoment: vector,
    firstDecayPower: z.number(),
    secondDecayPower: z.number(),
  }),
  z.strictObject({ velocity: vector }),
]);

/** The state before the first step. */
export function initOptimiser(name: OptimiserName, dimension: number): OptimiserState {
  return name === 'adam' ? initAdam(dimension) : initVelocity(dimension);
}

/** Whether a state is one of that optimiser for that many parameters. */
export function fitsOptimiser(name: OptimiserName, state: OptimiserState, dimension: number): boolean {
  if ('velocity' in state) return name !== 'adam' && state.velocity.length === dimension;
  const { firstMoment, secondMoment } = state;
  return name === 'adam' && firstMoment.length === dimension && secondMoment.length === dimension;
}

/**
 * The update for a gradient, before the learning rate: add `learningRate * update` to climb.
 * @throws TypeError for a state that another optimiser made
 */
export function stepOptimiser(
  name: OptimiserName,
  state: OptimiserState,
  gradient: Float64Array,
): { readonly state: OptimiserState; readonly update: Float64Array } {
  if (!fitsOptimiser(name, state, gradient.length)) {
    throw new TypeError(`the state is not one of the optimiser ${name} for ${gradient.length} parameters`);
  }
  if (!('velocity' in state)) return stepAdam(state, gradient);
  return name === 'clipUp' ? stepClipUp(state, gradient) : stepMomentum(state, gradient);
}
