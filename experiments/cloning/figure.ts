/** The figure: accuracy while living, one panel a network and set, one line a learner. */
import * as Plot from '@observablehq/plot';
import { mean } from '../../src/numerics/statistics.ts';
import { COLOURS, drawPlot } from '../harness/plot.ts';
import { learnerNames, learners, lifeSteps, networkNames, sets } from './cases.ts';
import { livesOf, type Results } from './findings.ts';

/** An SVG document. */
export function drawCurves(results: Results): string {
  const steps = lifeSteps[results[0]?.case.scale ?? 'full'];
  const points = networkNames.flatMap((network) =>
    sets.flatMap((set) =>
      learners.flatMap((learner) => {
        const curves = livesOf(results, network, set, learner).map(({ curve }) => curve);
        const windows = curves[0]?.length ?? 0;
        return Array.from({ length: windows }, (_, window) => ({
          set,
          network,
          learner: learnerNames[learner],
          image: ((window + 0.5) * steps) / windows,
          accuracy: mean(curves.map((curve) => curve[window])),
        }));
      }),
    ),
  );
  const legend = learners.map((learner, line) => ({
    set: sets[0],
    network: networkNames[0],
    image: steps * 0.6,
    accuracy: 0.36 - 0.1 * line,
    learner: learnerNames[learner],
  }));
  return drawPlot({
    width: 900,
    height: 560,
    marginRight: 110,
    fx: { label: null, domain: sets },
    fy: { label: null, domain: networkNames },
    x: { label: 'images met' },
    y: { label: 'share of right answers', grid: true, domain: [0, 1] },
    color: { domain: learners.map((learner) => learnerNames[learner]), range: COLOURS },
    marks: [
      Plot.frame({ stroke: '#ccc' }),
      Plot.line(points, {
        fx: 'set',
        fy: 'network',
        x: 'image',
        y: 'accuracy',
        stroke: 'learner',
        strokeOpacity: 0.85,
      }),
      Plot.text(legend, {
        fx: 'set',
        fy: 'network',
        x: 'image',
        y: 'accuracy',
        text: 'learner',
        fill: 'learner',
        textAnchor: 'start',
      }),
    ],
  });
}
