/** Variables that are grown from those of a smaller cell. */
import { describe, expect, it } from 'vitest';
import { sigmoid32, tanh32 } from '../../../../src/numerics/float32.ts';
import { levelGrower, sheetsOf } from '../../../../src/vsml/hierarchy/grow.ts';
import {
  type GrowthShape,
  growthLayout,
  growthParameterCount,
  initialGrowthParameters,
} from '../../../../src/vsml/hierarchy/growth-cell.ts';
import { parameterLayout, type RuleShape } from '../../../../src/vsml/rule-shape.ts';

const ruleShape: RuleShape = {
  stateSize: 4,
  messageSize: 2,
  ownMessages: false,
  reward: false,
  coordinates: false,
  gateOffset: 2,
};
const shape: GrowthShape = { stateSize: 2, codeSize: 3, ticks: 2 };
const layout = parameterLayout(ruleShape);
const last = layout.at(-1)!;
const count = last.offset + last.length;

function grown(parameters: Float32Array, own = shape): Float32Array {
  const variables = new Float32Array(count).fill(Number.NaN);
  levelGrower(own, layout)(parameters, variables);
  return variables;
}

describe('a growth cell', () => {
  it('has 4n (2 (D + n) + n + 1) parameters', () => {
    // n = 2, D = 3 by hand: codes 2 x 3 x 8, messages 2 x 2 x 8, hidden 2 x 8, bias 8.
    expect(growthParameterCount(shape)).toBe(48 + 32 + 16 + 8);
    expect(growthParameterCount({ ...shape, stateSize: 1, codeSize: 12 })).toBe(4 * (2 * 13 + 2));
  });

  it('starts from random numbers of the seed, with biases of 0', () => {
    expect(initialGrowthParameters(shape, 1)).toEqual(initialGrowthParameters(shape, 1));
    expect(initialGrowthParameters(shape, 1)).not.toEqual(initialGrowthParameters(shape, 2));
    const bias = growthLayout(shape).find(({ name }) => name === 'bias')!;
    const parameters = initialGrowthParameters(shape, 1);
    expect([...parameters.subarray(bias.offset)]).toEqual(new Array(bias.length).fill(0));
  });
});

describe('growing', () => {
  it('writes every variable of the level below, and different ones', () => {
    const variables = grown(initialGrowthParameters(shape, 1));
    expect(variables.every(Number.isFinite)).toBe(true);
    expect(new Set(variables).size).toBeGreaterThan(0.9 * count);
  });

  it('gives the same variables to the same parameters, and others to others', () => {
    expect(grown(initialGrowthParameters(shape, 1))).toEqual(grown(initialGrowthParameters(shape, 1)));
    expect(grown(initialGrowthParameters(shape, 1))).not.toEqual(grown(initialGrowthParameters(shape, 2)));
  });

  it('in one tick is the LSTM of the codes of row and column', () => {
    const own = { ...shape, ticks: 1 };
    const parameters = initialGrowthParameters(own, 3);
    const [rowCode, columnCode] = growthLayout(own).map(({ offset, length }) =>
      parameters.subarray(offset, offset + length),
    );
    const sheet = sheetsOf(layout, own.codeSize)[0];
    const [row, column, gates] = [1, 5, 4 * own.stateSize];
    const gate = (index: number) => {
      let z = 0;
      for (let d = 0; d < own.codeSize; d++) {
        z += rowCode[d * gates + index] * sheet.rowCodes[row * own.codeSize + d];
        z += columnCode[d * gates + index] * sheet.columnCodes[column * own.codeSize + d];
      }
      return z;
    };
    const expected = sigmoid32(gate(0)) * tanh32(gate(own.stateSize));
    expect(grown(parameters, own)[sheet.offset + row * sheet.columns + column]).toBeCloseTo(expected, 5);
  });

  it('lets copies hear each other from the second tick on', () => {
    const parameters = initialGrowthParameters(shape, 4);
    const deaf = parameters.slice();
    for (const { name, offset, length } of growthLayout(shape)) {
      if (name.endsWith('_message')) deaf.fill(0, offset, offset + length);
    }
    const once = { ...shape, ticks: 1 };
    expect(grown(deaf, once)).toEqual(grown(parameters, once));
    expect(grown(deaf)).not.toEqual(grown(parameters));
  });

  it('tells gates apart in all tensors alike: columns of one count share their codes', () => {
    const [forward, backward] = sheetsOf(layout, shape.codeSize);
    expect(backward.columnCodes).toEqual(forward.columnCodes);
    expect(backward.rowCodes).not.toEqual(forward.rowCodes);
  });
});
