/** The public names of gymnasium-js: the Gymnasium and PettingZoo API for TypeScript. */
import './environments/built-in.ts';

export { closestMatch } from './closest-match.ts';
export { type Display, setDisplayMaker } from './display.ts';
export { atan2, cos, exp, log, log1p, pow, sin, tanh } from './elementary.ts';
export {
  type EnvMaker,
  registerEntryPoint,
  registerVectorEntryPoint,
  registerWrapperEntryPoint,
  type VectorEnvMaker,
  type WrapperMaker,
} from './entry-points.ts';
export {
  Env,
  type Info,
  type Metadata,
  type RenderedImage,
  type RenderFrame,
  type ResetArguments,
  type StepResult,
} from './env.ts';
export { type EnvIdParts, envId, parseEnvId } from './env-id.ts';
export { type EnvRegistration, EnvSpec, type MakeArguments, type WrapperSpec } from './env-spec.ts';
export { AcrobotEnv } from './environments/acrobot.ts';
export { type CartPoleArguments, CartPoleEnv } from './environments/cart-pole.ts';
export { type CliffWalkingArguments, CliffWalkingEnv } from './environments/cliff-walking.ts';
export { Continuous_MountainCarEnv } from './environments/continuous-mountain-car.ts';
export { type FrozenLakeArguments, FrozenLakeEnv } from './environments/frozen-lake.ts';
export { type MountainCarArguments, MountainCarEnv } from './environments/mountain-car.ts';
export { type PendulumArguments, PendulumEnv } from './environments/pendulum.ts';
export { generateRandomMap } from './environments/random-map.ts';
export { type TaxiArguments, TaxiEnv } from './environments/taxi.ts';
export * as errors from './errors.ts';
export { type ChoiceOptions, Generator, type Size } from './generator.ts';
export type { IntegerOptions, IntegerType } from './integer-draws.ts';
export * as logger from './logger.ts';
export { type MakeOptions, make, makeParallel, registerEnvs } from './make.ts';
export { parallelApiTest } from './parallel-api-test.ts';
export { ParallelEnv, type ParallelStepResult } from './parallel-env.ts';
export { Pcg64, type Pcg64State } from './pcg64.ts';
export { type PprintOptions, pprintRegistry } from './pprint-registry.ts';
export { findSpec, inNamespace, register, registry, spec } from './registration.ts';
export { type Entropy, SeedSequence } from './seed-sequence.ts';
export { npRandom } from './seeding.ts';
export {
  batchDifferingSpaces,
  batchSpace,
  concatenate,
  createEmptyArray,
  iterate,
} from './spaces/batch.ts';
export { type Bound, Box } from './spaces/box.ts';
export { type Allocate, registerSpaceUtilities, type SpaceUtilities } from './spaces/custom-spaces.ts';
export { Dict, type DictElement, type NamedSpaces } from './spaces/dict.ts';
export { Discrete } from './spaces/discrete.ts';
export {
  type ArrayOf,
  BoolArray,
  type ElementType,
  elementTypeOf,
  HalfArray,
  Int64Array,
  type NumberArray,
  Uint64Array,
} from './spaces/element-types.ts';
export { isSpaceDtypeShapeEquivalent } from './spaces/equivalence.ts';
export { flatdim, flatten, flattenSpace, unflatten } from './spaces/flatten.ts';
export { Graph, type GraphInstance, type GraphMask, type GraphPart } from './spaces/graph.ts';
export { MultiBinary } from './spaces/multi-binary.ts';
export { type MaskTree, MultiDiscrete, type MultiDiscreteOptions } from './spaces/multi-discrete.ts';
export { NdArray, type NestedNumbers } from './spaces/nd-array.ts';
export { OneOf, type OneOfElement } from './spaces/one-of.ts';
export { Sequence, type SequenceMask, type SequenceOptions } from './spaces/sequence.ts';
export {
  copySpace,
  type InitialSeed,
  type SampleOf,
  type SeedResult,
  Space,
  type SpaceSeed,
} from './spaces/space.ts';
export { ALPHANUMERIC, Text, type TextMask, type TextOptions } from './spaces/text.ts';
export { Tuple } from './spaces/tuple.ts';
export { ActionWrapper, ObservationWrapper, RewardWrapper, Wrapper, wrapperSpec } from './wrapper.ts';
export { HumanRendering } from './wrappers/human-rendering.ts';
export { OrderEnforcing } from './wrappers/order-enforcing.ts';
export { PassiveEnvChecker } from './wrappers/passive-env-checker.ts';
export { RenderCollection, type RenderCollectionOptions } from './wrappers/render-collection.ts';
export { TimeLimit } from './wrappers/time-limit.ts';
