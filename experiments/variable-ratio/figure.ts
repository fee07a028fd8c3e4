/** The figure: accuracy in training tasks and in others against V_L / V_M, one line a task. */
import * as Plot from '@observablehq/plot';
import { mean } from '../../src/numerics/statistics.ts';
import { COLOURS, drawPlot } from '../harness/plot.ts';
import { accuracyIn, conditionsIn, type SweepResults, valuesOf } from '../supervised/sweep.ts';
import { CLASSES, CLUSTERS, FRESH, FULL, KMNIST, META_RNN, SEEN } from './conditions.ts';
import { ratioOf } from './findings.ts';

const tasks = [SEEN, FRESH, KMNIST, CLUSTERS];

/** An SVG document. */
export function drawRatios(results: SweepResults): string {
  const names = conditionsIn(results);
  const dots = names.flatMap((name) =>
    tasks.flatMap((task) =>
      valuesOf(results, name, accuracyIn(task)).map((accuracy) => ({
        name,
        task,
        ratio: ratioOf(results, name),
        accuracy,
      })),
    ),
  );
  const means = names.flatMap((name) =>
    tasks.map((task) => ({
      name,
      task,
      ratio: ratioOf(results, name),
      accuracy: mean(valuesOf(results, name, accuracyIn(task))),
    })),
  );
  const channels = { x: 'ratio', y: 'accuracy' };
  const shared = means.filter(({ name }) => name !== META_RNN);
  const top = Math.max(...dots.map(({ accuracy }) => accuracy));
  const labels = names.map((name) => ({ name, ratio: ratioOf(results, name), accuracy: top }));
  return drawPlot({
    width: 820,
    height: 440,
    marginBottom: 44,
    marginRight: 150,
    x: {
      type: 'log',
      domain: [0.01, 1],
      ticks: [0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1],
      tickFormat: '~g',
      label: 'learned variables for each meta variable, |V_L| / |V_M|',
    },
    y: { label: 'share of right answers, one dot a seed', grid: true, insetTop: 24, insetBottom: 8 },
    color: { domain: tasks, range: COLOURS },
    marks: [
      Plot.frame({ stroke: '#ccc' }),
      Plot.ruleY([1 / CLASSES], { stroke: '#999', strokeDasharray: '4 3' }),
      Plot.dot(dots, { ...channels, stroke: 'task', r: 2.5, strokeOpacity: 0.6 }),
      Plot.line(shared, { ...channels, stroke: 'task', strokeWidth: 2, z: 'task' }),
      Plot.dot(
        means.filter(({ name }) => name === META_RNN),
        { ...channels, fill: 'task', symbol: 'square', r: 5 },
      ),
      Plot.text(labels, { ...channels, text: 'name', fontSize: 11, dy: -14 }),
      Plot.text(
        means.filter(({ name }) => name === FULL),
        {
          ...channels,
          text: 'task',
          fill: 'task',
          textAnchor: 'start',
          dx: 12,
        },
      ),
    ],
  });
}
