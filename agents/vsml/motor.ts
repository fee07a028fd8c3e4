/**
 * The motor of a body: draws an action from the softmax of its output units' messages.
 *
 *   logit = bound tanh(gain m / bound),   action = argmax(logit + Gumbel noise), ties to the lower index
 *
 * Gumbel-max is a draw from softmax(logits); the bound is that of the released VSML code.
 */
import { tanh } from '../../src/numerics/hyperbolic.ts';
import { fillGumbel } from '../../src/numerics/noise.ts';
import { STREAM } from '../../src/numerics/streams.ts';
import type { VsmlOptions } from './vsml-options.ts';

/** Channel of a forward message that carries the observation into, and the logit out of, a network. */
export const VALUE_CHANNEL = 0;
/** Channel of a backward message that carries the last action, one-hot. */
export const ACTION_CHANNEL = 0;

/** The address of a draw. */
export interface ActionDraw {
  readonly seed: number;
  readonly step: number;
  readonly body: number;
}

/**
 * Chooses one body's action.
 * @param messages forward messages `[actions, M]` of the last layer, from `start`
 * @param logits `[actions]`, written
 * @param chance `[actions]`, scratch memory for the draw
 */
export function chooseAction(
  { outputGain, outputBound }: VsmlOptions,
  { seed, step, body }: ActionDraw,
  messages: Float32Array,
  start: number,
  messageSize: number,
  logits: Float64Array,
  chance: Float64Array,
): number {
  fillGumbel(chance, seed, STREAM.policy, step, body);
  let best = Number.NEGATIVE_INFINITY;
  let choice = 0;
  for (let action = 0; action < logits.length; action++) {
    const message = messages[start + action * messageSize + VALUE_CHANNEL];
    const logit = outputBound * tanh((outputGain * message) / outputBound);
    logits[action] = logit;
    const score = logit + chance[action];
    if (score > best) {
      best = score;
      choice = action;
    }
  }
  return choice;
}

/** Writes the last action, one-hot, to the action channel of a body's backward messages `[actionCount, M]`; -1 is none. */
export function tellAction(
  messages: Float32Array,
  start: number,
  messageSize: number,
  action: number,
  actionCount: number,
): void {
  for (let unit = 0; unit < actionCount; unit++) {
    messages[start + unit * messageSize + ACTION_CHANNEL] = unit === action ? 1 : 0;
  }
}
