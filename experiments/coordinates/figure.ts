/** The figure: accuracy where the rule was trained and elsewhere, one column of panels a network, one row a code. */
import * as Plot from '@observablehq/plot';
import { COLOURS, drawPlot } from '../harness/plot.ts';
import { CLASSES, codeNames, codes, networks, testTasks } from './cases.ts';
import { accuracyIn, type Results } from './findings.ts';

/** What the tasks of both networks have in common, in their order. */
const kinds = ['where trained', 'inputs permuted', 'labels permuted', 'another size', 'another set'];

/** An SVG document. */
export function drawCodes(results: Results): string {
  const dots = results.flatMap(({ case: work, result }) =>
    [...testTasks.keys()].map((task, index) => ({
      network: work.network,
      code: codeNames[work.code],
      kind: kinds[index],
      accuracy: accuracyIn(task)(result),
    })),
  );
  const present = new Set(results.map(({ case: work }) => codeNames[work.code]));
  const all = new Set(networks.flatMap((network) => codes[network].map((code) => codeNames[code])));
  const rows = [...all].filter((name) => present.has(name));
  const channels = { fx: 'kind', fy: 'network', x: 'accuracy', y: 'code' };
  return drawPlot({
    width: 960,
    height: 100 + 2 * networks.length * 16 * rows.length,
    marginLeft: 150,
    marginRight: 60,
    marginBottom: 40,
    fx: { domain: kinds, label: null },
    fy: { domain: [...networks], label: null },
    x: { label: 'share of right answers, one dot a seed (dashed: chance)', grid: true, ticks: 4, inset: 8 },
    y: { domain: rows, label: null },
    marks: [
      Plot.frame({ stroke: '#ccc' }),
      Plot.ruleX([1 / CLASSES], { stroke: '#999', strokeDasharray: '4 3' }),
      Plot.dot(dots, { ...channels, fill: COLOURS[0], fillOpacity: 0.6, r: 3 }),
      Plot.tickX(dots, Plot.groupY({ x: 'mean' }, { ...channels, stroke: COLOURS[1], strokeWidth: 2 })),
    ],
  });
}
