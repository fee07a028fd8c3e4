/**
 * FunctionalVectorEnv: many states of one FuncEnv as a VectorEnv (gymnasium/envs/functional_jax_env.py). Seeds, autoreset
 * modes and infos are those of SyncVectorEnv.
 */
import type { Env } from '../env.ts';
import type { AutoresetMode } from '../vector/autoreset-mode.ts';
import { SyncVectorEnv } from '../vector/sync-vector-env.ts';
import { TimeLimit } from '../wrappers/time-limit.ts';
import type { FuncEnv } from './func-env.ts';
import { FunctionalEnv, type FunctionalOptions } from './functional-env.ts';

/** Arguments of FunctionalVectorEnv. */
export interface FunctionalVectorOptions<Parameters> extends FunctionalOptions<Parameters> {
  readonly numEnvs: number;
  /** Steps after which an episode is truncated; 0 for no limit. */
  readonly maxEpisodeSteps?: number;
  readonly autoresetMode?: AutoresetMode;
}

/** @typeParam Observations, Actions batches of those of one state */
export class FunctionalVectorEnv<
  State,
  Observation,
  Action,
  Parameters,
  Observations = unknown,
  Actions = unknown,
> extends SyncVectorEnv<Observations, Actions> {
  /** @throws ValueError for no environments, or another mode */
  constructor(
    functions: FuncEnv<State, Observation, Action, Parameters>,
    {
      numEnvs,
      maxEpisodeSteps = 0,
      autoresetMode = 'NextStep',
      ...options
    }: FunctionalVectorOptions<Parameters>,
  ) {
    const single = () => {
      const env = new FunctionalEnv(functions, options);
      const limited = maxEpisodeSteps === 0 ? env : new TimeLimit(env, { maxEpisodeSteps });
      return limited as unknown as Env<never, never>;
    };
    super(
      Array.from({ length: numEnvs }, () => single),
      { autoresetMode },
    );
  }
}
