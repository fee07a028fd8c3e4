import { parallelApiTest } from 'gymnasium-js';
import { describe, expect, it } from 'vitest';
import { partBlocks } from '../../agents/blocks/blocks.ts';
import {
  type BodyAction,
  BodyEnvironment,
  type BodyObservation,
} from '../../agents/blocks/body-environment.ts';
import { BodyPolicy } from '../../agents/blocks/body-policy.ts';
import {
  type PartAction,
  PartEnvironment,
  type PartObservation,
} from '../../agents/blocks/part-environment.ts';
import { PartPolicy } from '../../agents/blocks/part-policy.ts';
import { layerSizesOf, type SocietyParts } from '../../agents/blocks/society-parts.ts';
import { SwarmEnvironment } from '../../agents/blocks/swarm-environment.ts';
import { type BoundaryName, boundaryByName, boundaryNames } from '../../agents/boundary.ts';
import { VsmlSociety } from '../../agents/vsml/vsml-society.ts';
import { createWorld } from '../../envs/worlds/registry.ts';
import { type Setting, settingSchema, settingWithRule } from '../../experiments/setting.ts';
import { lifetimePartSeed } from '../../src/numerics/lifetime-seed.ts';
import { EMPTY_HASH, extendHash, formatHash } from '../../src/simulation/trajectory-hash.ts';
import { loadWasmKernel } from '../../src/vsml/kernels/wasm/wasm.ts';
import { initialRule, type Rule } from '../../src/vsml/rule.ts';

const createKernel = await loadWasmKernel();
const shape = {
  stateSize: 4,
  messageSize: 3,
  ownMessages: false,
  reward: true,
  coordinates: false,
  gateOffset: 1,
};
/** A rule with large weights, so that actions follow from messages and not from chance alone. */
function loudRule(change: Partial<typeof shape> = {}): Rule {
  const rule = initialRule({ ...shape, ...change }, 5);
  return { ...rule, parameters: rule.parameters.map((value) => 3 * value) };
}
const configuration = {
  world: 'DarkRoom-v0',
  worldOptions: { size: 3, bodies: 3 },
  steps: 40,
  vsml: { hiddenLayers: [4], ticks: 2 },
};

/** All actions and rewards of a lifetime, and the states at its end, as one fingerprint. */
function fingerprint(setting: Setting, seed: number): string {
  const lifetime = setting.begin(seed);
  let hash = EMPTY_HASH;
  while (lifetime.step < setting.steps) {
    lifetime.advance();
    hash = extendHash(extendHash(hash, lifetime.actions), setting.world.rewards);
  }
  const { society } = setting;
  if (society instanceof VsmlSociety) {
    for (const layer of society.kernel.memory.layers)
      hash = extendHash(extendHash(hash, layer.hidden), layer.cell);
  }
  return formatHash(hash);
}

const live = (change: object, rule = loudRule(), seed = 3) =>
  fingerprint(
    settingWithRule(settingSchema.parse({ ...configuration, ...change }), createKernel, rule),
    seed,
  );

describe('boundaries inside a body', () => {
  const inside: BoundaryName[] = ['body', 'layer', 'neuron', 'synapse'];
  const identity = [{ kind: 'drop', value: 0 }];

  it.each(inside)(
    '%s gives the bits of the undivided network, straight through and over a transparent channel',
    (boundary) => {
      const undivided = live({ boundary: 'body' });
      expect(live({ boundary })).toBe(undivided);
      expect(live({ boundary, channels: identity })).toBe(undivided);
    },
  );

  it.each(inside)('%s gives the same bits with own messages and coordinates', (boundary) => {
    const rule = loudRule({ ownMessages: true, coordinates: true });
    expect(live({ boundary, channels: identity }, rule)).toBe(live({ boundary: 'body' }, rule));
  });

  it.each(inside)(
    '%s: a fault on what crosses changes the lifetime, and an exact function of the seed remains',
    (boundary) => {
      const faulty = live({ boundary, channels: [{ kind: 'noise', value: 1 }] });
      expect(faulty).not.toBe(live({ boundary }));
      expect(live({ boundary, channels: [{ kind: 'noise', value: 1 }] })).toBe(faulty);
    },
  );

  it.each(inside)('%s: one tick of crossing delay changes the lifetime', (boundary) => {
    expect(live({ boundary, crossingDelay: 1 })).not.toBe(live({ boundary }));
  });

  it('subscribers to the bus change nothing', () => {
    const setting = settingWithRule(settingSchema.parse(configuration), createKernel, loudRule());
    const lifetime = setting.begin(3);
    let frames = 0;
    setting.bus.frames.subscribe(() => frames++);
    let hash = EMPTY_HASH;
    while (lifetime.step < setting.steps) {
      lifetime.advance();
      hash = extendHash(extendHash(hash, lifetime.actions), setting.world.rewards);
    }
    for (const layer of (setting.society as VsmlSociety).kernel.memory.layers) {
      hash = extendHash(extendHash(hash, layer.hidden), layer.cell);
    }
    expect(formatHash(hash)).toBe(live({}));
    // At each step: two layers say contributions in two directions, two messages pass between them, bodies say two.
    expect(frames).toBe(40 * (4 + 2 + 2));
  });
});

