/**
 * Environments that are reset and stepped one after the other, with what becomes of ended episodes: the work of
 * SyncVectorEnv, and of each worker of AsyncVectorEnv (gymnasium/vector/sync_vector_env.py).
 */
import type { Env, Info } from '../env.ts';
import { AssertionError, ValueError } from '../errors.ts';
import { integerKeys, markIntegers } from '../integer-infos.ts';
import { BoolArray } from '../spaces/element-types.ts';
import { AutoresetMode } from './autoreset-mode.ts';
import type { SplitResetArguments } from './reset-arguments.ts';

type AnyEnv = Env<unknown, unknown>;

export class EnvGroup {
  readonly envs: readonly AnyEnv[];
  /** The last observation of each environment. */
  readonly observations: unknown[];
  /** The infos of the last call, one for each environment. */
  readonly infos: Info[];
  readonly rewards: Float64Array;
  readonly terminations: BoolArray;
  readonly truncations: BoolArray;
  /** The environment that is at work, or was last. */
  current = 0;
  /** Whether the last step ended the episode. */
  private readonly ended: BoolArray;
  private readonly mode: AutoresetMode;

  constructor(envs: readonly AnyEnv[], mode: AutoresetMode) {
    const count = envs.length;
    this.envs = envs;
    this.mode = mode;
    this.observations = new Array(count).fill(null);
    this.infos = Array.from({ length: count }, () => ({}));
    this.rewards = new Float64Array(count);
    this.terminations = new BoolArray(count);
    this.truncations = new BoolArray(count);
    this.ended = new BoolArray(count);
  }

  /** Resets the environments that have arguments; the others keep their observations. */
  reset(resetArguments: SplitResetArguments): void {
    for (let n = 0; n < this.envs.length; n++) {
      const single = resetArguments[n];
      this.current = n;
      this.infos[n] = {};
      if (single === null) continue;
      this.terminations[n] = 0;
      this.truncations[n] = 0;
      this.ended[n] = 0;
      [this.observations[n], this.infos[n]] = this.envs[n].reset(single);
    }
  }

  /**
   * Steps all environments.
   * @throws AssertionError in mode Disabled when one has ended and was not reset; ValueError for another number
   * of actions
   */
  step(actions: ArrayLike<unknown>): void {
    const { envs, mode, ended } = this;
    if (actions.length !== envs.length)
      throw new ValueError(
        `step needs ${envs.length} actions, one for each environment, got ${actions.length}`,
      );
    for (let n = 0; n < envs.length; n++) {
      this.current = n;
      if (ended[n] === 1) {
        if (mode === AutoresetMode.DISABLED) {
          throw new AssertionError(
            `environment ${n} has ended its episode: in mode Disabled it must be reset with options.resetMask before it steps`,
          );
        }
        this.resetInPlaceOfStep(n);
      } else this.stepOne(n, actions[n]);
    }
  }

  /** What `action` returns for each environment. */
  mapEnvs<Result>(action: (env: AnyEnv, n: number) => Result): Result[] {
    return this.envs.map((env, n) => {
      this.current = n;
      return action(env, n);
    });
  }

  private resetInPlaceOfStep(n: number): void {
    [this.observations[n], this.infos[n]] = this.envs[n].reset();
    this.rewards[n] = 0;
    this.terminations[n] = 0;
    this.truncations[n] = 0;
    this.ended[n] = 0;
  }

  private stepOne(n: number, action: unknown): void {
    const result = this.envs[n].step(action);
    const isEnd = result[2] || result[3];
    this.observations[n] = result[0];
    this.rewards[n] = result[1];
    this.terminations[n] = result[2] ? 1 : 0;
    this.truncations[n] = result[3] ? 1 : 0;
    this.infos[n] = result[4];
    if (!isEnd) return;
    if (this.mode !== AutoresetMode.SAME_STEP) {
      this.ended[n] = 1;
      return;
    }
    const [observation, info] = this.envs[n].reset();
    this.observations[n] = observation;
    const all: Info = { final_obs: result[0], final_info: result[4], ...info };
    this.infos[n] = markIntegers(all, integerKeys(info));
  }
}
