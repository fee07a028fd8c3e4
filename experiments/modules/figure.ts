/** The figure: both tasks examined after every block, one panel a condition; and what emptied parts cost. */
import * as Plot from '@observablehq/plot';
import { mean } from '../../src/numerics/statistics.ts';
import { legend } from '../harness/legend.ts';
import { sideBySide } from '../harness/panels.ts';
import { COLOURS, drawPlot } from '../harness/plot.ts';
import { conditions, learners } from './cases.ts';
import { livesOf, type Results } from './findings.ts';

const names = [...conditions.keys()];
const tasks = ['first task', 'second task'];

function examinationPanel(results: Results): string {
  const points = names.flatMap((condition) =>
    learners.flatMap((learner) => {
      const lives = livesOf(results, condition, learner);
      return (lives[0]?.examinations ?? []).flatMap((_, visit) =>
        tasks.map((task, index) => ({
          condition,
          learner,
          task,
          visit,
          accuracy: mean(lives.map(({ examinations }) => examinations[visit][index])),
        })),
      );
    }),
  );
  const channels = { fx: 'condition', x: 'visit', y: 'accuracy', stroke: 'learner' };
  return drawPlot({
    width: 900,
    height: 320,
    marginLeft: 50,
    marginBottom: 45,
    fx: { label: null, domain: names },
    x: {
      label: 'blocks lived (line: first task, dashes: second)',
      ticks: [0, 1, 2, 3, 4, 5, 6],
      tickFormat: 'd',
    },
    y: { label: 'examination, share right', labelAnchor: 'center', grid: true, domain: [0.2, 1] },
    color: { domain: learners, range: COLOURS },
    marks: [
      Plot.frame({ stroke: '#ccc' }),
      ...tasks.map((task, index) =>
        Plot.line(
          points.filter((point) => point.task === task),
          { ...channels, z: 'learner', strokeDasharray: index === 0 ? 'none' : '4 3' },
        ),
      ),
      ...legend(learners, COLOURS, { fx: names[0] }),
    ],
  });
}

function blockPanel(results: Results): string {
  const bars = names.flatMap((condition) => {
    const lives = livesOf(results, condition, 'rule');
    return (lives[0]?.blocks ?? []).flatMap(({ block }, index) =>
      tasks.map((task, which) => ({
        part: `${condition}: ${block === 'shared' ? 'both' : block}`,
        task,
        lost: mean(lives.map(({ blocks }) => blocks[index].lost[which])),
      })),
    );
  });
  const parts = [...new Set(bars.map(({ part }) => part))];
  return drawPlot({
    width: 420,
    height: 320,
    marginLeft: 170,
    marginBottom: 45,
    x: { label: 'examination loses without the synapses of', grid: true, domain: [-0.1, 1] },
    y: { label: null, domain: parts },
    color: { domain: tasks, range: [COLOURS[5], COLOURS[4]] },
    marks: [
      Plot.frame({ stroke: '#ccc' }),
      Plot.ruleX([0]),
      ...tasks.map((task, which) =>
        Plot.barX(
          bars.filter((bar) => bar.task === task),
          {
            x: 'lost',
            y: 'part',
            fill: 'task',
            insetTop: which === 0 ? 2 : 14,
            insetBottom: which === 0 ? 14 : 2,
          },
        ),
      ),
      ...legend(tasks, [COLOURS[5], COLOURS[4]], { corner: 'top-right' }),
    ],
  });
}

/** An SVG document. */
export function drawModules(results: Results): string {
  return sideBySide([
    { title: 'Two tasks by turns', svg: examinationPanel(results) },
    { title: 'The rule without a part', svg: blockPanel(results) },
  ]);
}