describe('swarm', () => {
  it('shares the first half of every state and keeps the second half private', () => {
    const setting = settingWithRule(
      settingSchema.parse({ ...configuration, boundary: 'swarm' }),
      createKernel,
      loudRule(),
    );
    setting.live(3);
    const { hidden, inputs, outputs } = (setting.society as VsmlSociety).kernel.memory.layers[0];
    const perBody = inputs * outputs * 4;
    const half = (body: number, first: number) =>
      [...hidden.subarray(body * perBody, (body + 1) * perBody)].filter(
        (_, n) => n % 4 >= first && n % 4 < first + 2,
      );
    expect(half(1, 0)).toEqual(half(0, 0));
    expect(half(2, 0)).toEqual(half(0, 0));
    expect(half(1, 2)).not.toEqual(half(0, 2));
  });

  it('nothing crosses the bus', () => {
    const setting = settingWithRule(
      settingSchema.parse({ ...configuration, boundary: 'swarm' }),
      createKernel,
      loudRule(),
    );
    setting.live(3);
    expect((setting.society as VsmlSociety).crossings.crossed).toBe(0);
    expect(live({ boundary: 'swarm', channels: [{ kind: 'mute', value: 'both' }] })).toBe(
      live({ boundary: 'swarm' }),
    );
  });

  it('one body alone is the same under swarm and body', () => {
    const alone = { worldOptions: { size: 3, bodies: 1 } };
    expect(live({ ...alone, boundary: 'swarm' })).toBe(live({ ...alone, boundary: 'body' }));
  });
});

describe('messages that cross at each step', () => {
  // 3 bodies, levels 9-4-5: body says 9 + 5; layers pass 4 + 4; synapses add 9*4 + 4*5 contributions in a direction.
  it.each([
    ['swarm', 0],
    ['body', 3 * 14],
    ['layer', 3 * (14 + 8)],
    ['neuron', 3 * (14 + 8 + 56)],
    ['synapse', 3 * (14 + 8 + 56 + 56)],
  ])('%s: %d', (boundary, count) => {
    const setting = settingWithRule(
      settingSchema.parse({ ...configuration, boundary }),
      createKernel,
      loudRule(),
    );
    setting.live(3);
    expect((setting.society as VsmlSociety).crossings.crossed / setting.steps).toBe(count);
  });
});

