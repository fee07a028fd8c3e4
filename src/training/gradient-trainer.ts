/**
 * Meta-training by gradient: fresh tasks, the gradient of their mean loss, clipped by its norm, an Adam step.
 * (Kirsch & Schmidhuber 2021, section 4.1 and its `backprop.yaml`: Adam, global norm clipped at 25) It knows no
 * networks: gradients and tasks come in as functions.
 */
import { type AdamState, initAdam, stepAdam } from '../evolution/adam.ts';

/** Everything a step needs of those before it; plain, so `encodeState` of `src/evolution` can save it. */
export interface GradientTrainingState {
  /** Steps taken so far, and the index of the next. */
  readonly step: number;
  readonly parameters: Float32Array;
  readonly adam: AdamState;
}

/** A batch's mean loss and its derivative by the parameters. */
export interface BatchGradient {
  readonly loss: number;
  readonly gradient: Float32Array | Float64Array;
}

export interface GradientStepReport {
  readonly step: number;
  /** Of the parameters before the step. */
  readonly loss: number;
  /** Euclidean, before clipping. */
  readonly gradientNorm: number;
}

export interface GradientStepOptions {
  readonly learningRate: number;
  /** Gradients that are longer are shortened to this. */
  readonly clipNorm: number;
}

export interface GradientTrainingOptions<Batch> extends GradientStepOptions {
  /** Steps of the training in all, those before a resume included. */
  readonly steps: number;
  /** The tasks of a step, an exact function of it. */
  batchAt(step: number): Batch | Promise<Batch>;
  /** An exact function of parameters and batch; may be the same for all steps, or run elsewhere. */
  differentiate(parameters: Float32Array, batch: Batch): BatchGradient | Promise<BatchGradient>;
  /** Hears of each step with the state after it. */
  readonly onStep?: (report: GradientStepReport, state: GradientTrainingState) => void;
  /** Ends the training after the step at hand. */
  readonly signal?: AbortSignal;
}

/** The loss or its gradient was no finite number; `state` is the last with which both were. */
export class GradientTrainingError extends Error {
  readonly step: number;
  readonly state: GradientTrainingState;

  constructor(what: string, step: number, state: GradientTrainingState) {
    super(`step ${step} of the training: ${what}; the parameters before step ${state.step} are kept`);
    this.name = 'GradientTrainingError';
    this.step = step;
    this.state = state;
  }
}

/** The state before the first step. */
export function initGradientTraining(parameters: Float32Array): GradientTrainingState {
  return { step: 0, parameters: parameters.slice(), adam: initAdam(parameters.length) };
}

function assertPositive(name: string, value: number): void {
  if (!(value > 0 && Number.isFinite(value))) {
    throw new RangeError(`${name} must be a positive number, got ${value}`);
  }
}

/** Euclidean norm, summed in index order. */
function normOf(gradient: Float32Array | Float64Array): number {
  let sum = 0;
  for (const slope of gradient) sum += slope * slope;
  return Math.sqrt(sum);
}

/**
 * One step down the clipped gradient; neither state nor gradient is written to.
 * @throws RangeError when the gradient has another length than the parameters
 */
export function stepGradientTraining(
  state: GradientTrainingState,
  gradient: Float32Array | Float64Array,
  { learningRate, clipNorm }: GradientStepOptions,
): GradientTrainingState {
  if (gradient.length !== state.parameters.length) {
    throw new RangeError(
      `the gradient of ${state.parameters.length} parameters has as many numbers, got ${gradient.length}`,
    );
  }
  const norm = normOf(gradient);
  const scale = norm > clipNorm ? clipNorm / norm : 1;
  const clipped = Float64Array.from(gradient, (slope) => scale * slope);
  const { state: adam, update } = stepAdam(state.adam, clipped);
  const parameters = state.parameters.map((value, n) => value - learningRate * update[n]);
  return { step: state.step + 1, parameters, adam };
}

/**
 * Trains to the end, or until the signal.
 * @param initial `initGradientTraining(...)`, or a saved state to go on from: the result is the same, bit for bit, as
 *   long as `differentiate` runs on the same backend
 * @returns the state after the last step
 * @throws GradientTrainingError when a loss or a gradient is not finite; RangeError for options out of range
 */
export async function trainByGradient<Batch>(
  initial: GradientTrainingState,
  options: GradientTrainingOptions<Batch>,
): Promise<GradientTrainingState> {
  const { steps, signal } = options;
  if (!Number.isInteger(steps) || steps < 1) {
    throw new RangeError(`steps must be an integer of at least 1, got ${steps}`);
  }
  assertPositive('learningRate', options.learningRate);
  assertPositive('clipNorm', options.clipNorm);
  let good = initial;
  let state = initial;
  while (state.step < steps && !signal?.aborted) {
    const { step, parameters } = state;
    const { loss, gradient } = await options.differentiate(parameters, await options.batchAt(step));
    if (!Number.isFinite(loss)) throw new GradientTrainingError(`the loss is ${loss}`, step, good);
    const gradientNorm = normOf(gradient);
    if (!Number.isFinite(gradientNorm)) {
      throw new GradientTrainingError(`the norm of the gradient is ${gradientNorm}`, step, good);
    }
    good = state;
    state = stepGradientTraining(state, gradient, options);
    options.onStep?.({ step, loss, gradientNorm }, state);
  }
  return state;
}
