/** Two conditions compared seed by seed. */
import { describe, expect, it } from 'vitest';
import { gainText, isGain, isLoss, pairedGain } from '../../../experiments/supervised/paired-gain.ts';

describe('a paired gain', () => {
  it('sees a small difference that every seed shows, however far the seeds lie apart', () => {
    const gain = pairedGain([0.11, 0.51, 0.9], [0.1, 0.5, 0.89]);
    expect(gain.mean).toBeCloseTo(0.01, 12);
    expect(isGain(gain)).toBe(true);
    expect(isLoss(gain)).toBe(false);
    expect(gainText(gain)).toBe('+0.010 +- 0.000');
  });

  it('takes a difference that seeds do not agree on for chance', () => {
    const gain = pairedGain([0.9, 0.1, 0.6], [0.5, 0.5, 0.5]);
    expect(isGain(gain) || isLoss(gain)).toBe(false);
  });

  it('of one seed only the sign is known', () => {
    const loss = pairedGain([0.4], [0.5]);
    expect(isLoss(loss)).toBe(true);
    expect(gainText(loss)).toBe('-0.100');
  });

  it('refuses to pair other numbers of seeds', () => {
    expect(() => pairedGain([1, 2], [1])).toThrow('cannot pair 2 seeds with 1');
  });
});
