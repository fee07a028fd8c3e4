/** The figure: one row a test, one mark a learner, how often it was right early in life. */
import * as Plot from '@observablehq/plot';
import { mean } from '../../src/numerics/statistics.ts';
import { COLOURS, drawPlot } from '../harness/plot.ts';
import { EARLY, methodNames, methods, tests } from './cases.ts';
import { early, perSeed, type Results } from './findings.ts';

/** Where an entry of the legend begins, from 0 to 1: behind the words of those before it and their marks. */
function legendPlace(names: readonly string[], index: number): number {
  const room = (entries: readonly string[]) => entries.reduce((sum, name) => sum + name.length + 6, 0);
  return room(names.slice(0, index)) / room(names);
}

/** An SVG document. */
export function drawReach(results: Results): string {
  const names = methods.map((method) => methodNames[method]);
  const marks = [...tests.keys()].flatMap((test) =>
    methods.flatMap((method) => {
      const values = perSeed(results, method, test, early);
      if (values.length === 0) return [];
      const learner = methodNames[method];
      const range = { low: Math.min(...values), high: Math.max(...values) };
      return [{ test, learner, accuracy: mean(values), ...range }];
    }),
  );
  const chance = [...tests].map(([test, { classes }]) => ({ test, accuracy: 1 / classes }));
  const legend = names.map((learner, index) => ({ learner, place: legendPlace(names, index) }));
  return drawPlot({
    width: 860,
    height: 70 + 34 * tests.size,
    marginLeft: 170,
    marginTop: 44,
    marginBottom: 40,
    x: {
      label: `share of right answers over the first ${EARLY} examples (line: range over seeds; grey: chance)`,
      domain: [0, 1],
      grid: true,
    },
    y: { domain: [...tests.keys()], label: null },
    color: { domain: names, range: COLOURS },
    symbol: { domain: names },
    marks: [
      Plot.frame({ stroke: '#ccc' }),
      Plot.tickX(chance, { x: 'accuracy', y: 'test', stroke: '#999' }),
      Plot.link(marks, { x1: 'low', x2: 'high', y1: 'test', y2: 'test', stroke: 'learner' }),
      Plot.dot(marks, {
        x: 'accuracy',
        y: 'test',
        stroke: 'learner',
        symbol: 'learner',
        strokeWidth: 2,
        r: 5,
      }),
      Plot.dot(legend, {
        x: 'place',
        frameAnchor: 'top',
        dy: -24,
        stroke: 'learner',
        symbol: 'learner',
        strokeWidth: 2,
        r: 5,
      }),
      Plot.text(legend, {
        x: 'place',
        frameAnchor: 'top',
        dy: -24,
        dx: 10,
        text: 'learner',
        textAnchor: 'start',
      }),
    ],
  });
}
