/** The figure: accuracy while living, one panel a set of images, one line a learner. */
import * as Plot from '@observablehq/plot';
import { mean } from '../../src/numerics/statistics.ts';
import { COLOURS, drawPlot } from '../harness/plot.ts';
import { methodNames, methods, testTasks } from './cases.ts';
import { perSeed, type Results } from './findings.ts';

const STEPS = 500;

/** An SVG document. */
export function drawCurves(results: Results): string {
  const points = [...testTasks.images.keys()].flatMap((set) =>
    methods.images.flatMap((method) => {
      const windows = results.find(({ case: work }) => work.part === 'images')?.result.tests[0].measurement
        .curve.length;
      return Array.from({ length: windows ?? 0 }, (_, window) => ({
        set,
        learner: methodNames[method],
        example: ((window + 0.5) * STEPS) / windows!,
        accuracy: mean(perSeed(results, 'images', method, set, ({ curve }) => curve[window])),
      }));
    }),
  );
  const legend = methods.images.map((method, line) => ({
    set: [...testTasks.images.keys()][1],
    example: STEPS * 0.03,
    accuracy: 0.96 - 0.06 * line,
    learner: methodNames[method],
  }));
  return drawPlot({
    width: 900,
    marginLeft: 50,
    fx: { label: null, domain: [...testTasks.images.keys()] },
    x: { label: 'examples met' },
    y: {
      label: 'share of right answers (SGD, Adam: best rate)',
      labelAnchor: 'center',
      grid: true,
      domain: [0, 1],
    },
    color: { domain: methods.images.map((method) => methodNames[method]), range: COLOURS },
    marks: [
      Plot.frame({ stroke: '#ccc' }),
      Plot.line(points, { fx: 'set', x: 'example', y: 'accuracy', stroke: 'learner' }),
      Plot.text(legend, {
        fx: 'set',
        x: 'example',
        y: 'accuracy',
        text: 'learner',
        fill: 'learner',
        textAnchor: 'start',
      }),
    ],
  });
}
