/** The big matrix: sparse, made of the rule's numbers only, and the same network. */
import { describe, expect, it } from 'vitest';
import { compare } from '../../../experiments/equivalence/equivalence.ts';
import { BLOCK, bigMatrix } from '../../../experiments/equivalence/recurrent-network.ts';
import { initialRule } from '../../../src/vsml/rule.ts';

const shape = {
  stateSize: 4,
  messageSize: 2,
  ownMessages: false,
  reward: false,
  coordinates: false,
  gateOffset: 1,
};

describe('a VSML network as one matrix', () => {
  it.each([[[3, 2]], [[4, 3, 2]], [[2, 3, 2, 3]]])('%j: predicts what the kernel predicts', async (sizes) => {
    const result = await compare({ key: 'test', seed: 7, sizes, examples: 20 });
    expect(result.largestPrediction).toBeGreaterThan(0.1);
    expect(result.largestDifference).toBeLessThan(1e-5);
  });

  it('repeats one block along the diagonal: the rule of every synapse', () => {
    const { parameters } = initialRule(shape, 1);
    const { values, columns, synapses } = bigMatrix(shape, parameters, [3, 2]);
    const block = (synapse: number) =>
      Array.from({ length: 16 }, (_, gate) =>
        [...values.subarray((synapse * 16 + gate) * columns + synapse * 4).slice(0, 4)].map(Math.fround),
      );
    for (let synapse = 1; synapse < synapses; synapse++) expect(block(synapse)).toEqual(block(0));
  });

  it('a synapse hears only synapses that share a unit with it', () => {
    const { blocks, synapses } = bigMatrix(shape, initialRule(shape, 1).parameters, [2, 3, 2]);
    const width = synapses + 3;
    // Synapse (a, b) of the first layer is number 3 a + b; (b, c) of the second is 6 + 2 b + c.
    for (let a = 0; a < 2; a++) {
      for (let b = 0; b < 3; b++) {
        const heard = [...blocks.subarray((3 * a + b) * width, (3 * a + b) * width + synapses)];
        const expected = heard.map((_, from) =>
          from === 3 * a + b
            ? BLOCK.own
            : from >= 6 && Math.floor((from - 6) / 2) === b
              ? BLOCK.above
              : BLOCK.none,
        );
        expect(heard).toEqual(expected);
      }
    }
  });
});
