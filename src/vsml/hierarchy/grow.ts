/**
 * Growing: every variable of a level is what a small LSTM holds after a few ticks. All copies run the same cell; each
 * hears the codes of its row and its column and the mean states of the copies there, and starts from zeros.
 * (The recursion that Kirsch & Schmidhuber 2021 propose in section 5; our realisation)
 *
 *   z_rc = row_r + column_c + W_h h_rc,   row_r = W (code_r, mean_c h_rc),   column_c = W' (code_c, mean_r h_rc) + bias
 *   i, g, f, o = split(z);  c = sigmoid(f) c + sigmoid(i) tanh(g);  h = sigmoid(o) tanh(c);   variable_rc = c_rc of unit 0
 */
import { sigmoid32, tanh32 } from '../../numerics/float32.ts';
import { gaussianAt } from '../../numerics/noise.ts';
import { STREAM } from '../../numerics/streams.ts';
import type { ParameterTensor } from '../rule-shape.ts';
import { type GrowthShape, growthLayout } from './growth-cell.ts';

const fround = Math.fround;
/** Codes are the same in all lives and for all seeds: they are places, not chance. */
const CODE_SEED = 0;

/** One tensor of the level below, seen as a sheet of copies. */
interface Sheet {
  readonly rows: number;
  readonly columns: number;
  readonly offset: number;
  /** `[rows, D]`, of the rows of this tensor. */
  readonly rowCodes: Float32Array;
  /** `[columns, D]`, the same in all tensors with as many columns: gates are gates in all of them. */
  readonly columnCodes: Float32Array;
}

function codes(places: number, size: number, axis: number): Float32Array {
  return Float32Array.from({ length: places * size }, (_, n) =>
    gaussianAt(CODE_SEED, STREAM.growthCode, axis, n),
  );
}

/** The sheets of a level; vectors are sheets of one row. */
export function sheetsOf(layout: readonly ParameterTensor[], codeSize: number): Sheet[] {
  return layout.map(({ shape, offset, length }, index) => {
    const columns = shape[shape.length - 1];
    const rows = length / columns;
    return {
      rows,
      columns,
      offset,
      rowCodes: codes(rows, codeSize, 2 * index),
      columnCodes: codes(columns, codeSize, 2 * columns + 1),
    };
  });
}

/** `terms[place] += weights^T values[place]` for every place, in order. */
function addProducts(terms: Float32Array, gates: number, weights: Float32Array, values: Float32Array): void {
  const width = weights.length / gates;
  for (let place = 0; place * width < values.length; place++) {
    for (let m = 0; m < width; m++) {
      const value = values[place * width + m];
      for (let gate = 0; gate < gates; gate++) {
        terms[place * gates + gate] += fround(weights[m * gates + gate] * value);
      }
    }
  }
}

/** Mean states along both axes of a sheet, `[rows, n]` and `[columns, n]`. */
function meanStates(
  { rows, columns }: Sheet,
  hidden: Float32Array,
  n: number,
): readonly [Float32Array, Float32Array] {
  const [ofRows, ofColumns] = [new Float32Array(rows * n), new Float32Array(columns * n)];
  for (let row = 0; row < rows; row++) {
    for (let column = 0; column < columns; column++) {
      for (let unit = 0; unit < n; unit++) {
        const value = hidden[(row * columns + column) * n + unit];
        ofRows[row * n + unit] += fround(value / columns);
        ofColumns[column * n + unit] += fround(value / rows);
      }
    }
  }
  return [ofRows, ofColumns];
}

/**
 * Replaces one copy's state: `updateSynapse` without its allocations, for there are hundreds of copies to grow.
 * @param z `[4n]`, gate terms of its row and column; W_h h is added here
 */
function tickCopy(
  n: number,
  z: Float32Array,
  ownWeights: Float32Array,
  hidden: Float32Array,
  cell: Float32Array,
  start: number,
): void {
  const gates = 4 * n;
  for (let unit = 0; unit < n; unit++) {
    const value = hidden[start + unit];
    for (let gate = 0; gate < gates; gate++) z[gate] += fround(ownWeights[unit * gates + gate] * value);
  }
  for (let unit = 0; unit < n; unit++) {
    const written = fround(sigmoid32(z[unit]) * tanh32(z[n + unit]));
    const kept = fround(sigmoid32(z[2 * n + unit]) * cell[start + unit]);
    cell[start + unit] = kept + written;
    hidden[start + unit] = sigmoid32(z[3 * n + unit]) * tanh32(cell[start + unit]);
  }
}

/** The variables of one sheet, written to `variables` from the sheet's offset on. */
function growSheet(
  { stateSize: n, ticks }: GrowthShape,
  cellTensors: ReadonlyMap<string, Float32Array>,
  sheet: Sheet,
  variables: Float32Array,
): void {
  const { rows, columns, offset } = sheet;
  const tensor = (name: string) => cellTensors.get(name)!;
  const gates = 4 * n;
  const copies = rows * columns;
  const [hidden, cell] = [new Float32Array(copies * n), new Float32Array(copies * n)];
  const [rowTerms, columnTerms] = [new Float32Array(rows * gates), new Float32Array(columns * gates)];
  const z = new Float32Array(gates);
  const ownWeights = tensor('hidden');
  for (let tick = 0; tick < ticks; tick++) {
    const [rowMeans, columnMeans] = meanStates(sheet, hidden, n);
    rowTerms.fill(0);
    addProducts(rowTerms, gates, tensor('row_code'), sheet.rowCodes);
    addProducts(rowTerms, gates, tensor('row_message'), rowMeans);
    for (let column = 0; column < columns; column++) columnTerms.set(tensor('bias'), column * gates);
    addProducts(columnTerms, gates, tensor('column_code'), sheet.columnCodes);
    addProducts(columnTerms, gates, tensor('column_message'), columnMeans);
    for (let copy = 0; copy < copies; copy++) {
      const row = Math.floor(copy / columns) * gates;
      const column = (copy % columns) * gates;
      for (let gate = 0; gate < gates; gate++) z[gate] = rowTerms[row + gate] + columnTerms[column + gate];
      tickCopy(n, z, ownWeights, hidden, cell, copy * n);
    }
  }
  for (let copy = 0; copy < copies; copy++) variables[offset + copy] = cell[copy * n];
}

/**
 * Makes the function that grows a level from the parameters of its cell.
 * @param layout of the level that is grown
 * @returns `(parameters, variables)`, which writes `variables`
 */
export function levelGrower(
  shape: GrowthShape,
  layout: readonly ParameterTensor[],
): (parameters: Float32Array, variables: Float32Array) => void {
  const sheets = sheetsOf(layout, shape.codeSize);
  return (parameters, variables) => {
    const tensors = new Map(
      growthLayout(shape).map(({ name, offset, length }) => [
        name,
        parameters.subarray(offset, offset + length),
      ]),
    );
    for (const sheet of sheets) growSheet(shape, tensors, sheet, variables);
  };
}
