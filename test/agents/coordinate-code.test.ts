/** What a synapse is told of where and when it is. */
import { describe, expect, it } from 'vitest';
import { type CoordinateCode, writeCode, writeTime } from '../../agents/vsml/coordinate-code.ts';

/** A network of 2 inputs, 2 hidden units, 4 outputs. */
const network = () => [
  { inputPositions: new Float32Array(2), outputPositions: new Float32Array(4) },
  { inputPositions: new Float32Array(2), outputPositions: new Float32Array(8) },
];

const coded = (code: CoordinateCode, seed = 1) => {
  const layers = network();
  writeCode(layers, code, seed);
  return layers.map(({ inputPositions, outputPositions }) => ({
    inputs: [...inputPositions],
    outputs: [...outputPositions.filter((_, n) => n % 2 === 0)],
    layer: [...new Set(outputPositions.filter((_, n) => n % 2 === 1))],
  }));
};

describe('a coordinate code', () => {
  it('of places counts inputs, outputs and layers up to 1', () => {
    expect(coded('place')).toEqual([
      { inputs: [0.5, 1], outputs: [0.5, 1], layer: [0.5] },
      { inputs: [0.5, 1], outputs: [0.25, 0.5, 0.75, 1], layer: [1] },
    ]);
  });

  it('of positions leaves the layer out, of layers the positions, and none both', () => {
    const [place, position, layer, none] = (['place', 'position', 'layer', 'none'] as const).map(
      (code) => coded(code)[1],
    );
    expect(position).toEqual({ ...place, layer: [0] });
    expect(layer).toEqual({ ...none, layer: place.layer });
    expect(none).toEqual({ inputs: [0, 0], outputs: [0, 0, 0, 0], layer: [0] });
  });

  it('at random is of a unit, whichever side it is heard from, and the same in every life', () => {
    const [first, second] = coded('random');
    expect(second.inputs).toEqual(first.outputs);
    expect(new Set([...first.inputs, ...first.outputs, ...second.outputs]).size).toBe(8);
    expect(coded('random', 2)).toEqual(coded('random', 1));
  });

  it('drawn afresh differs from life to life', () => {
    expect(coded('fresh', 2)).not.toEqual(coded('fresh', 1));
    expect(coded('fresh', 2)).toEqual(coded('fresh', 2));
  });

  it('of time starts at 0, is half way at its scale, and never arrives', () => {
    const layers = network();
    writeCode(layers, 'time', 1);
    const time = () => [...layers[1].outputPositions].slice(0, 4);
    expect(time()).toEqual([0, 0, 0, 0]);
    writeTime(layers, 40, 40);
    expect(time()).toEqual([0, 0.5, 0, 0.5]);
    writeTime(layers, 4000, 40);
    expect(time()[1]).toBeGreaterThan(0.98);
    expect(time()[1]).toBeLessThan(1);
  });
});
