/** A legend written as text inside a figure: one line a series, in its colour, in a corner of one panel or of all. */
import * as Plot from '@observablehq/plot';

const LINE_HEIGHT = 15;
const INSET = 6;

export interface LegendPlace {
  readonly corner?: `${'top' | 'bottom'}-${'left' | 'right'}`;
  /** Where it stands, in a figure with panels; in every panel where absent. */
  readonly fx?: string;
}

/**
 * The marks of a legend.
 * @param colours one for each name
 */
export function legend(
  names: readonly string[],
  colours: readonly string[],
  { corner = 'bottom-right', fx }: LegendPlace = {},
): Plot.Markish[] {
  const left = corner.endsWith('left');
  const top = corner.startsWith('top');
  return names.map((name, line) =>
    Plot.text([{ name, fx }], {
      text: 'name',
      ...(fx !== undefined && { fx: 'fx' }),
      fill: colours[line],
      frameAnchor: corner,
      textAnchor: left ? 'start' : 'end',
      dx: left ? INSET : -INSET,
      dy: top ? INSET + LINE_HEIGHT * line : -INSET - LINE_HEIGHT * (names.length - 1 - line),
      fontWeight: 'bold',
    }),
  );
}
