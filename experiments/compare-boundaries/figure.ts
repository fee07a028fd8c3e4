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
    width: 760,
    height: 340,
    marginBottom: 40,
    style: { background: 'white', color: 'black', fontSize: '12px' },
    x: { domain: [...new Set(dots.map(({ group }) => group))], label: null, padding: 0.3 },
    y: {
      label: 'return of a body in 100 steps (DarkRoom 5x5, 4 bodies, held-out goals)',
      grid: true,
      zero: true,
    },
    symbol: { legend: true },
    marks: [
      Plot.ruleY([0]),
      Plot.tickY(
        dots.filter(({ faults }) => faults === 'none'),
        Plot.groupX({ y: 'mean' }, { x: 'group', y: 'mean', strokeWidth: 2 }),
      ),
      Plot.dot(dots, {
        x: 'group',
        y: 'mean',
        symbol: 'faults',
        stroke: 'faults',
        r: 4,
        dx: (d: { seed: number }) => 6 * (d.seed - 3),
      }),
    ],
  });
  const svg = figure.tagName.toLowerCase() === 'svg' ? figure : figure.querySelector('svg:last-of-type');
  return `${svg?.outerHTML ?? figure.outerHTML}\n`;
}
