/** PettingZoo's wrappers: what they refuse, change and leave. */
import {
  AssertOutOfBoundsWrapper,
  aecToParallel,
  BaseParallelWrapper,
  BaseWrapper,
  CaptureStdoutWrapper,
  ClipOutOfBoundsWrapper,
  errors,
  logger,
  MultiEpisodeEnv,
  MultiEpisodeParallelEnv,
  OrderEnforcingWrapper,
  type RecordedVideo,
  RecordVideoParallelWrapper,
  RecordVideoWrapper,
  RockPaperScissorsEnv,
  rockPaperScissors,
  TerminateIllegalWrapper,
  TicTacToeEnv,
  ticTacToe,
  turnBasedAecToParallel,
} from 'gymnasium-js';
import { describe, expect, it } from 'vitest';
import { Turns } from './checkers/turns.ts';

function texts(action: () => unknown): string[] {
  return logger.catchWarnings(action)[1].map(({ message }) => message);
}

it('wrappers let everything through, and take environments of their kind only', () => {
  const wrapped = new BaseWrapper(new Turns());
  wrapped.reset({ seed: 1 });
  expect([String(wrapped), wrapped.agents, wrapped.possibleAgents.length]).toEqual([
    'BaseWrapper<turns>',
    ['player_0', 'player_1'],
    2,
  ]);
  expect(wrapped.observationSpace('player_0')).toBe(wrapped.env.observationSpace('player_0'));
  expect(wrapped.unwrapped).toBeInstanceOf(Turns);
  const together = new BaseParallelWrapper(aecToParallel(new Turns()));
  together.reset();
  expect([String(together), together.agents]).toEqual([
    'BaseParallelWrapper<turns>',
    ['player_0', 'player_1'],
  ]);
  expect(() => new BaseWrapper(together as never)).toThrow(
    'BaseWrapper is only compatible with AEC environments.',
  );
  expect(() => new MultiEpisodeParallelEnv(wrapped as never, { numEpisodes: 2 })).toThrow(
    'MultiEpisodeParallelEnv is only compatible with ParallelEnv environments.',
  );
});

describe('OrderEnforcingWrapper', () => {
  it('refuses calls before reset', () => {
    const env = new OrderEnforcingWrapper(new Turns());
    expect(() => env.observe('player_0')).toThrow('reset() needs to be called before observe.');
    expect(() => env.state()).toThrow('reset() needs to be called before state.');
    expect(() => env.agentIter()).toThrow('reset() needs to be called before agent_iter().');
    expect(() => env.cumulativeRewards).toThrow(
      new errors.AttributeError('cumulative_rewards cannot be accessed before reset'),
    );
  });

  it('refuses loops that do not step, and takes reset for a step', () => {
    const env = new OrderEnforcingWrapper(new Turns());
    env.reset();
    expect(() => [...env.agentIter()]).toThrow('need to call step() or reset() in a loop over `agent_iter`');
    env.reset();
    let turns = 0;
    for (const _ of env.agentIter(3)) {
      turns += 1;
      env.reset();
    }
    expect(turns).toBe(3);
  });

  it('warns of steps after the end', () => {
    const env = rockPaperScissors({ maxCycles: 1 });
    env.reset();
    for (const action of [0, 0, null, null]) env.step(action);
    expect(texts(() => env.step(0))).toEqual([
      'WARN: step() called after all agents are terminated or truncated. Should reset() first.',
    ]);
  });
});

it('AssertOutOfBoundsWrapper and ClipOutOfBoundsWrapper each take one kind of space', () => {
  expect(() => new AssertOutOfBoundsWrapper(new Turns() as never)).toThrow(
    'should only use AssertOutOfBoundsWrapper for Discrete spaces',
  );
  expect(() => new ClipOutOfBoundsWrapper(new RockPaperScissorsEnv() as never)).toThrow(
    'should only use ClipOutOfBoundsWrapper for Box spaces',
  );
});

