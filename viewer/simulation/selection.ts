/** Which synapses can be looked at in a simulation. */
import type { ReadyEvent, Selection } from './protocol.ts';

type Selectable = Pick<ReadyEvent, 'bodies' | 'layers' | 'stateSize'>;

/** The three fields with their limits; a society without synapses leaves layer and unit free. */
function limits({ bodies, layers, stateSize }: Selectable): ['body' | 'layer' | 'unit', number][] {
  if (layers.length === 0) return [['body', bodies]];
  return [
    ['body', bodies],
    ['layer', layers.length],
    ['unit', stateSize],
  ];
}

/** Throws a RangeError that names the field unless the selection exists. */
export function assertSelection(selection: Selection, simulation: Selectable): void {
  for (const [field, limit] of limits(simulation)) {
    const value = selection[field];
    if (Number.isInteger(value) && value >= 0 && value < limit) continue;
    throw new RangeError(`selected ${field} must be an integer from 0 to ${limit - 1}, got ${value}`);
  }
}

/** The nearest selection that exists, for one that outlasts the simulation it was made in. */
export function clampSelection(selection: Selection, simulation: Selectable): Selection {
  const clamped = { ...selection };
  for (const [field, limit] of limits(simulation)) clamped[field] = Math.min(selection[field], limit - 1);
  return clamped;
}
