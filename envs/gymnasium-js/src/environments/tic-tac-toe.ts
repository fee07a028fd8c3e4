/**
 * Noughts and crosses (`tictactoe_v3` of PettingZoo): two players fill nine squares, numbered down the columns; three
 * in a row win 1, and the other loses 1.
 */
import { AECEnv, type AgentMetadata } from '../aec-env.ts';
import { openLedger } from '../agent-ledger.ts';
import { AgentSelector } from '../agent-selector.ts';
import { AssertOutOfBoundsWrapper } from '../agent-wrappers/assert-out-of-bounds-wrapper.ts';
import { OrderEnforcingWrapper } from '../agent-wrappers/order-enforcing-wrapper.ts';
import { TerminateIllegalWrapper } from '../agent-wrappers/terminate-illegal-wrapper.ts';
import type { RenderFrame } from '../env.ts';
import { InvalidAction } from '../errors.ts';
import { Box } from '../spaces/box.ts';
import { Dict } from '../spaces/dict.ts';
import { Discrete } from '../spaces/discrete.ts';
import type { RenderArguments } from './drawn-env.ts';

/** What a player sees: `[3, 3, 2]`, its own marks and the other's; and the squares that are free, if it moves. */
export interface TicTacToeObservation {
  readonly observation: Int8Array;
  readonly action_mask: Int8Array;
}

const PLAYERS = ['player_1', 'player_2'] as const;
const SQUARES = 9;
const LINES = [
  [0, 1, 2],
  [3, 4, 5],
  [6, 7, 8],
  [0, 3, 6],
  [1, 4, 7],
  [2, 5, 8],
  [0, 4, 8],
  [2, 4, 6],
] as const;
/** What is drawn in a square: nobody, the first player, the second. */
const MARKS = '-XO';

function space(): Dict<TicTacToeObservation> {
  return new Dict<TicTacToeObservation>({
    observation: new Box(0, 1, [3, 3, 2], 'int8'),
    action_mask: new Box(0, 1, [SQUARES], 'int8'),
  });
}

export class TicTacToeEnv extends AECEnv<TicTacToeObservation, number> {
  override readonly metadata: AgentMetadata = {
    renderModes: ['human', 'ansi'],
    name: 'tictactoe_v3',
    isParallelizable: false,
    renderFps: 1,
  };
  override readonly renderMode: string | null;
  override readonly possibleAgents: readonly string[] = PLAYERS;
  readonly #spaces = PLAYERS.map(() => ({ observation: space(), action: new Discrete(SQUARES) }));
  readonly #selector = new AgentSelector(PLAYERS);
  /** Whose mark is in each square: 0 nobody's, else 1 and 2. */
  readonly #board = new Int8Array(SQUARES);

  constructor({ renderMode = null }: RenderArguments = {}) {
    super();
    this.renderMode = renderMode;
  }

  override observationSpace(agent: string): Dict<TicTacToeObservation> {
    return this.#spaces[this.#indexOf(agent)].observation;
  }

  override actionSpace(agent: string): Discrete {
    return this.#spaces[this.#indexOf(agent)].action;
  }

  #indexOf(agent: string): number {
    const index = this.possibleAgents.indexOf(agent);
    if (index < 0) throw new RangeError(`${this} has no agent '${agent}'; there are ${PLAYERS.join(', ')}`);
    return index;
  }

  override reset(): void {
    this.ledger = openLedger(PLAYERS);
    this.ledger.agentSelection = this.#selector.reset();
    this.#board.fill(0);
  }

  override observe(agent: string): TicTacToeObservation {
    const own = this.#indexOf(agent) + 1;
    const observation = new Int8Array(2 * SQUARES);
    const mask = new Int8Array(SQUARES);
    const moves = this.agentSelection === agent && !this.isDead(agent);
    this.#board.forEach((mark, square) => {
      // Squares are numbered down the columns, the image is in C order of column and row.
      if (mark !== 0) observation[2 * square + (mark === own ? 0 : 1)] = 1;
      else if (moves) mask[square] = 1;
    });
    return { observation, action_mask: mask };
  }

  /** @throws InvalidAction for a square that is not free */
  override step(square: number | null): void {
    if (this.wasDeadStep(square)) return;
    if (square === null || this.#board[square] !== 0)
      throw new InvalidAction(`${this}: ${square} is no free square, played an illegal move`);
    const { ledger } = this;
    const player = this.#indexOf(ledger.agentSelection);
    this.#board[square] = player + 1;
    this.clearRewards();
    const won = LINES.some((line) => line.every((place) => this.#board[place] === player + 1));
    if (won) {
      ledger.rewards.set(PLAYERS[player], 1);
      ledger.rewards.set(PLAYERS[1 - player], -1);
    }
    if (won || this.#board.every((mark) => mark !== 0))
      for (const agent of ledger.agents) ledger.terminations.set(agent, true);
    ledger.cumulativeRewards.set(ledger.agentSelection, 0);
    this.accumulateRewards();
    ledger.agentSelection = this.#selector.next();
    this.deadsStepFirst();
    if (this.renderMode === 'human') this.render();
  }

  /** Three lines of the board; `human` prints them. */
  override render(): RenderFrame {
    if (this.renderMode === null) return null;
    const rows = [0, 1, 2].map((row) =>
      [0, 1, 2].map((column) => MARKS[this.#board[3 * column + row]]).join(' '),
    );
    if (this.renderMode === 'ansi') return rows.join('\n');
    console.log(rows.join('\n'));
    return null;
  }

  override close(): void {}
}

/** The game in wrappers: an illegal move loses, and calls out of order are refused. */
export function ticTacToe(kwargs: RenderArguments = {}): AECEnv<TicTacToeObservation, number> {
  const legal = new TerminateIllegalWrapper(new TicTacToeEnv(kwargs), { illegalReward: -1 });
  return new OrderEnforcingWrapper(new AssertOutOfBoundsWrapper(legal));
}
