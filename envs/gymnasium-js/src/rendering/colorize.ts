/** Coloured text for terminals (gymnasium/utils/colorize.py). */

const CODES = {
  gray: 30,
  red: 31,
  green: 32,
  yellow: 33,
  blue: 34,
  magenta: 35,
  cyan: 36,
  white: 37,
  crimson: 38,
} as const;

/** Names of terminal colours. */
export type ColorName = keyof typeof CODES;

/** @param options `highlight` colours the background in place of the letters */
export function colorize(text: string, color: ColorName, { bold = false, highlight = false } = {}): string {
  const code = CODES[color] + (highlight ? 10 : 0);
  return `\u001b[${code}${bold ? ';1' : ''}m${text}\u001b[0m`;
}
