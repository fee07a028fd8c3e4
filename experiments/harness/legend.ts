/** A legend written as text inside a figure: one line a series, in its colour, in a corner of one panel or of all. */
import * as Plot from '@observablehq/plot';

const LINE_HEIGHT = 15;
const INSET = 6;

/**
 * The marks of a legend in the bottom right corner.
 * @param colours one for each name
 * @param facet where it stands, in a figure with panels; in every panel where absent
 */
export function legend(
  names: readonly string[],
  colours: readonly string[],
  facet: { readonly fx?: string; readonly fy?: string } = {},
): Plot.Markish[] {
  return names.map((name, line) =>
    Plot.text([{ name, ...facet }], {
      text: 'name',
      ...(facet.fx !== undefined && { fx: 'fx' }),
      ...(facet.fy !== undefined && { fy: 'fy' }),
      fill: colours[line],
      frameAnchor: 'bottom-right',
      dx: -INSET,
      dy: -INSET - LINE_HEIGHT * (names.length - 1 - line),
      fontWeight: 'bold',
    }),
  );
}
