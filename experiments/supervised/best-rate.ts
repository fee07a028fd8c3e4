/** Gradient descent at its best: the learning rate whose figure is highest on average, chosen by the figure itself. */
import { mean } from '../../src/numerics/statistics.ts';

/** A figure measured at one learning rate, or by a learner that has none. */
export interface Rated {
  readonly learningRate: number | null;
}

/** The measurements of the learning rate that is best on average over seeds; of equal ones the first. */
export function bestRate<Measured extends Rated>(
  measured: readonly Measured[],
  figure: (one: Measured) => number,
): Measured[] {
  const rates = [...new Set(measured.map(({ learningRate }) => learningRate))];
  const of = (rate: number | null) => measured.filter(({ learningRate }) => learningRate === rate);
  const score = (own: readonly Measured[]) => mean(own.map(figure));
  return rates.map(of).reduce((best, own) => (score(own) > score(best) ? own : best), of(rates[0] ?? null));
}
