/**
 * One micro tick of a convolution of copies, written from the equations in doubles: every copy is an LSTM with the
 * input [forward message, backward message, hidden state], and every unit gathers what is meant for it. A dense
 * layer is the case of one pixel and one tap. What the layers are compared with.
 */
import type { ConvolutionSize } from '../../../../src/vsml/unfactored/convolution-layer.ts';
import type { Reduction, UnfactoredLayer } from '../../../../src/vsml/unfactored/unfactored-layer.ts';
import type { UnfactoredRule } from '../../../../src/vsml/unfactored/unfactored-rule.ts';

type Vector = readonly number[];
export type LayerNumbers = Pick<
  Record<keyof UnfactoredLayer, Vector>,
  'forwardOut' | 'backwardOut' | 'hidden' | 'cell'
>;

const sigmoid = (x: number) => 1 / (1 + Math.exp(-x));
const range = (length: number) => Array.from({ length }, (_, n) => n);
const meanOf = (values: Vector) => values.reduce((sum, value) => sum + value, 0) / values.length;
/** Element by element. */
const sumOf = (vectors: readonly Vector[], length: number): number[] =>
  range(length).map((n) => vectors.reduce((sum, vector) => sum + vector[n], 0));

export function naiveTick(
  rule: UnfactoredRule,
  size: ConvolutionSize,
  reduction: Reduction,
  layer: UnfactoredLayer,
): LayerNumbers {
  const { stateSize: N, messageSize: M, gateOffset } = rule.shape;
  const { height, width, kernel, stride, inputChannels: I, outputChannels: O } = size;
  const tensor = (name: string): Vector => [...rule.tensors.get(name)!];
  const part = (values: Float32Array, index: number, length: number): Vector => [
    ...values.subarray(index * length, (index + 1) * length),
  ];
  const weights = [...tensor('forward'), ...tensor('backward'), ...tensor('hidden')];

  const lstm = (forward: Vector, backward: Vector, h: Vector, c: Vector) => {
    const heard = [...forward, ...backward, ...h];
    const z = tensor('bias').map((bias, gate) =>
      heard.reduce((sum, value, from) => sum + value * weights[from * 4 * N + gate], bias),
    );
    const cell = c.map(
      (value, n) =>
        sigmoid(z[2 * N + n] + gateOffset) * value + sigmoid(z[n] - gateOffset) * Math.tanh(z[N + n]),
    );
    return { cell, hidden: cell.map((value, n) => sigmoid(z[3 * N + n]) * Math.tanh(value)) };
  };
  const messageOf = (direction: string, h: Vector, count: number): Vector => {
    const share = reduction === 'sum' && !rule.layerNorm ? 1 / count : 1;
    const linear = tensor(`${direction}_messenger_bias`).map((bias, m) =>
      h.reduce((sum, value, n) => sum + value * tensor(`${direction}_messenger`)[n * M + m], share * bias),
    );
    if (!rule.layerNorm) return linear;
    const mean = meanOf(linear);
    const variance = meanOf(linear.map((value) => (value - mean) ** 2));
    return linear.map(
      (value, m) =>
        ((value - mean) / Math.sqrt(variance + 1e-5)) * tensor(`${direction}_scale`)[m] +
        tensor(`${direction}_offset`)[m],
    );
  };

  const half = (kernel - 1) / 2;
  const [rows, columns] = [Math.ceil(height / stride), Math.ceil(width / stride)];
  const silence = new Array<number>(M).fill(0);
  // One entry a copy and position: where it lies, what it became.
  const ran = range(rows).flatMap((y) =>
    range(columns).flatMap((x) =>
      range(kernel).flatMap((dy) =>
        range(kernel).flatMap((dx) =>
          range(I).flatMap((i) =>
            range(O).map((o) => {
              const [fromY, fromX] = [y * stride + dy - half, x * stride + dx - half];
              const inside = fromY >= 0 && fromY < height && fromX >= 0 && fromX < width;
              const input = inside ? (fromY * width + fromX) * I + i : -1;
              const output = (y * columns + x) * O + o;
              const copy = ((dy * kernel + dx) * I + i) * O + o;
              const forward = inside ? part(layer.forwardIn, input, M) : silence;
              const state = lstm(
                forward,
                part(layer.backwardIn, output, M),
                part(layer.hidden, copy, N),
                part(layer.cell, copy, N),
              );
              return { input, output, copy, ...state };
            }),
          ),
        ),
      ),
    ),
  );
  const gather = (direction: 'forward' | 'backward', units: number, count: number): number[] =>
    range(units).flatMap((unit) => {
      const heard = ran.filter((one) => (direction === 'forward' ? one.output : one.input) === unit);
      const sum = sumOf(
        heard.map((one) => messageOf(direction, one.hidden, count)),
        M,
      );
      return sum.map((value) => (reduction === 'mean' ? value / count : value));
    });
  const share = (state: 'hidden' | 'cell'): number[] =>
    range(kernel * kernel * I * O).flatMap((copy) => {
      const made = ran.filter((one) => one.copy === copy).map((one) => one[state]);
      return sumOf(made, N).map((value) => value / made.length);
    });
  return {
    forwardOut: gather('forward', rows * columns * O, kernel * kernel * I),
    backwardOut: gather('backward', height * width * I, kernel * kernel * O),
    hidden: share('hidden'),
    cell: share('cell'),
  };
}
