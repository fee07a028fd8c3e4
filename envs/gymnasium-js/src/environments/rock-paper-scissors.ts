/**
 * Rock, paper, scissors for two players, and its games of 5, 7, ... hands (`rps_v2` of PettingZoo): one sees the
 * other's last hand.
 */
import { AECEnv, type AgentMetadata } from '../aec-env.ts';
import { openLedger } from '../agent-ledger.ts';
import { AgentSelector } from '../agent-selector.ts';
import { AssertOutOfBoundsWrapper } from '../agent-wrappers/assert-out-of-bounds-wrapper.ts';
import { OrderEnforcingWrapper } from '../agent-wrappers/order-enforcing-wrapper.ts';
import type { RenderFrame } from '../env.ts';
import { AssertionError } from '../errors.ts';
import { Discrete } from '../spaces/discrete.ts';
import type { RenderArguments } from './drawn-env.ts';

/** Arguments of the game. */
export interface RockPaperScissorsArguments extends RenderArguments {
  /** How many hands there are: an odd number from 3 on. */
  readonly numActions?: number;
  /** Rounds until the players are truncated. */
  readonly maxCycles?: number;
}

const PLAYERS = ['player_0', 'player_1'] as const;
const HANDS = ['ROCK', 'PAPER', 'SCISSORS', 'SPOCK', 'LIZARD'];

/** What the first player wins, -1 to 1: of two hands of like parity the lower beats the higher, of others the reverse. */
export function compareHands(first: number, second: number): number {
  if (first === second) return 0;
  const lowerWins = (first + second) % 2 === 0;
  return first < second === lowerWins ? 1 : -1;
}

export class RockPaperScissorsEnv extends AECEnv<number, number> {
  override readonly metadata: AgentMetadata = {
    renderModes: ['human', 'ansi'],
    name: 'rps_v2',
    isParallelizable: true,
    renderFps: 2,
  };
  override readonly renderMode: string | null;
  override readonly possibleAgents: readonly string[] = PLAYERS;
  readonly #maxCycles: number;
  /** The number of hands stands for no hand yet. */
  readonly #none: number;
  readonly #spaces: readonly { readonly observation: Discrete; readonly action: Discrete }[];
  readonly #selector = new AgentSelector(PLAYERS);
  /** Hands of this round, and of the last as they were shown. */
  #hands: number[] = [];
  #shown: number[] = [];
  #rounds = 0;

  /** @throws AssertionError unless `numActions` is odd and 3 at least */
  constructor({ numActions = 3, maxCycles = 15, renderMode = null }: RockPaperScissorsArguments = {}) {
    super();
    if (!(numActions > 2)) throw new AssertionError('The number of actions must be equal or greater than 3.');
    if (numActions % 2 !== 1) throw new AssertionError('The number of actions must be an odd number.');
    this.renderMode = renderMode;
    this.#maxCycles = maxCycles;
    this.#none = numActions;
    this.#spaces = PLAYERS.map(() => ({
      observation: new Discrete(1 + numActions),
      action: new Discrete(numActions),
    }));
  }

  override observationSpace(agent: string): Discrete {
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
    this.#hands = PLAYERS.map(() => this.#none);
    this.#shown = [...this.#hands];
    this.#rounds = 0;
  }

  /** The other's last hand. */
  override observe(agent: string): number {
    return this.#shown[1 - this.#indexOf(agent)];
  }

  override step(hand: number | null): void {
    if (this.wasDeadStep(hand)) return;
    const { ledger } = this;
    const player = this.#indexOf(ledger.agentSelection);
    this.#hands[player] = hand as number;
    if (this.#selector.isLast()) this.#showHands();
    else this.clearRewards();
    ledger.cumulativeRewards.set(ledger.agentSelection, 0);
    ledger.agentSelection = this.#selector.next();
    this.accumulateRewards();
    if (this.renderMode === 'human') this.render();
  }

  #showHands(): void {
    const { ledger } = this;
    const [first, second] = this.#hands;
    const won = compareHands(first, second);
    ledger.rewards = new Map([
      [PLAYERS[0], won],
      // Not -0, which is another number to those who look closely.
      [PLAYERS[1], 0 - won],
    ]);
    this.#rounds += 1;
    for (const agent of ledger.agents) ledger.truncations.set(agent, this.#rounds >= this.#maxCycles);
    this.#shown = [...this.#hands];
  }

  /** One line of the hands shown last; `human` prints it. */
  override render(): RenderFrame {
    if (this.renderMode === null) return null;
    const names = this.#shown.map((hand) =>
      hand === this.#none ? '-' : (HANDS[hand] ?? `ACTION_${hand + 1}`),
    );
    const line = PLAYERS.map((agent, n) => `${agent}: ${names[n]}`).join('  ');
    if (this.renderMode === 'ansi') return line;
    console.log(line);
    return null;
  }

  override close(): void {}
}

/** The game in the wrappers that refuse actions outside the space and calls out of order. */
export function rockPaperScissors(kwargs: RockPaperScissorsArguments = {}): AECEnv<number, number> {
  return new OrderEnforcingWrapper(new AssertOutOfBoundsWrapper(new RockPaperScissorsEnv(kwargs)));
}
