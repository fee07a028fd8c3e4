/** The figure: accuracy against the number of types, one panel a held-out task, one line a way to start. */
import * as Plot from '@observablehq/plot';
import { COLOURS, drawPlot } from '../harness/plot.ts';
import { families, isWide, starts, testTasks } from './cases.ts';
import { accuracyIn, type Results } from './findings.ts';

/** Where the one wide rule stands on the axis of degrees. */
const WIDE = '1 (N = 16)';

/** An SVG document. */
export function drawDegrees(results: Results): string {
  const tasks = families.flatMap((family) => [...testTasks[family].keys()]);
  const dots = results.flatMap(({ case: work, result }) =>
    [...testTasks[work.family].keys()].map((task) => ({
      task,
      row: work.family,
      column: [...testTasks[work.family].keys()].indexOf(task),
      start: work.start,
      types: isWide(work) ? WIDE : String(work.types),
      accuracy: accuracyIn(result, task),
    })),
  );
  const degrees = [...new Set(dots.map(({ types }) => types))].sort(
    (a, b) => Number(a === WIDE) - Number(b === WIDE) || Number.parseInt(a, 10) - Number.parseInt(b, 10),
  );
  const lines = dots.filter(({ types }) => types !== WIDE);
  const channels = { fx: 'column', fy: 'row', x: 'types', y: 'accuracy' };
  const titles = tasks
    .map((task) => dots.find((dot) => dot.task === task))
    .filter((dot) => dot !== undefined);
  const legend = starts.map((start, index) => ({ column: 0, row: families[0], start, index }));
  return drawPlot({
    width: 900,
    height: 520,
    marginLeft: 50,
    marginTop: 46,
    marginBottom: 44,
    marginRight: 20,
    fx: { axis: null },
    fy: { axis: null, domain: [...families], padding: 0.12 },
    x: { domain: degrees, label: 'types of synapses' },
    y: { label: 'share of right answers, one dot a seed', grid: true },
    color: { domain: [...starts], range: COLOURS },
    marks: [
      Plot.frame({ stroke: '#ccc' }),
      Plot.dot(dots, { ...channels, fill: 'start', fillOpacity: 0.6, r: 2.5 }),
      Plot.line(
        lines,
        Plot.groupX({ y: 'mean' }, { ...channels, stroke: 'start', strokeWidth: 2, z: 'start' }),
      ),
      Plot.text(titles, { fx: 'column', fy: 'row', text: 'task', frameAnchor: 'top', dy: -14 }),
      ...legend.map(({ index, ...one }) =>
        Plot.text([one], {
          fx: 'column',
          fy: 'row',
          text: 'start',
          fill: 'start',
          frameAnchor: 'bottom-right',
          dx: -8,
          dy: -8 - 14 * index,
        }),
      ),
    ],
  });
}