describe('ClipOutOfBoundsWrapper', () => {
  /** Keeps the last action. */
  class Keeping extends Turns {
    taken: Float32Array | null = null;

    override step(action: Float32Array | null): void {
      this.taken = action;
      super.step(action);
    }
  }
  const begin = () => {
    const env = new Keeping({}, { maxCycles: 1 });
    const clip = new ClipOutOfBoundsWrapper(env);
    clip.reset();
    return { env, clip };
  };

  it('moves actions into the space with a warning, and leaves those inside', () => {
    const { env, clip } = begin();
    const warnings = texts(() => clip.step(Float32Array.of(-3, 0.5)));
    expect(env.taken).toEqual(Float32Array.of(-1, 0.5));
    expect(warnings).toEqual([
      'WARN: Received an action [-3.   0.5] that was outside action space Box(-1.0, 1.0, (2,), float32). Environment is clipping to space',
    ]);
    const inside = Float32Array.of(0.25, 1);
    expect(texts(() => clip.step(inside))).toEqual([]);
    expect(env.taken).toBe(inside);
    clip.step(null);
    expect(env.taken).toBeNull();
  });

  it('refuses NaN, no action of the living, and other shapes', () => {
    const { clip } = begin();
    expect(() => clip.step(Float32Array.of(Number.NaN, 0))).toThrow('step() cannot take in a nan action.');
    expect(() => clip.step(null)).toThrow('step() cannot take in a nan action.');
    expect(() => clip.step(Float32Array.of(3))).toThrow('action should have shape (2,), has shape (1,)');
  });
});

describe('TerminateIllegalWrapper', () => {
  it('ends the game for all at the cost of the mover', () => {
    const env = new TerminateIllegalWrapper(new TicTacToeEnv(), { illegalReward: -5 });
    env.reset();
    env.step(4);
    expect(texts(() => env.step(4))).toEqual([expect.stringContaining('WARN: Illegal move made')]);
    expect([...env.rewards]).toEqual([
      ['player_1', 0],
      ['player_2', -5],
    ]);
    const turns: unknown[] = [];
    for (const agent of env.agentIter()) {
      const [, reward, terminated, truncated] = env.last();
      turns.push([agent, reward, terminated, truncated]);
      env.step(null);
    }
    expect(turns).toEqual([
      ['player_1', 0, true, true],
      ['player_2', -5, true, true],
    ]);
    env.reset();
    expect(env.agents).toHaveLength(2);
    env.step(0);
    expect(env.isDead('player_1')).toBe(false);
  });

  it('refuses environments that tell no mask', () => {
    const env = new TerminateIllegalWrapper(new RockPaperScissorsEnv(), { illegalReward: -1 });
    env.reset();
    expect(() => env.step(0)).toThrow('action_mask must always be part of environment observation');
  });
});

describe('several episodes', () => {
  it('of turns go on with the next seed', () => {
    const seeds: unknown[] = [];
    class Seeded extends Turns {
      override reset(resetArguments: { seed?: number } = {}): void {
        seeds.push(resetArguments.seed);
        super.reset(resetArguments);
      }
    }
    const play = (resetArguments: { seed?: number }) => {
      const env = new MultiEpisodeEnv(new Seeded({}, { maxCycles: 1 }), { numEpisodes: 3 });
      env.reset(resetArguments);
      let turns = 0;
      for (const agent of env.agentIter()) {
        turns += 1;
        env.step(env.isDead(agent) ? null : new Float32Array(2));
      }
      return turns;
    };
    expect(play({ seed: 0 })).toBe(12);
    expect(play({})).toBe(12);
    expect(seeds).toEqual([0, 1, 2, undefined, undefined, undefined]);
  });

  it('of maps observe the begin of the next and truncate the last', () => {
    const env = new MultiEpisodeParallelEnv(aecToParallel(rockPaperScissors({ maxCycles: 1 })), {
      numEpisodes: 2,
    });
    env.reset({ seed: 3n });
    const hands = new Map([
      ['player_0', 1],
      ['player_1', 0],
    ]);
    expect(
      env
        .step(hands)
        .slice(0, 4)
        .map((map) => [...map.values()]),
    ).toEqual([
      [3, 3],
      [1, -1],
      [false, false],
      [false, false],
    ]);
    expect([...env.step(hands)[3].values()]).toEqual([true, true]);
    expect(env.agents).toEqual([]);
  });

  it.each([0, -1, 1.5])('refuses %d of them', (numEpisodes) => {
    const message = `\`num_episodes\` must be at least 1, got ${numEpisodes}.`;
    expect(() => new MultiEpisodeEnv(new Turns(), { numEpisodes })).toThrow(new errors.ValueError(message));
  });
});

