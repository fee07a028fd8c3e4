/** CartPole-v1 by a small network: 4 observations, 8 tanh units, 2 preferences, the larger of which is the action. */
import { make } from 'gymnasium-js';
import type { Evaluate } from '../../src/evolution/executor.ts';
import {
  noObservations,
  type ObservationStatistics,
  withObservation,
} from '../../src/evolution/observation-normaliser.ts';
import { tanh } from '../../src/numerics/hyperbolic.ts';
import { fillGaussian } from '../../src/numerics/noise.ts';
import { STREAM } from '../../src/numerics/streams.ts';

const OBSERVATIONS = 4;
const UNITS = 8;
const ACTIONS = 2;

/** Weights and biases of both layers. */
export const cartPoleParameters = (OBSERVATIONS + 1) * UNITS + (UNITS + 1) * ACTIONS;

/** Where a search begins: small random weights. */
export function initialCartPolePolicy(seed: number): Float32Array {
  const parameters = new Float32Array(cartPoleParameters);
  fillGaussian(parameters, seed, STREAM.baselineInitialisation);
  return parameters.map((value) => value / 10);
}

/** One layer: row-major weights, then biases, read from `start`. */
function layer(parameters: Float32Array, start: number, input: ArrayLike<number>, outputs: number): number[] {
  const width = input.length + 1;
  return Array.from({ length: outputs }, (_, unit) => {
    const row = start + unit * width;
    let sum = parameters[row + input.length];
    for (let n = 0; n < input.length; n++) sum += parameters[row + n] * input[n];
    return sum;
  });
}

/** The action of the network, 0 or 1. */
export function cartPoleAction(parameters: Float32Array, observation: ArrayLike<number>): number {
  const hidden = layer(parameters, 0, observation, UNITS).map(tanh);
  const [left, right] = layer(parameters, (OBSERVATIONS + 1) * UNITS, hidden, ACTIONS);
  return right > left ? 1 : 0;
}

/** The layer that observations enter by, for strategies that normalise them. */
export const cartPoleFirstLayer = { observationSize: OBSERVATIONS, observationRows: UNITS };

/** One episode; `see` is shown every observation that an action answers. @returns 1 a step up to 500 */
function play(
  environment: ReturnType<typeof make>,
  parameters: Float32Array,
  taskSeed: number,
  see?: (observation: Float32Array) => void,
): number {
  // Gymnasium's seeds have 32 bits.
  let [observation] = environment.reset({ seed: taskSeed % 0x100000000 }) as [Float32Array, unknown];
  for (let total = 0; ; ) {
    see?.(observation);
    const [next, reward, terminated, truncated] = environment.step(cartPoleAction(parameters, observation));
    total += reward;
    if (terminated || truncated) return total;
    observation = next as Float32Array;
  }
}

/** What a policy sees in the episodes of these tasks. */
export async function observeCartPole(
  parameters: Float32Array,
  taskSeeds: readonly number[],
): Promise<ObservationStatistics> {
  const environment = make('CartPole-v1', { disableEnvChecker: true });
  let statistics = noObservations(OBSERVATIONS);
  for (const taskSeed of taskSeeds) {
    play(environment, parameters, taskSeed, (observation) => {
      statistics = withObservation(statistics, observation);
    });
  }
  return statistics;
}

/** Loaded by name in every worker: the return of one episode. */
export async function createCartPoleEvaluator(): Promise<Evaluate> {
  const environment = make('CartPole-v1', { disableEnvChecker: true });
  return (parameters, taskSeed) => play(environment, parameters, taskSeed);
}
