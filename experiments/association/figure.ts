/** The figure: probability of the right class at the first, second, ... meeting, one panel a short stream. */
import * as Plot from '@observablehq/plot';
import { mean } from '../../src/numerics/statistics.ts';
import { legend } from '../harness/legend.ts';
import { COLOURS, drawPlot } from '../harness/plot.ts';
import { learners, meetingTasks, ROUNDS } from './cases.ts';
import { atBest, type Results } from './findings.ts';

/** An SVG document. */
export function drawMeetings(results: Results): string {
  const points = [...meetingTasks.keys()].flatMap((task) =>
    learners.flatMap((learner) =>
      Array.from({ length: ROUNDS }, (_, round) => ({
        task,
        learner,
        meeting: round + 1,
        probability: mean(atBest(results, learner, task, round, 'probability')),
      })),
    ),
  );
  const channels = { fx: 'task', x: 'meeting', y: 'probability' };
  return drawPlot({
    width: 900,
    marginLeft: 50,
    fx: { label: null, domain: [...meetingTasks.keys()] },
    x: { label: 'meeting', ticks: Array.from({ length: ROUNDS }, (_, round) => round + 1), tickFormat: 'd' },
    y: {
      label: 'probability of the right class',
      labelAnchor: 'center',
      grid: true,
      domain: [0, 1],
    },
    color: { domain: learners, range: COLOURS },
    marks: [
      Plot.frame({ stroke: '#ccc' }),
      Plot.line(points, { ...channels, stroke: 'learner' }),
      Plot.dot(points, { ...channels, fill: 'learner' }),
      ...legend(learners, COLOURS, { fx: [...meetingTasks.keys()][meetingTasks.size - 1] }),
    ],
  });
}
