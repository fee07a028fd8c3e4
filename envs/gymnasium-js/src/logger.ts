/** Warnings to the user: each text once, in yellow where a terminal shows it (gymnasium/logger.py). */

/** Python's categories of warnings, which Gymnasium's callers tell apart. */
export type WarningCategory = 'UserWarning' | 'DeprecationWarning';
/** What a handler of warnings is given; texts begin with `WARN: ` or `ERROR: `. */
export interface LoggedWarning {
  readonly category: WarningCategory;
  readonly message: string;
}
export type WarningHandler = (warning: LoggedWarning) => void;
/** How much is logged: everything, errors only, nothing. */
export type LogLevel = 'warn' | 'error' | 'off';

const YELLOW = 33;
const RED = 31;
const printed = new Set<string>();
let level: LogLevel = 'warn';
let handler: WarningHandler = printOnce;

function printOnce({ category, message }: LoggedWarning): void {
  const line = `${category}: ${message}`;
  if (printed.has(line)) return;
  printed.add(line);
  const inBrowser = typeof globalThis.document === 'object';
  const color = message.startsWith('ERROR') ? RED : YELLOW;
  console.warn(inBrowser ? line : `\u001b[${color}m${line}\u001b[0m`);
}

/** Warns of something that works but is probably not meant. */
export function warn(message: string, category: WarningCategory = 'UserWarning'): void {
  if (level === 'warn') handler({ category, message: `WARN: ${message}` });
}

/** Warns of something that works now and will not for ever. */
export function deprecation(message: string): void {
  warn(message, 'DeprecationWarning');
}

/** Tells of an error that does not stop the program. */
export function error(message: string): void {
  if (level !== 'off') handler({ category: 'UserWarning', message: `ERROR: ${message}` });
}

/** Chooses how much is logged. */
export function setLevel(newLevel: LogLevel): void {
  level = newLevel;
}

/**
 * Sends warnings elsewhere: a handler gets every one of them, repeated ones too. Without a handler they are
 * printed, each text once.
 */
export function setHandler(newHandler: WarningHandler = printOnce): void {
  handler = newHandler;
}

/** Runs `action` and returns what it returned with all that it warned of, none of which is printed. */
export function catchWarnings<Result>(action: () => Result): [result: Result, warnings: LoggedWarning[]] {
  const warnings: LoggedWarning[] = [];
  const before = handler;
  handler = (warning) => warnings.push(warning);
  try {
    return [action(), warnings];
  } finally {
    handler = before;
  }
}
