/**
 * Which arguments the `reset` of an environment looks at, read from its source as Python's Gymnasium reads the
 * signature: the names that it takes out of its argument, or all when it takes the argument as a whole.
 */
import { deprecation, warn } from './logger.ts';
import { pythonText } from './python-text.ts';

/** What was found. */
export interface ResetParameters {
  readonly seed: boolean;
  readonly options: boolean;
  /** Whether there is the `return_info` of long ago. */
  readonly returnInfo: boolean;
  /** The default of the seed as Python writes it, null when it is none, as it should be. */
  readonly defaultSeed: string | null;
}

const EVERYTHING: ResetParameters = { seed: true, options: true, returnInfo: false, defaultSeed: null };
const NOTHING: ResetParameters = { seed: false, options: false, returnInfo: false, defaultSeed: null };
const NONE = new Set(['null', 'undefined', 'void 0']);
const CLOSING: Readonly<Record<string, string>> = { '(': ')', '[': ']', '{': '}' };

/** The parts of a text between commas that stand in no bracket and no string, from the place after `begin` on. */
function partsInside(source: string, begin: number): string[] {
  const open = [CLOSING[source[begin]]];
  const parts = [''];
  let quote = '';
  for (let place = begin + 1; place < source.length && open.length > 0; place++) {
    const letter = source[place];
    if (quote !== '') quote = letter === quote && source[place - 1] !== '\\' ? '' : quote;
    else if ('\'"`'.includes(letter)) quote = letter;
    else if (letter in CLOSING) open.push(CLOSING[letter]);
    else if (letter === open.at(-1)) open.pop();
    else if (letter === ',' && open.length === 1) {
      parts.push('');
      continue;
    }
    if (open.length > 0) parts[parts.length - 1] += letter;
  }
  return parts.map((part) => part.trim()).filter((part) => part !== '');
}

function valueText(code: string): string | null {
  if (NONE.has(code)) return null;
  const [, text] = /^['"](.*)['"]$/.exec(code) ?? [];
  return text === undefined ? code : pythonText(text);
}

/** @param reset the method; of one without readable source it is taken that it looks at everything */
export function resetParameters(reset: unknown): ResetParameters {
  const source = String(reset).replace(/\/\*[\s\S]*?\*\/|\/\/.*/g, '');
  const begin = source.indexOf('(');
  if (begin < 0 || /^(async\s+)?\w+\s*=>/.test(source) || source.includes('[native code]')) return EVERYTHING;
  const [first] = partsInside(source, begin);
  if (first === undefined) return /\barguments\b/.test(source) ? EVERYTHING : NOTHING;
  if (!first.startsWith('{')) return EVERYTHING;
  const names = partsInside(first, 0);
  if (names.some((name) => name.startsWith('...'))) return EVERYTHING;
  const defaults = new Map(
    names.map((name) => {
      const [, key = '', value = 'undefined'] =
        /^([\w$]+)(?:\s*:\s*[\w$]+)?(?:\s*=\s*([\s\S]*))?$/.exec(name) ?? [];
      return [key, value];
    }),
  );
  return {
    seed: defaults.has('seed'),
    options: defaults.has('options'),
    returnInfo: defaults.has('returnInfo') || defaults.has('return_info'),
    defaultSeed: valueText(defaults.get('seed') ?? 'undefined'),
  };
}

/** Warns where `reset` looks at no seed, at no options, or has a default seed. */
export function warnOfResetParameters(reset: unknown): void {
  const { seed, options, defaultSeed } = resetParameters(reset);
  if (!seed) {
    deprecation(
      'Current gymnasium version requires that `Env.reset` can be passed a `seed` instead of using `Env.seed` for resetting the environment random number generator.',
    );
  } else if (defaultSeed !== null) {
    warn(
      `The default seed argument in \`Env.reset\` should be \`None\`, otherwise the environment will by default always be deterministic. Actual default: seed=${defaultSeed}`,
    );
  }
  if (!options) {
    deprecation(
      'Current gymnasium version requires that `Env.reset` can be passed `options` to allow the environment initialisation to be passed additional information.',
    );
  }
}
