/** Seeds, render modes, limits and speed of environments of many agents: sound ones pass, each fault has its sentence. */
import {
  aecToParallel,
  Box,
  maxCyclesTest,
  OrderEnforcingWrapper,
  parallelSeedTest,
  parallelToAec,
  performanceBenchmark,
  renderTest,
  rockPaperScissors,
  seedTest,
  stateTest,
  ticTacToe,
} from 'gymnasium-js';
import { describe, expect, it } from 'vitest';
import { GeneratedAgentsAec, GeneratedAgentsParallel } from '../generated-agents.ts';
import { type TurnFaults, Turns } from './turns.ts';

const parallelTurns = (faults: TurnFaults = {}) => aecToParallel(new Turns(faults));

describe('seedTest', () => {
  it('accepts worlds that their seed decides', () => {
    seedTest(() => new Turns(), { cycles: 20 });
    seedTest(() => ticTacToe(), { cycles: 20 });
    seedTest(() => new GeneratedAgentsAec(), { cycles: 20 });
    seedTest(() => parallelToAec(parallelTurns()), { cycles: 20 });
  });

  it('names what differs when the seed is not used', () => {
    expect(() => seedTest(() => new Turns({ unseeded: true }))).toThrow(
      /^Incorrect reward in another environment, at moment \d+: the environment gives different results/,
    );
  });

  it('names what an environment keeps over a reset', () => {
    class Keeping extends Turns {
      private lives = 0;

      override reset(resetArguments = {}): void {
        super.reset(resetArguments);
        this.lives += 1;
        for (const agent of this.agents) this.ledger.infos.set(agent, { lives: this.lives });
      }
    }
    expect(() => seedTest(() => new Keeping())).toThrow(
      'Incorrect info in the same environment, reset again, at moment 0',
    );
  });
});

describe('parallelSeedTest', () => {
  it('accepts worlds that their seed decides', () => {
    parallelSeedTest(parallelTurns, { cycles: 20 });
    parallelSeedTest(() => new GeneratedAgentsParallel(), { cycles: 20 });
  });

  it('names what differs when the seed is not used', () => {
    expect(() => parallelSeedTest(() => parallelTurns({ unseeded: true }))).toThrow(
      'Incorrect rewards in another environment, at moment 1',
    );
  });
});

describe('renderTest', () => {
  it('accepts modes that keep their promise, of both kinds', () => {
    const modes: (string | null)[] = [];
    renderTest((renderMode) => {
      modes.push(renderMode);
      return new Turns({}, { renderMode });
    });
    expect(modes).toEqual([null, 'rgb_array', 'ansi', 'human']);
    renderTest((renderMode) => aecToParallel(new Turns({}, { renderMode })));
  });

  it.each([
    ['text', 'rgb_array mode must return a valid image array, is text'],
    [{ pixels: new Float64Array(12), shape: [2, 2, 3] }, 'rgb_array mode must return a valid image array'],
    [{ pixels: new Uint8Array(12), shape: [3, 4] }, 'rgb_array mode must return a valid image array'],
  ])('refuses the image %o', (image, message) => {
    expect(() => renderTest((renderMode) => new Turns({ image }, { renderMode }))).toThrow(message);
  });

  it('refuses text that is none and people who are told something', () => {
    const image = { pixels: new Uint8Array(12), shape: [2, 2, 3] };
    const only = (mode: string) => (renderMode: string | null) =>
      Object.assign(new Turns({ image }, { renderMode }), { metadata: { renderModes: [mode] } });
    expect(() => renderTest(only('ansi'))).toThrow('ansi mode must return a string');
    expect(() => renderTest(only('human'))).toThrow('human mode must return nothing');
  });

  it('refuses environments that forget their mode or declare none, and asks custom tests', () => {
    expect(() => renderTest(() => new Turns())).toThrow(
      'made in render mode rgb_array, the environment says null',
    );
    expect(() => renderTest(() => Object.assign(new Turns(), { metadata: {} }))).toThrow(
      'must define renderModes in their metadata',
    );
    const makeEnv = (renderMode: string | null) => new Turns({}, { renderMode });
    expect(() => renderTest(makeEnv, { customTests: { ansi: () => false } })).toThrow(
      'the custom test of ansi refuses round 0',
    );
  });
});

describe('stateTest', () => {
  /** Turns with a state, whose second number may leave the space. */
  class Stateful extends Turns {
    private readonly states = new Box(0, 1, [2]);
    private readonly height: number;

    constructor(height: number) {
      super();
      this.height = height;
    }

    override get stateSpace(): Box {
      return this.states;
    }

    override state(): Float32Array {
      return Float32Array.of(0.5, this.agentSelection === 'player_1' ? this.height : 0);
    }
  }

  it('accepts states inside their space, of both kinds and through wrappers', () => {
    stateTest(new OrderEnforcingWrapper(new Stateful(1)));
    stateTest(aecToParallel(new Stateful(1)));
  });

  it('refuses states outside, and worlds that tell no space', () => {
    expect(() => stateTest(new Stateful(2))).toThrow("Environment's state is outside of it's state space");
    expect(() => stateTest(new Turns())).toThrow('stateSpace must be a Space where there is a state');
  });
});

describe('maxCyclesTest', () => {
  const makers = {
    aec: ({ maxCycles = 0 }) => rockPaperScissors({ maxCycles }),
    parallel: ({ maxCycles = 0 }) => aecToParallel(rockPaperScissors({ maxCycles })),
  };

  it('accepts a limit that both kinds keep', () => {
    maxCyclesTest(makers);
    maxCyclesTest(makers, { maxCycles: 7 });
  });

  it('names the kind that does not keep it', () => {
    const endless = () => new Turns({ endless: true });
    expect(() => maxCyclesTest({ aec: endless, parallel: () => aecToParallel(endless()) })).toThrow(
      'with maxCycles 4 the parallel environment ends after 14 steps',
    );
    expect(() => maxCyclesTest({ ...makers, aec: () => rockPaperScissors({ maxCycles: 5 }) })).toThrow(
      'with maxCycles 4 player_0 has 5 turns',
    );
  });
});

it('performanceBenchmark counts turns and rounds, over the end of episodes', () => {
  const { turnsPerSecond, cyclesPerSecond } = performanceBenchmark(new Turns({}, { maxCycles: 1 }), {
    seconds: 0.01,
  });
  expect(cyclesPerSecond).toBeGreaterThan(0);
  expect(turnsPerSecond / cyclesPerSecond).toBeCloseTo(2);
});
