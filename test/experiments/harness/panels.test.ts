/** Figures beside each other, and legends inside them. */
import * as Plot from '@observablehq/plot';
import { expect, it } from 'vitest';
import { legend } from '../../../experiments/harness/legend.ts';
import { sideBySide } from '../../../experiments/harness/panels.ts';
import { drawPlot } from '../../../experiments/harness/plot.ts';

const plot = (width: number, height: number) =>
  drawPlot({ width, height, marks: [Plot.frame(), ...legend(['one', 'two'], ['red', 'blue'])] });

it('panels stand from left to right under their titles, in one document', () => {
  const svg = sideBySide([
    { title: 'Left', svg: plot(300, 200) },
    { title: 'Right', svg: plot(200, 100) },
  ]);
  expect(svg).toMatch(/^<svg xmlns="[^"]+" width="500" height="222" viewBox="0 0 500 222">/);
  expect(svg.match(/<svg/g)?.length).toBe(3);
  expect(svg).toContain('<svg x="300" y="22"');
  expect(svg.indexOf('>Left<')).toBeLessThan(svg.indexOf('>Right<'));
});

it('a panel without a size is refused', () => {
  expect(() => sideBySide([{ title: 'x', svg: '<svg></svg>' }])).toThrow('width and height');
});

it('a legend names every series in its colour', () => {
  const svg = plot(300, 200);
  expect(svg).toMatch(/fill="red"[^>]*>.*one/s);
  expect(svg).toMatch(/fill="blue"[^>]*>.*two/s);
});
