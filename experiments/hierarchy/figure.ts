/** The figure: one panel a held-out task, one row a rule and what was evolved last, one dot a seed. */
import * as Plot from '@observablehq/plot';
import { COLOURS, drawPlot } from '../harness/plot.ts';
import { levelCounts, testTasks } from './cases.ts';
import { perSeed, type Results, type Stage } from './findings.ts';

const stageNames: readonly (readonly [stage: Stage, name: string])[] = [
  ['trained', 'trained on clusters'],
  ['top re-tuned', 'top re-tuned'],
  ['whole rule re-tuned', 'whole rule re-tuned'],
];

/** Of one level the top is the whole. */
function rowName(levels: number, stage: string): string {
  return levels === 1 ? `1 level, ${stage.replace('top ', '')}` : `${levels} levels, ${stage}`;
}

/** An SVG document. */
export function drawLevels(results: Results): string {
  const dots = levelCounts.flatMap((levels) =>
    stageNames.flatMap(([stage, name]) =>
      [...testTasks.keys()].flatMap((task) =>
        perSeed(results, levels, stage, task).map((accuracy) => ({
          row: rowName(levels, name),
          task,
          stage,
          accuracy,
        })),
      ),
    ),
  );
  const rows = [...new Set(dots.map(({ row }) => row))];
  return drawPlot({
    width: 900,
    height: 70 + 28 * rows.length,
    marginLeft: 210,
    inset: 8,
    marginBottom: 40,
    fx: { domain: [...testTasks.keys()], label: null },
    x: { label: 'share of right answers, one dot a seed', grid: true },
    y: { domain: rows, label: null },
    color: { domain: stageNames.map(([stage]) => stage), range: COLOURS },
    marks: [
      Plot.frame({ stroke: '#ccc' }),
      Plot.dot(dots, { fx: 'task', x: 'accuracy', y: 'row', fill: 'stage', fillOpacity: 0.6, r: 3 }),
      Plot.tickX(
        dots,
        Plot.groupY({ x: 'mean' }, { fx: 'task', x: 'accuracy', y: 'row', stroke: 'stage', strokeWidth: 2 }),
      ),
    ],
  });
}
