/** Values as Python writes them, for messages that are to read like Gymnasium's and for its JSON. */

/** Whether a value is what Python calls a dictionary: an object without a class of its own. */
export function isDictionary(value: unknown): value is Readonly<Record<string, unknown>> {
  if (typeof value !== 'object' || value === null) return false;
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === Object.prototype || prototype === null;
}

/** Python's `repr`: `None`, `True`, `'text'`, `[1, 2]`, `{'key': 0.5}`; other objects by `String`. */
export function pythonText(value: unknown): string {
  if (value === null || value === undefined) return 'None';
  if (typeof value === 'boolean') return value ? 'True' : 'False';
  if (typeof value === 'string') {
    const quote = value.includes("'") && !value.includes('"') ? '"' : "'";
    return (
      quote + value.replaceAll('\\', '\\\\').replaceAll('\n', '\\n').replaceAll(quote, `\\${quote}`) + quote
    );
  }
  if (Array.isArray(value)) return `[${value.map(pythonText).join(', ')}]`;
  if (isDictionary(value)) {
    const entries = Object.entries(value).map(([key, part]) => `${pythonText(key)}: ${pythonText(part)}`);
    return `{${entries.join(', ')}}`;
  }
  return String(value);
}

/** A shape as a tuple: `(3,)`, `(2, 4)`. */
export function tupleText(sizes: ArrayLike<number>): string {
  return sizes.length === 1 ? `(${sizes[0]},)` : `(${Array.from(sizes).join(', ')})`;
}

/** The kind of a value in words: `null`, `number`, `Array` or the name of its class. */
export function typeText(value: unknown): string {
  if (value === null) return 'null';
  if (typeof value !== 'object') return typeof value;
  return value.constructor?.name ?? 'object';
}

/** `maxEpisodeSteps` to `max_episode_steps`, as arguments are called in Python. */
export function snakeCase(name: string): string {
  return name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}

/** `max_episode_steps` to `maxEpisodeSteps`, as arguments are called here. */
export function camelCase(name: string): string {
  return name.replace(/(?<=[a-z0-9])_([a-z])/g, (_, letter: string) => letter.toUpperCase());
}
