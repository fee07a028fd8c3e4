/** The public names of gymnasium-js: the Gymnasium and PettingZoo API for TypeScript. */
// In this order what is alike lies together in a bundle, which gzip, who looks back 32 kB, packs smaller.
import './spaces/flatten.ts';
import './make.ts';
import './wrappers/find-wrapper.ts';
import './environments/built-in.ts';

// Several agents, and checkers for authors of environments.
export { type ActionMask, actionMask, sampleAction } from './action-mask.ts';
export { AECEnv, type AgentMetadata, type Last } from './aec-env.ts';
export { type AgentLedger, addAgent, openLedger } from './agent-ledger.ts';
export { AgentSelector } from './agent-selector.ts';
export { AssertOutOfBoundsWrapper } from './agent-wrappers/assert-out-of-bounds-wrapper.ts';
export { BaseParallelWrapper } from './agent-wrappers/base-parallel-wrapper.ts';
export { BaseWrapper } from './agent-wrappers/base-wrapper.ts';
export { CaptureStdoutWrapper } from './agent-wrappers/capture-stdout-wrapper.ts';
export { ClipOutOfBoundsWrapper } from './agent-wrappers/clip-out-of-bounds-wrapper.ts';
export { MultiEpisodeEnv } from './agent-wrappers/multi-episode-env.ts';
export { MultiEpisodeParallelEnv } from './agent-wrappers/multi-episode-parallel-env.ts';
export { OrderEnforcingWrapper } from './agent-wrappers/order-enforcing-wrapper.ts';
export { RecordVideoParallelWrapper } from './agent-wrappers/record-video-parallel-wrapper.ts';
export { RecordVideoWrapper } from './agent-wrappers/record-video-wrapper.ts';
export { TerminateIllegalWrapper } from './agent-wrappers/terminate-illegal-wrapper.ts';
export { type ApiTestOptions, apiTest } from './checkers/api-test.ts';
export { type CheckEnvOptions, checkEnv } from './checkers/check-env.ts';
export {
  checkEnvironmentsMatch,
  type EnvironmentsMatchOptions,
  type InfoComparison,
} from './checkers/check-environments-match.ts';
export { dataEquivalence } from './checkers/data-equivalence.ts';
export { type MaxCyclesMakers, maxCyclesTest } from './checkers/max-cycles-test.ts';
export { parallelApiTest } from './checkers/parallel-api-test.ts';
export {
  type AgentPerformance,
  type BenchmarkOptions,
  benchmarkInit,
  benchmarkRender,
  benchmarkStep,
  performanceBenchmark,
} from './checkers/performance-benchmark.ts';
export { type RenderTestOptions, renderTest } from './checkers/render-test.ts';
export { parallelSeedTest, type SeedTestOptions, seedTest } from './checkers/seed-test.ts';
export { stateTest } from './checkers/state-test.ts';
export { closestMatch } from './closest-match.ts';
export { aecToParallel, parallelToAec, turnBasedAecToParallel } from './conversions/conversions.ts';
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
export { registerAgentGames } from './environments/agent-games.ts';
export {
  type BlackjackArguments,
  BlackjackEnv,
  type BlackjackObservation,
} from './environments/blackjack.ts';
export { type CartPoleArguments, CartPoleEnv } from './environments/cart-pole.ts';
export { CartPoleBatch } from './environments/cart-pole-batch.ts';
export { type CartPoleVectorArguments, CartPoleVectorEnv } from './environments/cart-pole-vector.ts';
export { type CliffWalkingArguments, CliffWalkingEnv } from './environments/cliff-walking.ts';
export { Continuous_MountainCarEnv } from './environments/continuous-mountain-car.ts';
export { type FrozenLakeArguments, FrozenLakeEnv } from './environments/frozen-lake.ts';
export { type MountainCarArguments, MountainCarEnv } from './environments/mountain-car.ts';
export { type PendulumArguments, PendulumEnv } from './environments/pendulum.ts';
export { generateRandomMap } from './environments/random-map.ts';
export {
  type RockPaperScissorsArguments,
  RockPaperScissorsEnv,
  rockPaperScissors,
} from './environments/rock-paper-scissors.ts';
export { type TaxiArguments, TaxiEnv } from './environments/taxi.ts';
export { TicTacToeEnv, type TicTacToeObservation, ticTacToe } from './environments/tic-tac-toe.ts';
export * as errors from './errors.ts';
// Utilities, and environments in and for Python.
export { FuncEnv } from './functional/func-env.ts';
export { FunctionalEnv, type FunctionalOptions } from './functional/functional-env.ts';
export { FunctionalVectorEnv, type FunctionalVectorOptions } from './functional/functional-vector-env.ts';
export { type ChoiceOptions, Generator, type Size } from './generator.ts';
export type { IntegerOptions, IntegerType } from './integer-draws.ts';
export { markIntegers } from './integer-infos.ts';
export * as logger from './logger.ts';
export { type MakeOptions, make, registerEnvs } from './make.ts';
export { fromRecipe, makeAgain, toRecipe } from './make-again.ts';
export { makeAec, makeParallel } from './make-agents.ts';
export { type MakeVecOptions, makeVec, type VectorizationMode } from './make-vec.ts';
export { ParallelEnv, type ParallelStepResult } from './parallel-env.ts';
export { Pcg64, type Pcg64State } from './pcg64.ts';
export {
  type KeysToAction,
  MissingKeysToAction,
  type PlayedStep,
  PlayGame,
  type PlayOptions,
} from './play/play-game.ts';
export { type BrowserPlayOptions, play } from './play/play-in-browser.ts';
export {
  type KeyInput,
  playInTerminal,
  type TerminalPlayOptions,
  type TextOutput,
} from './play/play-in-terminal.ts';
export { type PprintOptions, pprintRegistry } from './pprint-registry.ts';
export { PythonList } from './python-list.ts';
export { findSpec, inNamespace, register, registry, spec } from './registration.ts';
export { EnvServer, type ServedMaker } from './remote/env-server.ts';
export type { RemoteOptions } from './remote/python-environment.ts';
export { RemoteAECEnv } from './remote/remote-aec-env.ts';
export { RemoteEnv } from './remote/remote-env.ts';
export { RemoteParallelEnv } from './remote/remote-parallel-env.ts';
export { RemoteError } from './remote/wire-error.ts';
export { CanvasRenderer } from './rendering/canvas-renderer.ts';
export { type GifLibrary, toGif } from './rendering/gif.ts';
export { halfBlocks } from './rendering/half-blocks.ts';
export { RunningMeanStd } from './running-mean-std.ts';
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
export { OneOf, type OneOfElement, type OneOfOptions } from './spaces/one-of.ts';
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
export {
  type DoneStepResult,
  toDoneStepApi,
  toTerminatedTruncatedStepApi,
  toVectorDoneStepApi,
  toVectorTerminatedTruncatedStepApi,
  type VectorDoneStepResult,
} from './step-api-compatibility.ts';
export type { AsyncVectorEnvOptions } from './vector/async-options.ts';
export { AsyncVectorEnv } from './vector/async-vector-env.ts';
export { AutoresetMode } from './vector/autoreset-mode.ts';
export {
  VectorActionWrapper,
  VectorObservationWrapper,
  VectorRewardWrapper,
} from './vector/changing-wrappers.ts';
export type { EnvironmentSource, ModuleSource, RegisteredSource } from './vector/environment-source.ts';
export type { ForgetfulResets } from './vector/forgetful-resets.ts';
export { SyncVectorEnv, type SyncVectorEnvOptions } from './vector/sync-vector-env.ts';
export {
  type CloseOptions,
  VectorEnv,
  type VectorFrames,
  type VectorMetadata,
  type VectorResetArguments,
  type VectorResetResult,
  type VectorSeed,
  type VectorStepResult,
} from './vector/vector-env.ts';
export type { Infos } from './vector/vector-infos.ts';
export type { ObservationMode } from './vector/vector-spaces.ts';
export { VectorWrapper } from './vector/vector-wrapper.ts';
export { cappedCubicVideoSchedule } from './video-schedule.ts';
export { ActionWrapper, ObservationWrapper, RewardWrapper, Wrapper, wrapperSpec } from './wrapper.ts';
export { AddRenderObservation, type AddRenderObservationOptions } from './wrappers/add-render-observation.ts';
export { AddWhiteNoise, type AddWhiteNoiseOptions } from './wrappers/add-white-noise.ts';
export { Autoreset } from './wrappers/autoreset.ts';
export { ClipAction } from './wrappers/clip-action.ts';
export { ClipReward, type ClipRewardOptions } from './wrappers/clip-reward.ts';
export { DelayObservation } from './wrappers/delay-observation.ts';
export { DiscretizeAction, type DiscretizeOptions } from './wrappers/discretize-action.ts';
export { DiscretizeObservation } from './wrappers/discretize-observation.ts';
export { DtypeObservation } from './wrappers/dtype-observation.ts';
export { type FilterKeys, FilterObservation } from './wrappers/filter-observation.ts';
export { findWrapper } from './wrappers/find-wrapper.ts';
export { FlattenObservation } from './wrappers/flatten-observation.ts';
export {
  FrameStackObservation,
  type FrameStackObservationOptions,
} from './wrappers/frame-stack-observation.ts';
export { GrayscaleObservation } from './wrappers/grayscale-observation.ts';
export { HumanRendering } from './wrappers/human-rendering.ts';
export { MaxAndSkipObservation } from './wrappers/max-and-skip-observation.ts';
export { NormalizeObservation, type NumericObservation } from './wrappers/normalize-observation.ts';
export { NormalizeReward, type NormalizeRewardOptions } from './wrappers/normalize-reward.ts';
export { ObstructView, type ObstructViewOptions } from './wrappers/obstruct-view.ts';
export { OrderEnforcing } from './wrappers/order-enforcing.ts';
export { PassiveEnvChecker } from './wrappers/passive-env-checker.ts';
export {
  type EpisodeStatistics,
  RecordEpisodeStatistics,
  type RecordEpisodeStatisticsOptions,
} from './wrappers/record-episode-statistics.ts';
export { type RecordedVideo, RecordVideo, type RecordVideoOptions } from './wrappers/record-video.ts';
export { RenderCollection, type RenderCollectionOptions } from './wrappers/render-collection.ts';
export { RepeatAction } from './wrappers/repeat-action.ts';
export { RescaleAction, type RescaleActionOptions } from './wrappers/rescale-action.ts';
export { RescaleObservation, type RescaleObservationOptions } from './wrappers/rescale-observation.ts';
export { ReshapeObservation } from './wrappers/reshape-observation.ts';
export { StickyAction, type StickyActionOptions } from './wrappers/sticky-action.ts';
export { TensorConversion, type TensorLibrary, type TensorLike } from './wrappers/tensor-conversion.ts';
export { TimeAwareObservation, type TimeAwareObservationOptions } from './wrappers/time-aware-observation.ts';
export { TimeLimit } from './wrappers/time-limit.ts';
export { TransformAction, type TransformActionOptions } from './wrappers/transform-action.ts';
export { TransformObservation, type TransformObservationOptions } from './wrappers/transform-observation.ts';
export { TransformReward, type TransformRewardOptions } from './wrappers/transform-reward.ts';
export { DictInfoToList, infosToList } from './wrappers/vector/dict-info-to-list.ts';
export { VectorHumanRendering, type VectorHumanRenderingOptions } from './wrappers/vector/human-rendering.ts';
export { VectorNormalizeObservation } from './wrappers/vector/normalize-observation.ts';
export { VectorNormalizeReward } from './wrappers/vector/normalize-reward.ts';
export { VectorRecordEpisodeStatistics } from './wrappers/vector/record-episode-statistics.ts';
export { VectorRecordVideo, type VectorRecordVideoOptions } from './wrappers/vector/record-video.ts';
export { VectorTensorConversion } from './wrappers/vector/tensor-conversion.ts';
export {
  VectorTransformAction,
  type VectorTransformActionOptions,
} from './wrappers/vector/transform-action.ts';
export {
  VectorTransformObservation,
  type VectorTransformObservationOptions,
} from './wrappers/vector/transform-observation.ts';
export {
  VectorTransformReward,
  type VectorTransformRewardOptions,
} from './wrappers/vector/transform-reward.ts';
export {
  VectorClipAction,
  VectorizeTransformAction,
  VectorRescaleAction,
} from './wrappers/vector/vectorize-transform-action.ts';
export { VectorizeTransformObservation } from './wrappers/vector/vectorize-transform-observation.ts';
export { VectorClipReward, VectorizeTransformReward } from './wrappers/vector/vectorize-transform-reward.ts';
export {
  VectorDtypeObservation,
  VectorFilterObservation,
  VectorFlattenObservation,
  VectorGrayscaleObservation,
  VectorRescaleObservation,
  VectorReshapeObservation,
} from './wrappers/vector/vectorized-observations.ts';
