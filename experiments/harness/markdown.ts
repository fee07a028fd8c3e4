/** Tables and numbers as Markdown, for reports that are computed. */
import { confidenceHalfWidth95, mean } from '../../src/numerics/statistics.ts';

/** A table; cells are written as they are. */
export function markdownTable(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;
  return [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n');
}

/** A mean over seeds with the half width of its 95 % interval; `-` where nothing was measured. */
export function meanOverSeeds(values: readonly number[], digits = 3): string {
  if (values.length === 0) return '-';
  const half = values.length < 2 ? '' : ` +- ${confidenceHalfWidth95(values).toFixed(digits)}`;
  return `${mean(values).toFixed(digits)}${half}`;
}
