/** Where words go: results to standard output, everything else to standard error; with `--json` one object and nothing more. */
import Table from 'cli-table3';

/** A remark for a person. */
export function say(text: string): void {
  process.stderr.write(`${text}\n`);
}

/** A result: the object as JSON on standard output, or the text; with `json` the text still goes to standard error. */
export function deliver(json: boolean | undefined, result: unknown, text: string): void {
  if (json) {
    process.stderr.write(text === '' ? '' : `${text}\n`);
    process.stdout.write(
      `${JSON.stringify(result, (_key, value) => (Number.isNaN(value) ? null : value))}\n`,
    );
  } else {
    process.stdout.write(`${text}\n`);
  }
}

const BORDERLESS = {
  top: '',
  'top-mid': '',
  'top-left': '',
  'top-right': '',
  bottom: '',
  'bottom-mid': '',
  'bottom-left': '',
  'bottom-right': '',
  left: '',
  'left-mid': '',
  mid: '',
  'mid-mid': '',
  right: '',
  'right-mid': '',
  middle: '  ',
};

/** A plain table; all columns but the first are set flush right. */
export function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const grid = new Table({
    head: [...head],
    chars: BORDERLESS,
    style: { head: [], border: [], 'padding-left': 0, 'padding-right': 0 },
    colAligns: head.map((_, column) => (column === 0 ? 'left' : 'right')),
  });
  for (const row of rows) grid.push([...row]);
  return grid.toString();
}

/** A mean with its interval. */
export function interval({ mean, ci95 }: { readonly mean: number; readonly ci95: number }): string {
  return `${mean.toFixed(2)} +- ${ci95.toFixed(2)}`;
}
