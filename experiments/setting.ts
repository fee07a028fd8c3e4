/**
 * A setting: plain data that names a world, a society and the channels between its agents, and the parts made of it.
 * The one place where worlds, agents and the bus are put together; training, comparison and viewer all start here.
 */
import { z } from 'zod';
import { QLearningAgents } from '../agents/baselines/q-learning-agents.ts';
import { RandomAgents } from '../agents/baselines/random-agents.ts';
import { boundaries, boundaryNames } from '../agents/boundary.ts';
import type { Society } from '../agents/society.ts';
import { vsmlOptionsSchema } from '../agents/vsml/vsml-options.ts';
import { VsmlSociety } from '../agents/vsml/vsml-society.ts';
import { createWorld } from '../envs/worlds/registry.ts';
import type { World } from '../envs/worlds/world.ts';
import { type ChannelKind, channelKinds, createChannels } from '../src/bus/channel-specification.ts';
import { delay } from '../src/bus/channels/delay.ts';
import { MessageBus } from '../src/bus/message-bus.ts';
import { lifetimePartSeed } from '../src/numerics/lifetime-seed.ts';
import { Lifetime, meanReward } from '../src/simulation/lifetime.ts';
import type { KernelFactory } from '../src/vsml/kernel.ts';
import type { Rule } from '../src/vsml/rule.ts';
import type { RuleShape } from '../src/vsml/rule-shape.ts';
import { qLearningConstants } from './q-learning-constants.ts';

export const societyNames = ['vsml', 'no-feedback', 'random', 'q-learning'] as const;
export type SocietyName = (typeof societyNames)[number];

const channelSchema = z.strictObject({
  kind: z.enum(Object.keys(channelKinds) as [ChannelKind, ...ChannelKind[]]),
  value: z.union([z.number(), z.string()]),
});

export const settingSchema = z.strictObject({
  world: z.string(),
  worldOptions: z.record(z.string(), z.unknown()).default({}),
  /** Length of a lifetime in steps; the world's own where absent. */
  steps: z.int().min(1).max(1_000_000).optional(),
  society: z.enum(societyNames).default('vsml'),
  boundary: z.enum(boundaryNames).default('body'),
  /** Ticks that messages across a boundary take. */
  crossingDelay: z.int().min(0).max(1).default(0),
  channels: z.array(channelSchema).default([]),
  vsml: vsmlOptionsSchema.prefault({}),
});

export type SettingConfiguration = z.infer<typeof settingSchema>;

/** World, society and bus, ready to live any number of lifetimes one after the other. */
export class Setting {
  readonly configuration: SettingConfiguration;
  readonly world: World;
  readonly society: Society;
  /** Steps of one lifetime. */
  readonly steps: number;
  /** The bus of the lifetime under way; made anew for each, since channels have memories and seeds. */
  bus: MessageBus;

  constructor(configuration: SettingConfiguration, createKernel: KernelFactory, ruleShape?: RuleShape) {
    this.configuration = configuration;
    this.world = createWorld(configuration.world, configuration.worldOptions);
    this.steps = configuration.steps ?? this.world.lifetimeSteps;
    this.society = createSociety(configuration, this.world, createKernel, ruleShape);
    this.bus = new MessageBus();
  }

  /** Copies a rule's parameters into a learning society; others have none. */
  loadParameters(parameters: Float32Array): void {
    if (this.society instanceof VsmlSociety) this.society.loadParameters(parameters);
  }

  /** Starts a lifetime. */
  begin(seed: number): Lifetime {
    const { channels, crossingDelay } = this.configuration;
    this.bus.close();
    const operators = createChannels(channels, lifetimePartSeed(seed, 'channels'));
    this.bus = new MessageBus(crossingDelay > 0 ? [delay(crossingDelay), ...operators] : operators);
    if (this.society instanceof VsmlSociety) this.society.connect(this.bus);
    return new Lifetime(this.world, this.society, seed);
  }

  /**
   * Lives one lifetime.
   * @param curve `[steps]`; if given, the mean reward over bodies at each step is added to it
   * @param steps how long it lasts; the setting's own length where absent
   * @returns the return: the sum over steps of the mean reward over bodies
   */
  live(seed: number, curve?: Float64Array, steps = this.steps): number {
    const lifetime = this.begin(seed);
    let total = 0;
    for (let step = 0; step < steps; step++) {
      lifetime.advance();
      const reward = meanReward(this.world.rewards);
      total += reward;
      if (curve) curve[step] += reward;
    }
    return total;
  }
}

function createSociety(
  configuration: SettingConfiguration,
  world: World,
  createKernel: KernelFactory,
  ruleShape: RuleShape | undefined,
): Society {
  if (configuration.society === 'random') return new RandomAgents(world);
  if (configuration.society === 'q-learning') return new QLearningAgents(world, qLearningConstants(world.id));
  if (!ruleShape) throw new TypeError(`a ${configuration.society} society needs a rule, and none was given`);
  return new VsmlSociety({
    ruleShape,
    size: world,
    options: configuration.vsml,
    boundary: boundaries[configuration.boundary],
    createKernel,
    feedback: configuration.society === 'vsml',
  });
}

/** A setting with its rule loaded. */
export function settingWithRule(
  configuration: SettingConfiguration,
  createKernel: KernelFactory,
  rule: Rule | undefined,
): Setting {
  const setting = new Setting(configuration, createKernel, rule?.shape);
  if (rule) setting.loadParameters(rule.parameters);
  return setting;
}
