/** The figure: capacity against the number of synapses, what a lesion leaves, and how a wounded life goes on. */
import * as Plot from '@observablehq/plot';
import { mean } from '../../src/numerics/statistics.ts';
import { legend } from '../harness/legend.ts';
import { sideBySide } from '../harness/panels.ts';
import { COLOURS, drawPlot } from '../harness/plot.ts';
import { injuries } from '../supervised/memory-sites.ts';
import { CLASSES, capacitySizes, LESION_AT, LIFE, learners, shares } from './cases.ts';
import { capacities, kept, type Results, windows } from './findings.ts';

const color = { domain: learners, range: COLOURS };
const base = { width: 330, height: 320, marginTop: 10, marginLeft: 50, marginBottom: 45, color };

function capacityPanel(results: Results): string {
  const points = learners.flatMap((learner) =>
    capacitySizes.map((inputs, size) => ({
      learner,
      synapses: inputs * CLASSES,
      pairs: mean(capacities(results, learner).map((own) => own[size])),
    })),
  );
  const channels = { x: 'synapses', y: 'pairs' };
  return drawPlot({
    ...base,
    x: {
      type: 'log',
      label: 'synapses or weights W',
      ticks: capacitySizes.map((inputs) => inputs * CLASSES),
      tickFormat: String,
    },
    y: {
      type: 'log',
      label: 'pairs kept',
      labelAnchor: 'center',
      grid: true,
      domain: [4, 256],
      ticks: [4, 8, 16, 32, 64, 128, 256],
      tickFormat: String,
    },
    marks: [
      Plot.frame({ stroke: '#ccc' }),
      Plot.line(points, { ...channels, stroke: 'learner' }),
      Plot.dot(points, { ...channels, fill: 'learner' }),
      ...legend(learners, COLOURS),
    ],
  });
}

function lesionPanel(results: Results): string {
  const points = learners.flatMap((learner) =>
    injuries.flatMap((injury) =>
      shares.map((share) => ({
        learner,
        injury,
        share,
        kept: mean(kept(results, learner, injury, share, 'recall')),
      })),
    ),
  );
  const channels = { x: 'share', y: 'kept' };
  return drawPlot({
    ...base,
    x: { label: 'share destroyed (line: zeroed, dashes: redrawn)' },
    y: { label: 'share of pairs still known, above chance', labelAnchor: 'center', grid: true },
    marks: [
      Plot.frame({ stroke: '#ccc' }),
      Plot.link([0], { x1: 0, y1: 1, x2: 1, y2: 0, stroke: '#999' }),
      ...injuries.map((injury) =>
        Plot.line(
          points.filter((point) => point.injury === injury),
          { ...channels, stroke: 'learner', strokeDasharray: injury === 'redrawn' ? '4 3' : 'none' },
        ),
      ),
      Plot.text([0], { x: 0.27, y: 0.66, text: () => 'as much as is destroyed', rotate: 45, fill: '#777' }),
    ],
  });
}

function lifePanel(results: Results): string {
  const shown = [0, 0.5, 1];
  const colours = [COLOURS[6], COLOURS[3], COLOURS[4]];
  const names = ['undisturbed', 'half redrawn', 'all redrawn'];
  const points = shown.flatMap((share, index) => {
    const values = windows(results, 'rule', 'redrawn', share);
    return values.map((accuracy, window) => ({
      name: names[index],
      example: ((window + 0.5) * LIFE) / values.length,
      accuracy,
    }));
  });
  return drawPlot({
    ...base,
    color: { domain: names, range: colours },
    x: { label: 'examples met' },
    y: { label: 'share of right answers', labelAnchor: 'center', grid: true, domain: [0.2, 1] },
    marks: [
      Plot.frame({ stroke: '#ccc' }),
      Plot.ruleX([LESION_AT], { stroke: '#999', strokeDasharray: '2 2' }),
      Plot.line(points, { x: 'example', y: 'accuracy', stroke: 'name' }),
      ...legend(names, colours),
    ],
  });
}

/** An SVG document. */
export function drawMemory(results: Results): string {
  return sideBySide([
    { title: 'Capacity', svg: capacityPanel(results) },
    { title: 'A lesion after the study of pairs', svg: lesionPanel(results) },
    { title: 'The rule on clusters, a lesion in mid-life', svg: lifePanel(results) },
  ]);
}
