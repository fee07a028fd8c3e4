/** The figure of the main job: what each society and each boundary earns, one dot a seed. */
import * as Plot from '@observablehq/plot';
import { parseHTML } from 'linkedom';
import type { DemoResult } from './run.ts';

/** An SVG document. */
export function drawFigure(demos: readonly (DemoResult & { readonly seed: number })[]): string {
  const { document } = parseHTML('<!doctype html><html><body></body></html>');
  const dots = demos.flatMap(({ seed, evaluation, boundaries }) => [
    { seed, group: 'random', mean: evaluation.random.mean, faults: 'none' },
    { seed, group: 'no feedback', mean: evaluation.noFeedback.mean, faults: 'none' },
    { seed, group: 'Q-learning', mean: evaluation.qLearning.mean, faults: 'none' },
    ...boundaries.flatMap(({ boundary, mean, faults }) => [
      { seed, group: boundary, mean, faults: 'none' },
      ...faults.map((fault) => ({ seed, group: boundary, mean: fault.mean, faults: fault.channel })),
    ]),
  ]);
  const figure = Plot.plot({
    document,
    width: 860,
    height: 380,
    marginTop: 48,
    marginBottom: 90,
    style: { background: 'white', color: 'black', fontSize: '12px' },
    fx: { domain: [...new Set(dots.map(({ group }) => group))], label: null },
    x: {
      domain: [...new Set(dots.map(({ faults }) => faults))],
      label: 'fault on crossing messages',
      tickRotate: -60,
    },
    y: { label: 'return of a body in 100 steps, one dot a seed', grid: true, zero: true },
    marks: [
      Plot.frame({ stroke: '#ccc' }),
      Plot.dot(dots, { fx: 'group', x: 'faults', y: 'mean', fill: '#0072B2', fillOpacity: 0.6, r: 3 }),
      Plot.tickY(
        dots,
        Plot.groupX(
          { y: 'mean' },
          { fx: 'group', x: 'faults', y: 'mean', stroke: '#D55E00', strokeWidth: 2 },
        ),
      ),
    ],
  });
  figure.setAttribute('xmlns', 'http://www.w3.org/2000/svg');
  return `${figure.outerHTML}\n`;
}
