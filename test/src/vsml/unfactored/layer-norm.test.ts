/** LayerNorm of one message, and the parameters it adds to a rule. */
import { describe, expect, it } from 'vitest';
import { initialRule } from '../../../../src/vsml/rule.ts';
import { normaliseMessage } from '../../../../src/vsml/unfactored/layer-norm.ts';
import {
  initialUnfactoredParameters,
  unfactoredLayout,
  unfactoredParameterCount,
  viewUnfactoredRule,
} from '../../../../src/vsml/unfactored/unfactored-rule.ts';
import { smallShape } from './layer-cases.ts';

const paperShape = { ...smallShape, stateSize: 16, messageSize: 8 };
const ones = new Float32Array(4).fill(1);
const zeros = new Float32Array(4);

describe('LayerNorm of a message', () => {
  it('centres it and divides by its deviation', () => {
    const message = Float32Array.from([1, 2, 3, 6]);
    normaliseMessage(message, ones, zeros);
    // By hand: mean 3, mean square of the deviations -2, -1, 0, 3 is 14/4.
    const deviation = Math.sqrt(3.5 + 1e-5);
    [-2, -1, 0, 3].forEach((value, m) => {
      expect(message[m]).toBeCloseTo(value / deviation, 6);
    });
  });

  it('stretches and shifts each float as the rule says', () => {
    const message = Float32Array.from([-1, 1, -1, 1]);
    normaliseMessage(message, Float32Array.from([1, 2, 3, 4]), Float32Array.from([10, 20, 30, 40]));
    [10 - 1, 20 + 2, 30 - 3, 40 + 4].forEach((value, m) => {
      expect(message[m]).toBeCloseTo(value, 4);
    });
  });

  it('turns a message of equal floats into the offsets', () => {
    const message = new Float32Array(4).fill(0.7);
    const offset = Float32Array.from([1, -2, 3, -4]);
    normaliseMessage(message, ones, offset);
    expect([...message]).toEqual([...offset]);
  });

  it('leaves a message far smaller than sqrt(1e-5) small', () => {
    const message = Float32Array.from([1e-5, -1e-5, 1e-5, -1e-5]);
    normaliseMessage(message, ones, zeros);
    expect(message[0]).toBeCloseTo(1e-5 / Math.sqrt(1e-5), 5);
  });
});

describe('the parameters of a rule with LayerNorm', () => {
  it('are 4M more than the 2,384 of the paper', () => {
    expect(unfactoredParameterCount(paperShape, false)).toBe(2384);
    expect(unfactoredParameterCount(paperShape, true)).toBe(2416);
  });

  it('lie behind those of the rule, scales 1 and offsets 0 at the start', () => {
    const parameters = initialUnfactoredParameters(paperShape, true, 5);
    expect(parameters.subarray(0, 2384)).toEqual(initialRule(paperShape, 5).parameters);
    const behind = unfactoredLayout(paperShape, true).slice(-4);
    expect(behind.map(({ name, offset }) => [name, offset, parameters[offset]])).toEqual([
      ['forward_scale', 2384, 1],
      ['forward_offset', 2392, 0],
      ['backward_scale', 2400, 1],
      ['backward_offset', 2408, 0],
    ]);
  });

  it('are refused in a wrong number', () => {
    expect(() => viewUnfactoredRule(paperShape, true, new Float32Array(2384))).toThrow(
      'a rule of this shape with layerNorm has 2416 parameters, got 2384',
    );
  });

  it.each(['ownMessages', 'reward', 'coordinates'])('are refused for a shape with %s, naming it', (input) => {
    expect(() => unfactoredLayout({ ...paperShape, [input]: true }, true)).toThrow(input);
  });
});
