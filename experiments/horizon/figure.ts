/** The figure: the clearness of both gradients above, what came of following them below, against the lifetime's length. */
import * as Plot from '@observablehq/plot';
import { COLOURS, drawPlot } from '../harness/plot.ts';
import { methodNames, methods, rules, STATED_LIFETIMES } from './cases.ts';
import { lengthsIn, ownAccuracy, type Results, signalsOf, trainedOf } from './findings.ts';

const WIDTH = 900;
const HEIGHT = 320;

interface Point {
  readonly panel: string;
  readonly examples: number;
  readonly value: number;
  readonly how: string;
}

/** One panel of lines: seeds as dots, means as lines. */
function panel(points: readonly Point[], label: string, width: number, y: Plot.ScaleOptions): string {
  const examples = [...new Set(points.map((point) => point.examples))].sort((a, b) => a - b);
  const panels = [...new Set(points.map((point) => point.panel))];
  const common = { fx: 'panel', x: 'examples', y: 'value', z: 'how' };
  return drawPlot({
    width,
    height: HEIGHT,
    marginTop: 40,
    marginLeft: 55,
    fx: { label: null, domain: panels },
    x: { label: 'examples of a lifetime', type: 'log', ticks: examples, tickFormat: 'd' },
    y: { label, labelAnchor: 'center', grid: true, ...y },
    color: { domain: methods.map((method) => methodNames[method]), range: COLOURS },
    marks: [
      Plot.frame({ stroke: '#ccc' }),
      Plot.dot(points, { ...common, stroke: 'how', r: 2.5, strokeOpacity: 0.6 }),
      Plot.line(points, Plot.groupX({ y: 'mean' }, { ...common, stroke: 'how' })),
    ],
  });
}

/** Plots side by side as one document. */
function beside(plots: readonly { readonly svg: string; readonly x: number }[]): string {
  const placed = plots.map(({ svg, x }) => svg.replace('<svg ', `<svg x="${x}" y="24" `));
  const legend = methods.map(
    (method, n) =>
      `<text x="${60 + 160 * n}" y="18" fill="${COLOURS[n]}" font-family="system-ui, sans-serif" font-size="13">${methodNames[method]}</text>`,
  );
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${WIDTH}" height="${HEIGHT + 24}" viewBox="0 0 ${WIDTH} ${HEIGHT + 24}"><rect width="100%" height="100%" fill="white"/>${legend.join('')}${placed.join('')}</svg>\n`;
}

/** An SVG document. */
export function drawHorizon(results: Results): string {
  const all = lengthsIn(results);
  const signals = rules.flatMap((rule) =>
    all.flatMap((examples) =>
      methods.flatMap((method) =>
        signalsOf(results, examples, rule, method)
          .filter((value) => value > 0)
          .map((value) => ({ panel: `${rule} rule`, examples, value, how: methodNames[method] })),
      ),
    ),
  );
  const answers = all.flatMap((examples) =>
    methods.flatMap((method) =>
      trainedOf(results, examples, method, ownAccuracy).map((value) => ({
        panel: 'trained rule',
        examples,
        value,
        how: methodNames[method],
      })),
    ),
  );
  const lowest = Math.min(...answers.map(({ value }) => value));
  return beside([
    {
      svg: panel(signals, `signal-to-noise of ${STATED_LIFETIMES} lifetimes`, 560, {
        type: 'log',
        ticks: 4,
        tickFormat: '~g',
      }),
      x: 0,
    },
    {
      svg: panel(answers, 'share of right answers', 340, { domain: [Math.floor(10 * lowest) / 10, 1] }),
      x: 560,
    },
  ]);
}
