/**
 * Blackjack: draw cards to beat the dealer without going beyond 21, from a deck that never runs out. Sutton &
 * Barto 2018, "Reinforcement learning", example 5.1 (gymnasium/envs/toy_text/blackjack.py).
 */
import type { Info, RenderedImage, ResetArguments, StepResult } from '../env.ts';
import { AssertionError, ResetNeeded } from '../errors.ts';
import type { Generator } from '../generator.ts';
import { drawCards } from '../rendering/draw-cards.ts';
import { Discrete } from '../spaces/discrete.ts';
import { Tuple } from '../spaces/tuple.ts';
import { DrawnEnv, type RenderArguments } from './drawn-env.ts';

/** Kings, queens and jacks count ten; an ace counts one, or eleven where that is usable. */
const DECK = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 10, 10, 10];
const SUITS = 4;
const FACES = 3;
const LIMIT = 21;
const DEALER_STANDS_AT = 17;

/** The sum of the player's hand, the dealer's open card, and 1 when the player has a usable ace. */
export type BlackjackObservation = [sum: number, dealerCard: number, usableAce: number];

/** Arguments of BlackjackEnv. */
export interface BlackjackArguments extends RenderArguments {
  /** Whether winning with an ace and a ten pays 1.5. */
  readonly natural?: boolean;
  /** Whether an ace and a ten win at once, as in Sutton & Barto; `natural` does not count then. */
  readonly sab?: boolean;
}

/** A hand of cards by the two numbers that count; adding a card allocates nothing. */
class Hand {
  /** With every ace as one. */
  hardSum = 0;
  cards = 0;
  private hasAce = false;

  deal(generator: Generator): number {
    this.hardSum = 0;
    this.cards = 0;
    this.hasAce = false;
    const first = this.draw(generator);
    this.draw(generator);
    return first;
  }

  draw(generator: Generator): number {
    const card = DECK[generator.integers(DECK.length)];
    this.hardSum += card;
    this.cards += 1;
    if (card === 1) this.hasAce = true;
    return card;
  }

  get usableAce(): boolean {
    return this.hasAce && this.hardSum + 10 <= LIMIT;
  }

  get sum(): number {
    return this.usableAce ? this.hardSum + 10 : this.hardSum;
  }

  get score(): number {
    return this.sum > LIMIT ? 0 : this.sum;
  }

  /** An ace and a ten. */
  get isNatural(): boolean {
    return this.cards === 2 && this.hasAce && this.hardSum === 11;
  }
}

/** The game without its interface; no call but the constructor allocates. */
export class BlackjackCore {
  readonly player = new Hand();
  readonly dealer = new Hand();
  /** The dealer's open card. */
  dealerCard = 0;
  /** What the open card looks like: a suit below 4, and a face below 3 when it counts ten. */
  suit = 0;
  face = 0;
  reward = 0;
  terminated = false;
  private readonly natural: boolean;
  private readonly sab: boolean;

  constructor(natural = false, sab = false) {
    this.natural = natural;
    this.sab = sab;
  }

  reset(generator: Generator): void {
    this.dealerCard = this.dealer.deal(generator);
    this.player.deal(generator);
    this.suit = generator.integers(SUITS);
    if (this.dealerCard === 10) this.face = generator.integers(FACES);
    this.terminated = false;
  }

  /** @param action 0 sticks, 1 takes another card */
  step(generator: Generator, action: number): void {
    const { player, dealer } = this;
    if (action === 1) {
      player.draw(generator);
      this.terminated = player.sum > LIMIT;
      this.reward = this.terminated ? -1 : 0;
      return;
    }
    this.terminated = true;
    while (dealer.sum < DEALER_STANDS_AT) dealer.draw(generator);
    this.reward = Math.sign(player.score - dealer.score);
    if (!player.isNatural) return;
    if (this.sab) {
      if (!dealer.isNatural) this.reward = 1;
    } else if (this.natural && this.reward === 1) this.reward = 1.5;
  }
}

export class BlackjackEnv extends DrawnEnv<BlackjackObservation, number> {
  static override readonly metadata = { renderModes: ['human', 'rgb_array'], renderFps: 4 };
  override readonly observationSpace = new Tuple([new Discrete(32), new Discrete(11), new Discrete(2)]);
  override readonly actionSpace = new Discrete(2);
  readonly core: BlackjackCore;
  private started = false;

  constructor(kwargs: BlackjackArguments = {}) {
    super(kwargs, ['natural', 'sab']);
    this.core = new BlackjackCore(kwargs.natural, kwargs.sab);
  }

  override reset(resetArguments: ResetArguments = {}): [BlackjackObservation, Info] {
    this.seedFrom(resetArguments);
    this.core.reset(this.npRandom);
    this.started = true;
    this.showToHuman();
    return [this.observation(), {}];
  }

  /** @throws AssertionError for an action other than 0 and 1, ResetNeeded before `reset` */
  override step(action: number): StepResult<BlackjackObservation> {
    if (action !== 0 && action !== 1)
      throw new AssertionError(`Blackjack takes the actions 0 (stick) and 1 (hit), got ${action}`);
    if (!this.started) throw new ResetNeeded('Call reset before using step method.');
    const core = this.core;
    core.step(this.npRandom, action);
    this.showToHuman();
    return [this.observation(), core.reward, core.terminated, false, {}];
  }

  private observation(): BlackjackObservation {
    const { player, dealerCard } = this.core;
    return [player.sum, dealerCard, player.usableAce ? 1 : 0];
  }

  protected override draw(): RenderedImage {
    const { player, dealerCard, suit } = this.core;
    return drawCards(dealerCard, suit, player.sum, player.usableAce);
  }
}
