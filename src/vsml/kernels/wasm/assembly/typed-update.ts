/** The update of synapses of several types: type by type, each with gate terms of its own, two synapses at a time. */
import * as D from './descriptor';
import { field } from './descriptor';
import { gateColumn, gateRow } from './gate-terms';
import { updateApart } from './update';

/** Column terms of the outputs that have a synapse of the type. */
function typeColumns(d: usize, body: usize, type: usize): void {
  const inputs = field(d, D.INPUTS);
  const outputs = field(d, D.OUTPUTS);
  const types = field(d, D.TYPES);
  for (let b: usize = 0; b < outputs; b++) {
    for (let a: usize = 0; a < inputs; a++) {
      if (<usize>load<u32>(types + ((a * outputs + b) << 2)) == type) {
        gateColumn(d, body, b);
        break;
      }
    }
  }
}

/** One tick of the synapses of a type in one body, in memory order; `d` is the type's descriptor. */
function updateType(d: usize, body: usize, type: usize): void {
  const inputs = field(d, D.INPUTS);
  const outputs = field(d, D.OUTPUTS);
  const stateBytes = field(d, D.STATE_SIZE) << 2;
  const gateBytes = stateBytes << 2;
  const columns = field(d, D.COLUMNS);
  const packed = field(d, D.PACKED_HIDDEN_WEIGHTS);
  const scratch = field(d, D.SCRATCH);
  const first = body * inputs * outputs * stateBytes;
  let type_ = field(d, D.TYPES);
  let hidden = field(d, D.HIDDEN) + first;
  let cell = field(d, D.CELL) + first;
  let row = field(d, D.ROWS);
  let waiting: usize = 0;
  let waitingRow: usize = 0;
  let waitingColumn: usize = 0;
  let waitingCell: usize = 0;
  typeColumns(d, body, type);
  for (let a: usize = 0; a < inputs; a++) {
    let rowReady = false;
    for (let b: usize = 0; b < outputs; b++) {
      if (<usize>load<u32>(type_) == type) {
        if (!rowReady) gateRow(d, body, a);
        rowReady = true;
        const column = columns + b * gateBytes;
        if (waiting) {
          updateApart(
            waitingRow, waitingColumn, waiting, waitingCell, row, column, hidden, cell, packed, stateBytes, scratch,
          );
          waiting = 0;
        } else {
          waiting = hidden;
          waitingRow = row;
          waitingColumn = column;
          waitingCell = cell;
        }
      }
      type_ += 4;
      hidden += stateBytes;
      cell += stateBytes;
    }
    row += gateBytes;
  }
  if (waiting) {
    updateApart(
      waitingRow, waitingColumn, waiting, waitingCell, waitingRow, waitingColumn, waiting, waitingCell,
      packed, stateBytes, scratch,
    );
  }
}

/** One tick of a layer, all bodies; `d` is the first of the rule's descriptors. */
export function updateTyped(d: usize): void {
  const typeCount = field(d, D.TYPE_COUNT);
  const bodies = field(d, D.BODIES);
  for (let body: usize = 0; body < bodies; body++) {
    for (let type: usize = 0; type < typeCount; type++) updateType(d + type * D.SIZE, body, type);
  }
}
