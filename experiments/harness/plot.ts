/** Draws a figure of Observable Plot without a browser: an SVG document that looks the same wherever it is shown. */
import * as Plot from '@observablehq/plot';
import { parseHTML } from 'linkedom';

/** Colours that people who see red and green alike can tell apart (Okabe & Ito 2008). */
export const COLOURS = [
  '#0072B2',
  '#D55E00',
  '#009E73',
  '#CC79A7',
  '#E69F00',
  '#56B4E9',
  '#000000',
  '#999999',
];

/** An SVG document. A legend, which Plot would draw in HTML, is better written as text marks. */
export function drawPlot(options: Plot.PlotOptions): string {
  const { document } = parseHTML('<!doctype html><html><body></body></html>');
  const figure = Plot.plot({
    width: 760,
    height: 360,
    marginTop: 28,
    style: { background: 'white', color: 'black', fontSize: '12px' },
    ...options,
    document,
  });
  figure.setAttribute('xmlns', 'http://www.w3.org/2000/svg');
  return `${figure.outerHTML}\n`;
}
