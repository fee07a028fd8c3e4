/** Numbers and arrays as NumPy's `str` writes them, for messages and string forms equal to Gymnasium's. */
import { bitsOf, castTo, type ElementType, isFloat, kindOf } from './element-types.ts';
import { sizeOf } from './nd-array.ts';

/** Digits after the point at most. */
const PRECISION = 8;
const LINE_WIDTH = 75;
/** Larger arrays are printed by their edges. */
const SUMMARY_FROM = 1000;
const EDGE_ITEMS = 3;

/** The number of fewest digits that names a float of its type. */
function shortest(value: number, type: ElementType): number {
  for (let digits = 0; type !== 'float64' && digits < 9; digits++) {
    const [whole, fraction, exponent] = exactParts(value, digits);
    const short = Number(`${whole}.${fraction}e${exponent}`);
    if (castTo(type, short) === value) return short;
  }
  return value;
}

/** Scientific form with an exponent of two digits at least, and the sign of -0, which JavaScript drops. */
function scientific(value: number, digits?: number): string {
  const text = value.toExponential(digits).replace(/e([+-])(\d)$/, 'e$10$2');
  return Object.is(value, -0) ? `-${text}` : text;
}

/** Fixed notation of a number that JavaScript might write with an exponent; the point always stands. */
function positional(value: number): string {
  const text = Object.is(value, -0) ? '-0' : String(value);
  const match = /^(-?)(\d)(?:\.(\d+))?e([+-]\d+)$/.exec(text);
  if (match === null) return text.includes('.') ? text : `${text}.`;
  const [, sign, first, rest = '', exponent] = match;
  const digits = first + rest;
  const point = 1 + Number(exponent);
  if (point <= 0) return `${sign}0.${'0'.repeat(-point)}${digits}`;
  return `${sign}${digits.padEnd(point, '0')}.`;
}

/** An integer of a type; the ends of 64 bits, which float64 cannot hold, are what was meant. */
function integerText(value: number, type: ElementType): string {
  if (!Number.isFinite(value)) return specialText(value);
  const unsigned = kindOf(type) === 'u';
  if (bitsOf(type) < 64) return String(value);
  const largest = unsigned ? 2n ** 64n - 1n : 2n ** 63n - 1n;
  const exact = BigInt(Math.trunc(value));
  return String(exact > largest ? largest : exact);
}

function specialText(value: number): string {
  return Number.isNaN(value) ? 'nan' : value > 0 ? 'inf' : '-inf';
}

/** From these sizes on a single float is written with an exponent. */
const SCALAR_EXPONENT_FROM: Readonly<Record<string, number>> = { float16: 1e3, float32: 1e6, float64: 1e16 };

/** One number as NumPy writes a scalar: floats with a point; large and very small ones with an exponent. */
export function scalarText(value: number, type: ElementType): string {
  if (type === 'bool') return value === 0 ? 'False' : 'True';
  if (!isFloat(type)) return integerText(value, type);
  if (!Number.isFinite(value)) return specialText(value);
  const short = shortest(value, type);
  const size = Math.abs(short);
  if (size !== 0 && (size >= SCALAR_EXPONENT_FROM[type] || size < 1e-4)) return scientific(short);
  const text = positional(short);
  return text.endsWith('.') ? `${text}0` : text;
}

/** `text` without zeros at the end of its fraction. */
function trimmed(text: string): string {
  return text.replace(/0+$/, '');
}

/** Enough digits to see that what follows a 5 is nothing. */
const EXACT_DIGITS = 60;

/** A mantissa or number with `digits` digits after the point; JavaScript rounds ties up, NumPy to even. */
function tiesToEven(rounded: string, exact: string, digits: number): string {
  const kept = exact.indexOf('.') + digits + 1;
  const isTie = /^50*$/.test(exact.slice(kept));
  const isOdd = '13579'.includes(rounded[rounded.length - 1]);
  return isTie && isOdd ? exact.slice(0, kept) : rounded;
}

/** At most `PRECISION` digits after the point. */
function fixedText(value: number, type: ElementType): string {
  const text = positional(shortest(value, type));
  if (text.length - text.indexOf('.') - 1 <= PRECISION) return text;
  return trimmed(tiesToEven(value.toFixed(PRECISION), value.toFixed(EXACT_DIGITS), PRECISION));
}

/** Whole part, fraction and exponent of the scientific form, with `digits` digits after the point. */
function exactParts(value: number, digits: number): [whole: string, fraction: string, exponent: string] {
  const [rounded, exponent] = scientific(value, digits).split('e');
  const [exact] = scientific(value, EXACT_DIGITS).split('e');
  const [whole, fraction = ''] = (digits === 0 ? rounded : tiesToEven(rounded, exact, digits)).split('.');
  return [whole, fraction, exponent];
}

