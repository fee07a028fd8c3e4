/** Wrappers by name; those that Gymnasium renamed say how they are called now (gymnasium/wrappers). */
import { registerWrapperEntryPoint, type WrapperMaker } from '../entry-points.ts';
import { AttributeError } from '../errors.ts';
import { AddRenderObservation } from './add-render-observation.ts';
import { AddWhiteNoise } from './add-white-noise.ts';
import { Autoreset } from './autoreset.ts';
import { ClipAction } from './clip-action.ts';
import { ClipReward } from './clip-reward.ts';
import { DelayObservation } from './delay-observation.ts';
import { DiscretizeAction } from './discretize-action.ts';
import { DiscretizeObservation } from './discretize-observation.ts';
import { DtypeObservation } from './dtype-observation.ts';
import { FilterObservation } from './filter-observation.ts';
import { FlattenObservation } from './flatten-observation.ts';
import { FrameStackObservation } from './frame-stack-observation.ts';
import { GrayscaleObservation } from './grayscale-observation.ts';
import { HumanRendering } from './human-rendering.ts';
import { MaxAndSkipObservation } from './max-and-skip-observation.ts';
import { NormalizeObservation } from './normalize-observation.ts';
import { NormalizeReward } from './normalize-reward.ts';
import { ObstructView } from './obstruct-view.ts';
import { OrderEnforcing } from './order-enforcing.ts';
import { PassiveEnvChecker } from './passive-env-checker.ts';
import { RecordEpisodeStatistics } from './record-episode-statistics.ts';
import { RecordVideo } from './record-video.ts';
import { RenderCollection } from './render-collection.ts';
import { RepeatAction } from './repeat-action.ts';
import { RescaleAction } from './rescale-action.ts';
import { RescaleObservation } from './rescale-observation.ts';
import { ReshapeObservation } from './reshape-observation.ts';
import { StickyAction } from './sticky-action.ts';
import { TimeAwareObservation } from './time-aware-observation.ts';
import { TimeLimit } from './time-limit.ts';
import { TransformAction } from './transform-action.ts';
import { TransformObservation } from './transform-observation.ts';
import { TransformReward } from './transform-reward.ts';

/** A wrapper class that says under which name it is made again. */
type NamedWrapper = WrapperMaker & { readonly entryPoint: string };

const WRAPPERS: readonly NamedWrapper[] = [
  AddRenderObservation,
  AddWhiteNoise,
  Autoreset,
  ClipAction,
  ClipReward,
  DelayObservation,
  DiscretizeAction,
  DiscretizeObservation,
  DtypeObservation,
  FilterObservation,
  FlattenObservation,
  FrameStackObservation,
  GrayscaleObservation,
  HumanRendering,
  MaxAndSkipObservation,
  NormalizeObservation,
  NormalizeReward,
  ObstructView,
  OrderEnforcing,
  PassiveEnvChecker,
  RecordEpisodeStatistics,
  RecordVideo,
  RenderCollection,
  RepeatAction,
  RescaleAction,
  RescaleObservation,
  ReshapeObservation,
  StickyAction,
  TimeAwareObservation,
  TimeLimit,
  TransformAction,
  TransformObservation,
  TransformReward,
];

const RENAMED: Readonly<Record<string, string>> = {
  AutoResetWrapper: 'Autoreset',
  FrameStack: 'FrameStackObservation',
  PixelObservationWrapper: 'AddRenderObservation',
  VectorListInfo: 'vector.DictInfoToList',
};

/** The name of a class as its entry point writes it: bundlers shorten the other. */
const nameOf = ({ entryPoint }: NamedWrapper) => entryPoint.slice(entryPoint.indexOf(':') + 1);

const byName = new Map(WRAPPERS.map((wrapper) => [nameOf(wrapper), wrapper] as const));
for (const wrapper of WRAPPERS) registerWrapperEntryPoint(wrapper.entryPoint, wrapper);

/**
 * The wrapper class of a name, `gymnasium.wrappers.<name>` in Python.
 * @throws AttributeError for a name that is not known, or no longer
 */
export function findWrapper(name: string): WrapperMaker {
  const found = byName.get(name);
  if (found !== undefined) return found;
  if (Object.hasOwn(RENAMED, name))
    throw new AttributeError(`'${name}' has been renamed with \`wrappers.${RENAMED[name]}\``);
  throw new AttributeError(`module 'gymnasium.wrappers' has no attribute '${name}'`);
}
