import { describe, expect, it } from 'vitest';
import { QLearningAgents } from '../../agents/baselines/q-learning-agents.ts';
import { RandomAgents } from '../../agents/baselines/random-agents.ts';
import { Setting, settingSchema } from '../../experiments/setting.ts';
import { mean } from '../../src/numerics/statistics.ts';
import { loadWasmKernel } from '../../src/vsml/kernels/wasm/wasm.ts';
import { initialRule } from '../../src/vsml/rule.ts';

const createKernel = await loadWasmKernel();
const size = { bodyCount: 2, observationSize: 1, actionCount: 3 };
const room = { world: 'DarkRoom-v0', worldOptions: { size: 5, bodies: 1 } };
const seeds = Array.from({ length: 200 }, (_, seed) => seed);

describe('RandomAgents', () => {
  it('act uniformly, as an exact function of the seed', () => {
    const agents = new RandomAgents(size);
    const act = (seed: number) => {
      agents.reset(seed);
      const actions = new Int32Array(2);
      return Array.from({ length: 600 }, () => {
        agents.act(new Float32Array(2), actions);
        return [...actions];
      }).flat();
    };
    const actions = act(1);
    expect(act(1)).toEqual(actions);
    expect(act(2)).not.toEqual(actions);
    for (const action of [0, 1, 2]) {
      const count = actions.filter((value) => value === action).length;
      expect(Math.abs(count - 400)).toBeLessThan(5 * Math.sqrt(1200 * (1 / 3) * (2 / 3)));
    }
  });

  it('arrive about 1.75 times in a room of 5 x 5', () => {
    const setting = new Setting(settingSchema.parse({ ...room, society: 'random' }), createKernel);
    const value = mean(seeds.map((seed) => setting.live(seed)));
    expect(value).toBeGreaterThan(1.4);
    expect(value).toBeLessThan(2.1);
  });
});

describe('QLearningAgents', () => {
  const constants = { learningRate: 0.5, discount: 0.5, exploration: 0, initialValue: 1 };

  it('update towards reward plus the discounted best value that follows', () => {
    const agents = new QLearningAgents({ ...size, bodyCount: 1 }, constants);
    agents.reset(3);
    const actions = new Int32Array(1);
    // All actions start at 1. Punishing each makes the others look better, so all three are tried before one repeats.
    const tried = [0, 1, 2].map(() => {
      agents.act(Float32Array.of(7), actions);
      agents.learn(Float32Array.of(-1));
      return actions[0];
    });
    expect(new Set(tried)).toEqual(new Set([0, 1, 2]));
  });

  it('keep to what pays', () => {
    const agents = new QLearningAgents({ ...size, bodyCount: 1 }, constants);
    agents.reset(3);
    const actions = new Int32Array(1);
    let paid = 0;
    for (let step = 0; step < 60; step++) {
      agents.act(Float32Array.of(0), actions);
      agents.learn(Float32Array.of(actions[0] === 2 ? 3 : 0));
      if (step >= 30 && actions[0] === 2) paid++;
    }
    expect(paid).toBe(30);
  });

  it('with tuned constants earn several times the random return in a dark room', () => {
    const setting = new Setting(settingSchema.parse({ ...room, society: 'q-learning' }), createKernel);
    expect(mean(seeds.map((seed) => setting.live(seed)))).toBeGreaterThan(10);
  });
});

describe('the rule with feedback cut off', () => {
  const shape = {
    stateSize: 4,
    messageSize: 4,
    ownMessages: false,
    reward: true,
    coordinates: false,
    gateOffset: 1,
  };
  const rule = initialRule(shape, 1);

  /** Sums of rewards while the society is told the given multiple of them. */
  const liveWith = (society: 'vsml' | 'no-feedback', factor: number) => {
    const setting = new Setting(settingSchema.parse({ ...room, society }), createKernel, shape);
    setting.loadParameters(rule.parameters);
    const lifetime = setting.begin(4);
    const actions: number[] = [];
    for (let step = 0; step < 100; step++) {
      lifetime.advance();
      setting.society.learn(Float32Array.of(factor));
      actions.push(lifetime.actions[0]);
    }
    return actions;
  };

  it('acts the same whatever the rewards are, unlike the rule that hears them', () => {
    expect(liveWith('no-feedback', 5)).toEqual(liveWith('no-feedback', -5));
    expect(liveWith('vsml', 5)).not.toEqual(liveWith('vsml', -5));
  });
});
