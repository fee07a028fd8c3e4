/** Turns options into a setting: the world, boundary and channels that a command line names. */
import type { BoundaryName } from '../../agents/boundary.ts';
import { createWorld } from '../../envs/worlds/registry.ts';
import { type SettingConfiguration, settingSchema } from '../../experiments/setting.ts';
import type { ChannelSpecification } from '../bus/channel-specification.ts';

export interface SettingOptions {
  readonly world?: string;
  readonly set?: Readonly<Record<string, unknown>>;
  readonly steps?: number;
  readonly boundary?: BoundaryName;
  readonly crossingDelay?: number;
  readonly channel?: readonly ChannelSpecification[];
}

/** Options of commands that measure a rule on held-out lifetimes. */
export interface MeasureOptions extends SettingOptions {
  readonly rule?: string;
  readonly run?: string;
  readonly seed?: number;
  readonly lifetimes: number;
  readonly store: string;
  readonly json?: boolean;
}

/**
 * A base setting with what the options change; another world starts from that world's own options.
 * Throws a RangeError that names an unknown world or world option.
 */
export function settingFrom(options: SettingOptions, base: SettingConfiguration): SettingConfiguration {
  const sameWorld = options.world === undefined || options.world === base.world;
  const { steps, ...rest } = base;
  const changed = settingSchema.parse({
    ...rest,
    ...(sameWorld && steps !== undefined && { steps }),
    world: options.world ?? base.world,
    worldOptions: { ...(sameWorld && base.worldOptions), ...options.set },
    ...(options.steps !== undefined && { steps: options.steps }),
    ...(options.boundary && { boundary: options.boundary }),
    ...(options.crossingDelay !== undefined && { crossingDelay: options.crossingDelay }),
    ...(options.channel && { channels: [...options.channel] }),
  });
  createWorld(changed.world, changed.worldOptions);
  return changed;
}
