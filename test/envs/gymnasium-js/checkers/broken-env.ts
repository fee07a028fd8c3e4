/** A sound environment, parts of which tests break: that of Gymnasium's own tests of its checkers. */
import { Env as BaseEnv, Box, EnvSpec, type Info, type ResetArguments, type StepResult } from 'gymnasium-js';

/** What may be broken; values may be of any kind, that is the point. */
export interface Faults {
  readonly observationSpace?: unknown;
  readonly actionSpace?: unknown;
  readonly reset?: unknown;
  readonly step?: unknown;
  readonly render?: unknown;
  readonly close?: unknown;
  readonly seed?: unknown;
  readonly metadata?: unknown;
  readonly renderMode?: unknown;
  readonly nondeterministic?: boolean;
}

/** Its name is the one that the records print. */
export class Env extends BaseEnv<Float32Array, Float32Array> {
  override readonly observationSpace: Box = new Box(0, 1, [1]);
  override readonly actionSpace: Box = new Box(0, 1, [1]);

  override reset(resetArguments: ResetArguments = {}): [Float32Array, Info] {
    this.seedFrom(resetArguments);
    this.observationSpace.seed(this.npRandomSeed);
    return [this.observationSpace.sample(), { options: resetArguments.options ?? null }];
  }

  override step(): StepResult<Float32Array> {
    return [this.observationSpace.sample(), 0, false, false, {}];
  }

  /** For faults that seed: `seedFrom` is for classes only. */
  seedBy(resetArguments: ResetArguments): void {
    this.seedFrom(resetArguments);
  }
}

/** The environment with its faults, and a spec by which it can be made again with the same. */
export function brokenEnv(faults: Faults = {}): Env {
  const { nondeterministic = false, ...parts } = faults;
  const env = new Env();
  for (const [name, value] of Object.entries(parts))
    Object.defineProperty(env, name, { value, configurable: true, writable: true });
  env.spec = new EnvSpec({
    id: 'TestingEnv-v0',
    entryPoint: ({ renderMode = null }) =>
      brokenEnv({ ...faults, ...(renderMode !== null && { renderMode }) }),
    maxEpisodeSteps: 100,
    nondeterministic,
  });
  return env;
}
