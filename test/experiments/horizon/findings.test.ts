/** The words follow the numbers: whether evolution stood longer lifetimes is read from the results alone. */
import { describe, expect, it } from 'vitest';
import { horizon } from '../../../experiments/horizon/horizon.ts';

type Results = Parameters<typeof horizon.findings>[0];
type Result = Results[number]['result'];

/** Results of one seed: accuracies and signal-to-noise by lifetime length. */
function resultsOf(
  rows: readonly { examples: number; gradient: number; evolution: number; signal: number }[],
): Results {
  return rows.flatMap(({ examples, gradient, evolution, signal }) => {
    const work = { key: `${examples}`, seed: 1, scale: 'quick' as const, examples };
    const trained = (accuracy: number): Result => {
      const measurement = { loss: 0.5, accuracy, ci95: 0.01, curve: [accuracy] };
      return {
        signals: [],
        trained: { seconds: 1, clipped: 0, longest: 2, own: measurement, long: measurement },
      };
    };
    const signals = (['untrained', 'half-trained'] as const).flatMap((rule) => [
      {
        rule,
        method: 'gradient' as const,
        lifetimes: 256,
        signal: { norm: signal, standardError: 1, longest: 1 },
      },
      {
        rule,
        method: 'evolution' as const,
        lifetimes: 256,
        signal: { norm: 2, standardError: 1, longest: 1 },
      },
    ]);
    const done = (part: 'signal' | 'gradient' | 'evolution', result: Result) => ({
      case: { ...work, part },
      seconds: 1,
      result,
    });
    return [
      done('signal', { signals, trained: null }),
      done('gradient', trained(gradient)),
      done('evolution', trained(evolution)),
    ];
  });
}

const short = { examples: 10, gradient: 0.8, evolution: 0.7, signal: 40 };

describe('the findings of horizon', () => {
  it.each([
    ['held', { examples: 200, gradient: 0.5, evolution: 0.8, signal: 4 }],
    ['held only in part', { examples: 200, gradient: 0.9, evolution: 0.8, signal: 4 }],
    ['did not hold', { examples: 200, gradient: 0.9, evolution: 0.8, signal: 50 }],
  ])('say that the claim %s', (answer, long) => {
    expect(horizon.findings(resultsOf([short, long]))).toContain(`**The claim ${answer} here**`);
  });

  it('come with a figure of both gradients and both trainings', () => {
    const svg = horizon.figure(resultsOf([short, { ...short, examples: 50 }]));
    expect(svg.startsWith('<svg xmlns="http://www.w3.org/2000/svg"')).toBe(true);
    expect(svg).toContain('half-trained rule');
    expect(svg).toContain('trained rule');
    expect(svg).not.toContain('NaN');
  });
});
