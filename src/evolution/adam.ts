/** Adam: steps scaled by running means of the gradient and of its square. (Kingma & Ba 2015, algorithm 1) */

const FIRST_DECAY = 0.9;
const SECOND_DECAY = 0.999;
const EPSILON = 1e-8;

/** The moments, and the powers of the two decays that correct their bias: a plain record. */
export interface AdamState {
  readonly firstMoment: Float64Array;
  readonly secondMoment: Float64Array;
  readonly firstDecayPower: number;
  readonly secondDecayPower: number;
}

/** The state before the first step, for `dimension` parameters. */
export function initAdam(dimension: number): AdamState {
  return {
    firstMoment: new Float64Array(dimension),
    secondMoment: new Float64Array(dimension),
    firstDecayPower: 1,
    secondDecayPower: 1,
  };
}

/**
 * The update for a gradient, before the learning rate: add `learningRate * update` to climb.
 * @param gradient `[dimension]`; neither it nor `state` is written to
 */
export function stepAdam(
  state: AdamState,
  gradient: Float64Array,
): { readonly state: AdamState; readonly update: Float64Array } {
  const firstMoment = new Float64Array(gradient.length);
  const secondMoment = new Float64Array(gradient.length);
  const update = new Float64Array(gradient.length);
  // Powers by repeated multiplication: `Math.pow` differs between engines.
  const firstDecayPower = state.firstDecayPower * FIRST_DECAY;
  const secondDecayPower = state.secondDecayPower * SECOND_DECAY;
  for (let n = 0; n < gradient.length; n++) {
    const slope = gradient[n];
    firstMoment[n] = FIRST_DECAY * state.firstMoment[n] + (1 - FIRST_DECAY) * slope;
    secondMoment[n] = SECOND_DECAY * state.secondMoment[n] + (1 - SECOND_DECAY) * slope * slope;
    const unbiasedFirst = firstMoment[n] / (1 - firstDecayPower);
    const unbiasedSecond = secondMoment[n] / (1 - secondDecayPower);
    update[n] = unbiasedFirst / (Math.sqrt(unbiasedSecond) + EPSILON);
  }
  return { state: { firstMoment, secondMoment, firstDecayPower, secondDecayPower }, update };
}