describe('videos', () => {
  const names: [string, number, number][] = [];
  const save = ({ name, frames, framesPerSecond }: RecordedVideo) =>
    names.push([name, frames.length, framesPerSecond]);
  const turns = () => new Turns({}, { maxCycles: 1, renderMode: 'rgb_array' });

  it('of turns have a frame a turn', () => {
    names.length = 0;
    const env = new RecordVideoWrapper(turns(), { save });
    for (let episode = 0; episode < 3; episode++) {
      env.reset();
      expect(env.recording).toBe(episode < 2);
      for (const agent of env.agentIter()) env.step(env.isDead(agent) ? null : new Float32Array(2));
    }
    expect(names).toEqual([
      ['rl-video-episode-0', 5, 30],
      ['rl-video-episode-1', 5, 30],
    ]);
  });

  it('of maps have a frame a step, begin at chosen steps and end with close', () => {
    names.length = 0;
    const options = { save, stepTrigger: (step: number) => step === 0, fps: 5, namePrefix: 'all' };
    const env = new RecordVideoParallelWrapper(aecToParallel(turns()), options);
    env.reset();
    env.step(new Map(env.agents.map((agent) => [agent, new Float32Array(2)])));
    expect(env.recording).toBe(true);
    env.close();
    expect(names).toEqual([['all-step-0', 1, 5]]);
  });

  it('need images', () => {
    expect(() => new RecordVideoWrapper(new Turns(), { save })).toThrow(
      'Render mode is null, which is incompatible',
    );
  });
});

it('CaptureStdoutWrapper returns what is printed', () => {
  const print = console.log;
  const env = new CaptureStdoutWrapper(new RockPaperScissorsEnv({ renderMode: 'human' }));
  env.reset();
  expect(env.render()).toBe('player_0: -  player_1: -\n');
  expect(console.log).toBe(print);
  expect([env.renderMode, env.metadata.renderModes, String(env)]).toEqual([
    'ansi',
    ['human', 'ansi', 'ansi'],
    'rps_v2',
  ]);
  expect(() => new CaptureStdoutWrapper(new RockPaperScissorsEnv())).toThrow(
    'CaptureStdoutWrapper works only with human rendering mode, but found null instead.',
  );
});

describe('turnBasedAecToParallel', () => {
  it('plays one turn a step and tells whose turn is next', () => {
    const env = turnBasedAecToParallel(ticTacToe());
    env.reset();
    const move = (square: number) => env.step(new Map(env.agents.map((agent) => [agent, square])));
    expect(move(0)[4].get('player_1')).toEqual({ activeAgent: 'player_2' });
    for (const square of [3, 1, 4]) move(square);
    const [, rewards, terminations] = move(2);
    expect([[...rewards.values()], [...terminations.values()], env.agents]).toEqual([
      [1, -1],
      [true, true],
      [],
    ]);
    expect(env.step(new Map())).toEqual([new Map(), new Map(), new Map(), new Map(), new Map()]);
    env.reset();
    expect(() => env.step(new Map())).toThrow('there is no action for the agent player_1');
  });
});

describe('noughts and crosses', () => {
  const played = (...squares: number[]) => {
    const env = ticTacToe({ renderMode: 'ansi' });
    env.reset();
    for (const square of squares) env.step(square);
    return env;
  };

  it('shows each player its own marks first, and free squares to whose turn it is', () => {
    const env = played(4, 0);
    const { observation, action_mask: mask } = env.observe('player_1');
    expect([...observation].flatMap((mark, n) => (mark ? n : []))).toEqual([1, 8]);
    expect([...mask]).toEqual([0, 1, 1, 1, 0, 1, 1, 1, 1]);
    const other = env.observe('player_2');
    expect([...other.observation].flatMap((mark, n) => (mark ? n : []))).toEqual([0, 9]);
    expect(other.action_mask.every((free) => free === 0)).toBe(true);
    expect(env.render()).toBe('O - -\n- X -\n- - -');
  });

  it('pays three in a row, and nothing for a full board', () => {
    expect([...played(0, 1, 4, 2, 8).rewards.values()]).toEqual([1, -1]);
    expect([...played(0, 3, 1, 4, 8, 5).rewards.values()]).toEqual([-1, 1]);
    const full = played(0, 1, 2, 4, 3, 5, 7, 6, 8);
    expect([[...full.rewards.values()], [...full.terminations.values()]]).toEqual([
      [0, 0],
      [true, true],
    ]);
  });

  it('refuses squares that are taken when nothing catches illegal moves, and agents that are not there', () => {
    const env = new TicTacToeEnv();
    env.reset();
    env.step(0);
    expect(() => env.step(0)).toThrow(
      new errors.InvalidAction('tictactoe_v3: 0 is no free square, played an illegal move'),
    );
    expect(() => env.actionSpace('player_3')).toThrow(
      "has no agent 'player_3'; there are player_1, player_2",
    );
    expect(() => new RockPaperScissorsEnv().observe('player_2')).toThrow("has no agent 'player_2'");
  });
});
