/** Which type a synapse is of: evenly mixed at every size, or each its own. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { assignTypes, typeCount } from '../../agents/vsml/type-assignment.ts';

const layer = (inputs: number, outputs: number) => ({
  inputs,
  outputs,
  types: new Uint32Array(inputs * outputs),
});

/** How many synapses of each type a unit has. */
const census = (own: readonly number[], types: number) =>
  Array.from({ length: types }, (_, type) => own.filter((value) => value === type).length);

describe('types of synapses', () => {
  it('every unit hears all types as evenly as its number of synapses allows', () => {
    const sizes = fc.integer({ min: 1, max: 12 });
    fc.assert(
      fc.property(sizes, sizes, sizes, (inputs, outputs, types) => {
        const only = layer(inputs, outputs);
        assignTypes([only], types);
        const column = (b: number) => Array.from({ length: inputs }, (_, a) => only.types[a * outputs + b]);
        const row = (a: number) => [...only.types.subarray(a * outputs, (a + 1) * outputs)];
        const units = [
          ...Array.from({ length: outputs }, (_, b) => column(b)),
          ...Array.from({ length: inputs }, (_, a) => row(a)),
        ];
        for (const unit of units) {
          const counts = census(unit, types);
          expect(Math.max(...counts) - Math.min(...counts)).toBeLessThanOrEqual(1);
        }
      }),
    );
  });

  it('a type for each synapse is numbered through all layers', () => {
    const layers = [layer(3, 2), layer(2, 4)];
    assignTypes(layers, 'synapse');
    expect(layers.flatMap(({ types }) => [...types])).toEqual([...Array(14).keys()]);
    expect(typeCount('synapse', [3, 2, 4])).toBe(14);
  });
});
