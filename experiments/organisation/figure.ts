/** The figure: what is kept dose by dose, the course of a life struck in its middle, and units that join late. */
import * as Plot from '@observablehq/plot';
import { mean } from '../../src/numerics/statistics.ts';
import { legend } from '../harness/legend.ts';
import { sideBySide } from '../harness/panels.ts';
import { COLOURS, drawPlot } from '../harness/plot.ts';
import { killed, LIFE, MIDDLE, REGROWN_AT, rules, troubles } from './cases.ts';
import { kept, type of, type Results, windows } from './findings.ts';

const base = { width: 290, height: 340, marginTop: 10, marginLeft: 50, marginBottom: 45 };

function dosePanel(results: Results, names: readonly string[], log: boolean): string {
  const points = names.flatMap((trouble) =>
    rules.flatMap((rule) =>
      troubles
        .get(trouble)!
        .doses.map((dose) => ({ trouble, rule, dose, kept: mean(kept(results, rule, trouble, dose)) })),
    ),
  );
  const channels = { x: 'dose', y: 'kept', stroke: 'trouble' };
  const ticks = troubles.get(names[0])!.doses;
  return drawPlot({
    ...base,
    color: { domain: names, range: COLOURS },
    x: {
      type: log ? 'log' : 'linear',
      label: 'probability (line: calm, dashes: rough)',
      ticks: [...ticks],
      tickFormat: String,
    },
    y: {
      label: 'share kept of what is known above chance',
      labelAnchor: 'center',
      grid: true,
      domain: [0, 1.05],
    },
    marks: [
      Plot.frame({ stroke: '#ccc' }),
      ...rules.map((rule) =>
        Plot.line(
          points.filter((point) => point.rule === rule),
          { ...channels, strokeDasharray: rule === 'rough' ? '4 3' : 'none' },
        ),
      ),
      ...legend(names, COLOURS, { corner: 'bottom-left' }),
    ],
  });
}

interface Course {
  readonly name: string;
  readonly accuracies: readonly number[];
}

function lifePanel(courses: readonly Course[], moments: readonly number[]): string {
  const names = courses.map(({ name }) => name);
  const colours = [COLOURS[6], COLOURS[0], COLOURS[4], COLOURS[1], COLOURS[3]];
  const points = courses.flatMap(({ name, accuracies }) =>
    accuracies.map((accuracy, window) => ({
      name,
      example: ((window + 0.5) * LIFE) / accuracies.length,
      accuracy,
    })),
  );
  return drawPlot({
    ...base,
    color: { domain: names, range: colours },
    x: { label: 'examples met (the calm rule)' },
    y: { label: 'share of right answers', labelAnchor: 'center', grid: true, domain: [0.2, 1] },
    marks: [
      Plot.frame({ stroke: '#ccc' }),
      Plot.ruleX(moments, { stroke: '#999', strokeDasharray: '2 2' }),
      Plot.line(points, { x: 'example', y: 'accuracy', stroke: 'name' }),
      ...legend(names, colours),
    ],
  });
}

/** An SVG document. */
export function drawOrganisation(results: Results): string {
  const many = [...troubles.keys()].filter((name) => troubles.get(name)!.doses.length > 1);
  const course = (name: string, curveOf: (one: ReturnType<typeof of>[number]) => readonly number[]) => ({
    name,
    accuracies: windows(results, 'calm', curveOf),
  });
  const struck = killed.map((share, index) =>
    course(`${100 * share} % killed`, (one) => one.killed[index].curve),
  );
  const arrivals = results[0].result.rules[0].arrivals.map(({ name }, index) =>
    course(name, (one) => one.arrivals[index].curve),
  );
  const lost = many.filter((name) => name.endsWith('lost'));
  const sleep = many.filter((name) => name !== 'born anew' && !lost.includes(name));
  return sideBySide([
    { title: 'Sleep', svg: dosePanel(results, sleep, false) },
    { title: 'Lost messages', svg: dosePanel(results, lost, false) },
    { title: 'Born anew before each example', svg: dosePanel(results, ['born anew'], true) },
    {
      title: `Killed at ${MIDDLE}, regrown at ${REGROWN_AT}`,
      svg: lifePanel(
        [course('undisturbed', ({ undisturbed }) => undisturbed), ...struck],
        [MIDDLE, REGROWN_AT],
      ),
    },
    { title: `Units that join at ${MIDDLE}`, svg: lifePanel(arrivals, [MIDDLE]) },
  ]);
}
