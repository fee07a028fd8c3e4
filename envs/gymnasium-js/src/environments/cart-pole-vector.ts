/**
 * CartPoleVectorEnv: many CartPoles in one array, with one generator for all, so that its episodes are others
 * than those of as many single environments (gymnasium/envs/classic_control/cartpole.py).
 */
import { AssertionError, ValueError } from '../errors.ts';
import { drawCartPole } from '../rendering/draw-cart-pole.ts';
import { batchSpace } from '../spaces/batch-space.ts';
import type { Box } from '../spaces/box.ts';
import { Discrete } from '../spaces/discrete.ts';
import type { Space } from '../spaces/space.ts';
import { AutoresetMode } from '../vector/autoreset-mode.ts';
import {
  type SingleSeed,
  VectorEnv,
  type VectorFrames,
  type VectorMetadata,
  type VectorResetArguments,
  type VectorResetResult,
  type VectorStepResult,
} from '../vector/vector-env.ts';
import type { CartPoleArguments } from './cart-pole.ts';
import { CartPoleBatch } from './cart-pole-batch.ts';
import { cartPoleSpace } from './cart-pole-dynamics.ts';
import { resetBounds } from './reset-bounds.ts';

/** Arguments of CartPoleVectorEnv. */
export interface CartPoleVectorArguments extends CartPoleArguments {
  readonly numEnvs?: number;
  /** Steps after which an episode is truncated. */
  readonly maxEpisodeSteps?: number;
}

const KNOWN_ARGUMENTS = ['numEnvs', 'maxEpisodeSteps', 'renderMode', 'suttonBartoReward'];

export class CartPoleVectorEnv extends VectorEnv<Float32Array, ArrayLike<number>> {
  static readonly metadata: VectorMetadata = {
    renderModes: ['rgb_array'],
    renderFps: 50,
    autoresetMode: AutoresetMode.NEXT_STEP,
  };
  readonly metadata = CartPoleVectorEnv.metadata;
  readonly numEnvs: number;
  readonly renderMode: string | null;
  readonly singleObservationSpace = cartPoleSpace();
  readonly singleActionSpace = new Discrete(2);
  readonly observationSpace: Box;
  readonly actionSpace: Space<ArrayLike<number>>;
  /** The worlds without their interface: `step` of it allocates nothing. */
  readonly core: CartPoleBatch;
  private low = -0.05;
  private high = 0.05;
  private started = false;

  /** @throws TypeError for an argument that is not known, ValueError for less than one environment */
  constructor(kwargs: CartPoleVectorArguments = {}) {
    super();
    const unknown = Object.keys(kwargs).find((name) => !KNOWN_ARGUMENTS.includes(name));
    if (unknown !== undefined)
      throw new TypeError(`CartPoleVectorEnv.__init__() got an unexpected keyword argument '${unknown}'`);
    const { numEnvs = 1, maxEpisodeSteps = 500, renderMode = null, suttonBartoReward = false } = kwargs;
    if (!(Number.isSafeInteger(numEnvs) && numEnvs > 0))
      throw new ValueError(`CartPoleVectorEnv: numEnvs must be a positive integer, got ${numEnvs}`);
    this.numEnvs = numEnvs;
    this.renderMode = renderMode;
    this.observationSpace = batchSpace(this.singleObservationSpace, numEnvs);
    this.actionSpace = batchSpace(this.singleActionSpace, numEnvs) as Space<ArrayLike<number>>;
    this.core = new CartPoleBatch(numEnvs, maxEpisodeSteps, suttonBartoReward);
  }

  /**
   * Resets all environments; there is one seed for all of them.
   * @throws ValueError for a list of seeds, or a reset mask
   */
  override reset({ seed, options }: VectorResetArguments = {}): VectorResetResult<Float32Array> {
    if (Array.isArray(seed) || (options && 'resetMask' in options))
      throw new ValueError(
        'CartPoleVectorEnv takes one seed and resets all environments: no list, no resetMask',
      );
    if (seed !== undefined && seed !== null) this.seedOwn(seed as SingleSeed);
    [this.low, this.high] = resetBounds(options, -0.05, 0.05);
    this.core.reset(this.ownGenerator, this.low, this.high);
    this.started = true;
    return [this.core.observations.slice(), {}];
  }

  /** @throws AssertionError for actions other than 0 and 1 or of another number, and before `reset` */
  override step(actions: ArrayLike<number>): VectorStepResult<Float32Array> {
    this.stepInto(actions);
    const { observations, rewards, terminations, truncations } = this.core;
    return [observations.slice(), rewards.slice(), terminations.slice(), truncations.slice(), {}];
  }

  /**
   * Steps without a new object: results are in the arrays of `core` until the next step.
   * @throws what `step` throws
   */
  stepInto(actions: ArrayLike<number>): void {
    if (actions.length !== this.numEnvs)
      throw new AssertionError(`step needs ${this.numEnvs} actions, got ${actions.length}`);
    for (let n = 0; n < actions.length; n++) {
      if (actions[n] !== 0 && actions[n] !== 1)
        throw new AssertionError(`${actions[n]} (${typeof actions[n]}) invalid, action of environment ${n}`);
    }
    if (!this.started) throw new AssertionError('Call reset before using step method.');
    this.core.step(this.ownGenerator, actions, this.low, this.high);
  }

  /** @throws ValueError before `reset` */
  override render(): VectorFrames {
    if (!this.started) throw new ValueError("Cartpole's state is None, it probably hasn't be reset yet.");
    const { state, count } = this.core;
    return Array.from({ length: count }, (_, n) =>
      drawCartPole(Float64Array.from({ length: 4 }, (_, row) => state[row * count + n])),
    );
  }
}
