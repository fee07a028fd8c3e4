/** The figure: accuracy while living, one panel a set of images, one line a start. */
import * as Plot from '@observablehq/plot';
import { mean } from '../../src/numerics/statistics.ts';
import { COLOURS, drawPlot } from '../harness/plot.ts';
import { sets, startNames, starts, TEST_IMAGES } from './cases.ts';
import { perSeed, type Results } from './findings.ts';
import { CURVE_POINTS } from './live-set.ts';

/** Each point is the mean over this many windows on either side as well, since few lives make ragged lines. */
const SMOOTHING = 1;

/** An SVG document. */
export function drawCurves(results: Results): string {
  const points = sets.flatMap((set) =>
    starts.flatMap((start) =>
      Array.from({ length: CURVE_POINTS }, (_, window) => ({
        set,
        start: startNames[start],
        image: ((window + 0.5) * TEST_IMAGES) / CURVE_POINTS,
        accuracy: mean(
          perSeed(results, start, set, (curve) =>
            mean(curve.slice(Math.max(0, window - SMOOTHING), window + SMOOTHING + 1)),
          ),
        ),
      })),
    ),
  );
  const legend = starts.map((start, line) => ({
    set: sets[1],
    image: TEST_IMAGES * 0.04,
    accuracy: 0.95 - 0.06 * line,
    start: startNames[start],
  }));
  return drawPlot({
    width: 900,
    marginLeft: 50,
    fx: { label: null, domain: sets },
    x: { label: 'images met' },
    y: {
      label: 'share of right answers',
      labelAnchor: 'center',
      grid: true,
      domain: [0, 1],
    },
    color: { domain: starts.map((start) => startNames[start]), range: COLOURS },
    marks: [
      Plot.frame({ stroke: '#ccc' }),
      Plot.line(points, { fx: 'set', x: 'image', y: 'accuracy', stroke: 'start' }),
      Plot.text(legend, {
        fx: 'set',
        x: 'image',
        y: 'accuracy',
        text: 'start',
        fill: 'start',
        textAnchor: 'start',
      }),
    ],
  });
}
