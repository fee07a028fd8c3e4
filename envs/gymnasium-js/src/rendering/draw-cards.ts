/** A picture of Blackjack: the dealer's open card with its pips, his covered one, and the player's sum. */
import { type Color, Raster } from './raster.ts';

const WIDTH = 600;
const HEIGHT = 500;
const TABLE: Color = [7, 99, 36];
const CARD: Color = [250, 250, 245];
const BACK: Color = [60, 80, 150];
const SUM: Color = [240, 200, 80];
const ACE: Color = [250, 250, 245];
const SUIT_COLORS: readonly Color[] = [
  [20, 20, 20],
  [200, 40, 40],
  [200, 40, 40],
  [20, 20, 20],
];
const CARD_WIDTH = 120;
const CARD_HEIGHT = 166;

/** @param suit 0 to 3 for clubs, diamonds, hearts, spades */
export function drawCards(dealerCard: number, suit: number, sum: number, usableAce: boolean): Raster {
  const raster = new Raster(WIDTH, HEIGHT, TABLE);
  const left = WIDTH / 2 - CARD_WIDTH - 10;
  const top = 50;
  raster.rectangle(left, top, CARD_WIDTH, CARD_HEIGHT, CARD);
  raster.rectangle(WIDTH / 2 + 10, top, CARD_WIDTH, CARD_HEIGHT, BACK);
  for (let pip = 0; pip < dealerCard; pip++) {
    const x = left + 40 + 40 * (pip % 2);
    raster.circle([x, top + 20 + 31 * Math.floor(pip / 2)], 10, SUIT_COLORS[suit]);
  }
  for (let point = 0; point < sum; point++) {
    raster.rectangle(40 + 25 * (point % 21), 300 + 60 * Math.floor(point / 21), 20, 40, SUM);
  }
  if (usableAce) raster.circle([WIDTH / 2, 430], 20, ACE);
  return raster;
}
