/** What the noise kernel must do wherever it runs: the bits of the reference. */
import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import { loadGaussianKernel } from '../../../src/numerics/gaussian-kernel.ts';
import { type FillGaussian, MAXIMUM_SEED, referenceFillGaussian } from '../../../src/numerics/noise.ts';

/** The bytes of a vector: NaN and the sign of zero count. */
function bytesOf(values: Float32Array | Float64Array): number[] {
  return [...new Uint8Array(values.buffer)];
}

const word = fc.integer({ min: 0, max: 0xffffffff });

export function specifyGaussianKernel(): void {
  it('gives the bits of the reference at any address, length and precision', async () => {
    const kernel = await loadGaussianKernel();
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: MAXIMUM_SEED }),
        fc.tuple(word, word, word),
        fc.integer({ min: 0, max: 70 }),
        fc.boolean(),
        (seed, [stream, i, j], length, double) => {
          const make = () => (double ? new Float64Array(length) : new Float32Array(length));
          const filled = (fill: FillGaussian) => {
            const out = make();
            fill(out, seed, stream, i, j);
            return bytesOf(out);
          };
          expect(filled(kernel)).toEqual(filled(referenceFillGaussian));
        },
      ),
      { numRuns: 300 },
    );
  });

  it('gives the bits of the reference in a quarter of a million numbers', async () => {
    const kernel = await loadGaussianKernel();
    const length = 250_001;
    const [expected, filled] = [new Float64Array(length), new Float64Array(length)];
    referenceFillGaussian(expected, 77, 12, 3, 4);
    kernel(filled, 77, 12, 3, 4);
    let different = 0;
    for (let n = 0; n < length; n++) if (!Object.is(filled[n], expected[n])) different += 1;
    expect(different).toBe(0);
  });

  it('grows its memory and keeps its bits afterwards', async () => {
    const kernel = await loadGaussianKernel();
    const [before, after] = [new Float32Array(100), new Float32Array(100)];
    kernel(before, 1, 12, 0, 0);
    kernel(new Float64Array(3_000_000), 1, 12, 0, 0);
    kernel(after, 1, 12, 0, 0);
    expect(after).toEqual(before);
  });
}
