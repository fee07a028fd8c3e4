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
  const labels = names.map((name) => ({ name, ratio: ratioOf(results, name), accuracy: top + 0.03 }));
  return drawPlot({
    width: 820,
    height: 420,
    marginRight: 150,
    x: { type: 'log', label: 'learned variables for each meta variable, |V_L| / |V_M|', tickFormat: '~g' },
    y: { label: 'share of right answers, one dot a seed', grid: true },
    color: { domain: tasks, range: COLOURS },
    symbol: { domain: ['rule', META_RNN], range: ['circle', 'square'] },
    marks: [
      Plot.frame({ stroke: '#ccc' }),
      Plot.ruleY([1 / CLASSES], { stroke: '#999', strokeDasharray: '4 3' }),
      Plot.dot(dots, { ...channels, stroke: 'task', r: 2.5, strokeOpacity: 0.6 }),
      Plot.line(shared, { ...channels, stroke: 'task', strokeWidth: 2, z: 'task' }),
      Plot.dot(
        means.filter(({ name }) => name === META_RNN),
        { ...channels, fill: 'task', symbol: 'square', r: 5 },
      ),
      Plot.text(labels, { ...channels, text: 'name', fontSize: 11 }),
      Plot.text(
        means.filter(({ name }) => name === FULL),
        {
          ...channels,
          text: 'task',
          fill: 'task',
          textAnchor: 'start',
          dx: 10,
        },
      ),
    ],
  });
}
