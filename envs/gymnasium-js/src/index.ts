/** The public names of gymnasium-js: the Gymnasium and PettingZoo API for TypeScript. */
export { atan2, cos, exp, log, log1p, pow, sin, tanh } from './elementary.ts';
export {
  Env,
  type Info,
  type Metadata,
  type RenderFrame,
  type ResetArguments,
  type StepResult,
} from './env.ts';
export * as errors from './errors.ts';
export { Generator } from './generator.ts';
export { parallelApiTest } from './parallel-api-test.ts';
export { ParallelEnv, type ParallelStepResult } from './parallel-env.ts';
export { Pcg64, type Pcg64State } from './pcg64.ts';
export {
  type EnvRegistration,
  type EnvSpec,
  type MakeArguments,
  make,
  makeParallel,
  parseEnvId,
  pprintRegistry,
  register,
  registry,
  spec,
} from './registration.ts';
export { type Entropy, SeedSequence } from './seed-sequence.ts';
export { npRandom } from './seeding.ts';
export { type Bound, Box } from './spaces/box.ts';
export { Dict, type DictElement } from './spaces/dict.ts';
export { Discrete } from './spaces/discrete.ts';
export type { ArrayOf, ElementType } from './spaces/element-types.ts';
export { type SeedResult, Space } from './spaces/space.ts';