describe('blocks as agents of a ParallelEnv', () => {
  const parts = (rule: Rule): SocietyParts => ({
    world: createWorld('DarkRoom-v0', { size: 3, bodies: 2 }),
    options: settingSchema.parse(configuration).vsml,
    rule,
    createKernel,
    steps: 12,
  });
  const undivided = (rule: Rule, boundary: BoundaryName) => {
    const two = { ...configuration, worldOptions: { size: 3, bodies: 2 }, steps: 12, boundary };
    const setting = settingWithRule(settingSchema.parse(two), createKernel, rule);
    const lifetime = setting.begin(8);
    const rewards: number[][] = [];
    while (lifetime.step < 12) {
      lifetime.advance();
      rewards.push([...setting.world.rewards, ...setting.world.observations]);
    }
    return rewards;
  };

  it.each(['layer', 'neuron', 'synapse'] as const)(
    '%s: policies in every block live the undivided lifetime',
    (boundary) => {
      const rule = loudRule({ ownMessages: true, coordinates: true });
      const society = parts(rule);
      const environment = new PartEnvironment(boundary, society);
      const policies = new Map(
        [...environment.blocks].map(([name, block]) => {
          const policy = new PartPolicy(boundary, block, rule, layerSizesOf(society), 2, createKernel);
          policy.reset(8);
          return [name, policy];
        }),
      );
      let [observations, infos] = environment.reset({ seed: 8 });
      const seen: number[][] = [];
      for (let turn = 0; environment.agents.length > 0; turn++) {
        const actions = new Map<string, PartAction>();
        for (const [name, policy] of policies) {
          if (infos.get(name)?.onTurn)
            actions.set(name, policy.act(observations.get(name) as PartObservation));
        }
        [observations, , , , infos] = environment.step(actions);
        if (turn % 4 === 3) seen.push([...society.world.rewards, ...society.world.observations]);
      }
      expect(seen).toEqual(undivided(rule, boundary));
    },
  );

  it('body: policies in every body live the undivided lifetime', () => {
    const rule = loudRule();
    const society = parts(rule);
    const environment = new BodyEnvironment(society);
    const policies = environment.possibleAgents.map((_, body) => new BodyPolicy(body, society));
    for (const policy of policies) policy.reset(8);
    let [observations] = environment.reset({ seed: 8 });
    const seen: number[][] = [];
    while (environment.agents.length > 0) {
      const actions = new Map<string, BodyAction>(
        environment.possibleAgents.map((name, body) => [
          name,
          policies[body].act(observations.get(name) as BodyObservation),
        ]),
      );
      [observations] = environment.step(actions);
      seen.push([...society.world.rewards, ...society.world.observations]);
    }
    expect(seen).toEqual(undivided(rule, 'body'));
  });

  it('swarm: the society as one agent lives the undivided lifetime', () => {
    const rule = loudRule();
    const society = parts(rule);
    const environment = new SwarmEnvironment(society);
    const swarm = new VsmlSociety({
      ruleShape: rule.shape,
      size: society.world,
      options: society.options,
      boundary: boundaryByName('swarm'),
      createKernel,
    });
    swarm.loadParameters(rule.parameters);
    let [observations] = environment.reset({ seed: 8 });
    swarm.reset(lifetimePartSeed(8, 'society'));
    const actions = new Int32Array(2);
    const seen: number[][] = [];
    while (environment.agents.length > 0) {
      const { observations: sensors, rewards } = observations.get('swarm')!;
      swarm.learn(rewards);
      swarm.act(sensors, actions);
      [observations] = environment.step(new Map([['swarm', actions]]));
      seen.push([...society.world.rewards, ...society.world.observations]);
    }
    expect(seen).toEqual(undivided(rule, 'swarm'));
  });

  it.each(['swarm', 'body', 'layer', 'neuron', 'synapse'] as const)(
    '%s keeps the ParallelEnv contract with random actions',
    (boundary) => {
      const society = parts(loudRule({ ownMessages: boundary === 'synapse' }));
      const environment =
        boundary === 'swarm'
          ? new SwarmEnvironment(society)
          : boundary === 'body'
            ? new BodyEnvironment(society)
            : new PartEnvironment(boundary, society);
      parallelApiTest(environment as PartEnvironment, 30);
    },
  );

  it.each([
    ['layer', 4],
    ['neuron', 2 * (4 + 5)],
    ['synapse', 2 * (9 * 4 + 4 * 5)],
  ] as const)('%s cuts two bodies with levels 9-4-5 into %d agents', (boundary, count) => {
    expect(partBlocks(boundary, [9, 4, 5], 2)).toHaveLength(count);
  });
});

it('an unknown boundary is refused by name', () => {
  expect(() => boundaryByName('cell')).toThrow(
    `boundary "cell" is unknown; choose one of: ${boundaryNames.join(', ')}`,
  );
});
