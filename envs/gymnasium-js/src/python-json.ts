/** JSON as Python's `json.dumps` writes it: blanks after commas and colons, ASCII only, floats with a point. */

/** Marks a number that is a float in Python even where it is whole. */
export class PythonFloat {
  readonly value: number;

  constructor(value: number) {
    this.value = value;
  }

  toString(): string {
    return Number.isInteger(this.value) ? `${this.value}.0` : String(this.value);
  }
}

/** The JSON of plain data; typed arrays become lists, `undefined` becomes `null`. */
export function pythonJson(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(pythonJson).join(', ')}]`;
  if (ArrayBuffer.isView(value)) return pythonJson(Array.from(value as unknown as ArrayLike<number>));
  if (value instanceof PythonFloat) return value.toString();
  if (typeof value === 'object' && value !== null) {
    const entries = Object.entries(value).map(([key, part]) => `${pythonJson(key)}: ${pythonJson(part)}`);
    return `{${entries.join(', ')}}`;
  }
  const escaped = (letter: string) => `\\u${letter.charCodeAt(0).toString(16).padStart(4, '0')}`;
  return (JSON.stringify(value) ?? 'null').replace(/[\u007f-\uffff]/g, escaped);
}