/** The same with as few digits as name the number, but `PRECISION` at most. */
function scientificParts(
  value: number,
  type: ElementType,
): [whole: string, fraction: string, exponent: string] {
  const [mantissa, exponent] = scientific(shortest(value, type)).split('e');
  const [whole, fraction = ''] = mantissa.split('.');
  if (fraction.length <= PRECISION) return [whole, fraction, exponent];
  const [roundedWhole, roundedFraction, roundedExponent] = exactParts(value, PRECISION);
  return [roundedWhole, trimmed(roundedFraction), roundedExponent];
}

/** Beyond these sizes an array of floats is written with exponents. */
const EXPONENT_FROM: Readonly<Record<string, number>> = { float16: 1e3, float32: 1e6, float64: 1e8 };

/** A function that writes each element of an array, all equally wide. */
function elementWriter(data: ArrayLike<number>, type: ElementType): (value: number) => string {
  const values = Array.from(data);
  if (type === 'bool') return (value) => (value === 0 ? 'False' : ' True');
  if (!isFloat(type)) {
    const width = Math.max(...values.map((value) => integerText(value, type).length));
    return (value) => integerText(value, type).padStart(width);
  }
  const finite = values.filter(Number.isFinite);
  const sizes = finite.filter((value) => value !== 0).map(Math.abs);
  const largest = Math.max(...sizes);
  const smallest = Math.min(...sizes);
  const exponents =
    sizes.length > 0 &&
    (largest >= EXPONENT_FROM[type] || smallest < 1e-4 || castTo(type, largest / smallest) > 1000);
  const write = exponents ? scientificWriter(finite, type) : fixedWriter(finite, type);
  const widths = values.map((value) => (Number.isFinite(value) ? write(value) : specialText(value)).length);
  const width = Math.max(...widths);
  return (value) => (Number.isFinite(value) ? write(value) : specialText(value)).padStart(width);
}

function scientificWriter(values: readonly number[], type: ElementType): (value: number) => string {
  const parts = values.map((value) => scientificParts(value, type));
  const digits = Math.max(...parts.map(([, fraction]) => fraction.length));
  const left = Math.max(...parts.map(([whole]) => whole.length));
  const exponentDigits = Math.max(...parts.map(([, , exponent]) => exponent.length - 1));
  return (value) => {
    const short = scientificParts(value, type);
    // What lacks digits is not filled with zeros but written exactly.
    const [whole, fraction, exponent] = short[1].length < digits ? exactParts(value, digits) : short;
    const power = exponent[0] + exponent.slice(1).padStart(exponentDigits, '0');
    return `${whole.padStart(left)}.${fraction}e${power}`;
  };
}

function fixedWriter(values: readonly number[], type: ElementType): (value: number) => string {
  const texts = values.map((value) => fixedText(value, type).split('.'));
  const left = Math.max(0, ...texts.map(([whole]) => whole.length));
  const right = Math.max(0, ...texts.map(([, fraction]) => fraction.length));
  return (value) => {
    const [whole, fraction] = fixedText(value, type).split('.');
    return `${whole.padStart(left)}.${fraction.padEnd(right)}`;
  };
}

/** Indices of an axis that are printed; null stands for those left out. */
function shownIndices(length: number, summary: boolean): (number | null)[] {
  const all = Array.from({ length }, (_, n) => n);
  if (!summary || length <= 2 * EDGE_ITEMS) return all;
  return [...all.slice(0, EDGE_ITEMS), null, ...all.slice(length - EDGE_ITEMS)];
}

/** The offsets in C order of all elements that are printed. */
function shownOffsets(shape: readonly number[], summary: boolean): number[] {
  return shape.reduce<number[]>(
    (offsets, length) =>
      offsets.flatMap((offset) =>
        shownIndices(length, summary).flatMap((n) => (n === null ? [] : [offset * length + n])),
      ),
    [0],
  );
}

/** An array as NumPy prints it: `[0.  1.5]`, rows under each other, lines of at most 75 characters. */
export function arrayText(data: ArrayLike<number>, shape: readonly number[], type: ElementType): string {
  if (shape.length === 0) return scalarText(data[0], type);
  if (data.length === 0) return '[]';
  const summary = data.length > SUMMARY_FROM;
  const shown = shownOffsets(shape, summary).map((offset) => data[offset]);
  const write = elementWriter(shown, type);

  function rows(axis: number, offset: number, indent: string, width: number): string {
    const indices = shownIndices(shape[axis], summary);
    const rowSize = sizeOf(shape.slice(axis + 1));
    if (axis < shape.length - 1) {
      const texts = indices.map((n) =>
        n === null ? '...' : rows(axis + 1, offset + n * rowSize, `${indent} `, width - 1),
      );
      const separator = '\n'.repeat(shape.length - axis - 1) + indent;
      return `[${texts.join(separator)}]`;
    }
    let text = '';
    let line = indent;
    for (const n of indices) {
      const word = n === null ? '...' : write(data[offset + n]);
      if (line.length + word.length > width - 1 && line.length > indent.length) {
        text += `${line.trimEnd()}\n`;
        line = indent;
      }
      line += `${word} `;
    }
    return `[${(text + line.slice(0, -1)).slice(indent.length)}]`;
  }
  return rows(0, 0, ' ', LINE_WIDTH);
}
