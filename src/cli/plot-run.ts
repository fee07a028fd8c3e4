/** A picture of a run: fitness of its population and of its mean on held-out tasks, as SVG or PNG. */
import { createRequire } from 'node:module';
import * as Plot from '@observablehq/plot';
import { Resvg } from '@resvg/resvg-js';
import { COLOURS, drawPlot } from '../../experiments/harness/plot.ts';
import type { RunStore } from '../store/run-store.ts';

/** An SVG document. */
export function plotRun(run: RunStore): string {
  const population = run
    .generations()
    .filter(({ meanFitness }) => Number.isFinite(meanFitness))
    .map(({ generation, meanFitness, spread }) => ({
      generation: generation + 1,
      fitness: meanFitness,
      low: meanFitness - spread,
      high: meanFitness + spread,
    }));
  const heldOut = run.evaluations().map(({ generation, mean, ci95 }) => ({
    generation: generation + 1,
    fitness: mean,
    low: mean - ci95,
    high: mean + ci95,
  }));
  const band = { x: 'generation', y1: 'low', y2: 'high' };
  const line = { x: 'generation', y: 'fitness' };
  const names = ['population, mean and spread', 'mean rule, held-out tasks, 95 %'];
  return drawPlot({
    width: 900,
    x: { label: 'generation' },
    y: { label: 'fitness', grid: true },
    marks: [
      Plot.frame({ stroke: '#ccc' }),
      Plot.areaY(population, { ...band, fill: COLOURS[0], fillOpacity: 0.15 }),
      Plot.line(population, { ...line, stroke: COLOURS[0] }),
      Plot.ruleX(heldOut, { ...band, stroke: COLOURS[1] }),
      Plot.dot(heldOut, { ...line, fill: COLOURS[1], r: 3 }),
      ...names.map((name, index) =>
        Plot.text([name], { frameAnchor: 'top-left', fill: COLOURS[index], dx: 8, dy: 8 + 16 * index }),
      ),
    ],
  });
}

/** The same as PNG; its letters come from a font of our own, so that it looks alike on every machine. */
export function plotAsPng(svg: string): Uint8Array {
  const font = createRequire(import.meta.url).resolve('dejavu-fonts-ttf/ttf/DejaVuSans.ttf');
  const options = { fontFiles: [font], loadSystemFonts: false, defaultFontFamily: 'DejaVu Sans' };
  return new Resvg(svg, { font: options, fitTo: { mode: 'zoom', value: 2 } }).render().asPng();
}
