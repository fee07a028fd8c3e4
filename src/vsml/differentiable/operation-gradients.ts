/**
 * Derivatives of the tensor operations that the differentiable path is written in. tfjs brings its own only with its
 * bundle `@tensorflow/tfjs` (and so with tfjs-node), not with the core that Node loads; where they are there, they stay.
 */
import * as tf from '@tensorflow/tfjs-core';

type Shape = readonly number[];

/** Sums over the axes along which an operand was broadcast. */
function toShape(upstream: tf.Tensor, shape: Shape): tf.Tensor {
  const axes = tf.broadcast_util.getReductionAxes([...shape], upstream.shape);
  const sum = axes.length > 0 ? tf.sum(upstream, axes) : upstream;
  return tf.reshape(sum, [...shape]);
}

/** A reduced tensor repeated along the axes it was reduced over. A product with ones: tiling is slow on wasm. */
function spread(upstream: tf.Tensor, shape: Shape, axis: number | number[]): tf.Tensor {
  const axes = tf.util.parseAxisParam(axis, [...shape]);
  const kept = shape.map((size, n) => (axes.includes(n) ? 1 : size));
  return tf.mul(tf.reshape(upstream, kept), tf.ones([...shape]));
}

function lastAxesExchanged(tensor: tf.Tensor): tf.Tensor {
  const axes = tensor.shape.map((_, n) => n);
  const last = axes.length - 1;
  return tf.transpose(tensor, [...axes.slice(0, last - 1), last, last - 1]);
}

type Derivatives = (
  upstream: tf.Tensor,
  saved: tf.Tensor[],
  attributes: tf.NamedAttrMap,
) => Record<string, () => tf.Tensor>;

/** Operations of two operands that broadcast; `slopes` gives both derivatives before broadcasting is undone. */
function binary(
  kernelName: string,
  slopes: (upstream: tf.Tensor, a: tf.Tensor, b: tf.Tensor) => { a(): tf.Tensor; b(): tf.Tensor },
): tf.GradConfig {
  const gradFunc: Derivatives = (upstream, [a, b]) => {
    const by = slopes(upstream, a, b);
    return { a: () => toShape(by.a(), a.shape), b: () => toShape(by.b(), b.shape) };
  };
  return { kernelName, inputsToSave: ['a', 'b'], gradFunc: gradFunc as tf.GradFunc };
}

function fromInput(kernelName: string, gradFunc: Derivatives): tf.GradConfig {
  return { kernelName, inputsToSave: ['x'], gradFunc: gradFunc as tf.GradFunc };
}

function fromOutput(kernelName: string, gradFunc: Derivatives): tf.GradConfig {
  return { kernelName, outputsToSave: [true], gradFunc: gradFunc as tf.GradFunc };
}

const matrixProduct: Derivatives = (upstream, [a, b], { transposeA, transposeB }) => {
  // Transposes are taken apart from the product, since wasm multiplies transposed operands slowly.
  const left = transposeA ? lastAxesExchanged(a) : a;
  const right = transposeB ? lastAxesExchanged(b) : b;
  const ofLeft = () => tf.matMul(upstream, lastAxesExchanged(right));
  const ofRight = () => tf.matMul(lastAxesExchanged(left), upstream);
  return {
    a: () => (transposeA ? lastAxesExchanged(ofLeft()) : ofLeft()),
    b: () => (transposeB ? lastAxesExchanged(ofRight()) : ofRight()),
  };
};

const concatenation = (upstream: tf.Tensor, parts: tf.Tensor[], attributes: tf.NamedAttrMap) => {
  const axis = tf.util.parseAxisParam(attributes.axis as number, parts[0].shape)[0];
  const sizes = parts.map((part) => part.shape[axis]);
  const slices = tf.split(upstream, sizes, axis);
  return slices.map((slice) => () => slice);
};

const operationGradients: readonly tf.GradConfig[] = [
  binary(tf.Add, (upstream) => ({ a: () => upstream, b: () => upstream })),
  binary(tf.Sub, (upstream) => ({ a: () => upstream, b: () => tf.neg(upstream) })),
  binary(tf.Multiply, (upstream, a, b) => ({ a: () => tf.mul(upstream, b), b: () => tf.mul(upstream, a) })),
  { kernelName: tf.BatchMatMul, inputsToSave: ['a', 'b'], gradFunc: matrixProduct as tf.GradFunc },
  { kernelName: tf.Concat, saveAllInputs: true, gradFunc: concatenation as unknown as tf.GradFunc },
  {
    kernelName: tf.SplitV,
    gradFunc: (upstream, _saved, { axis }) => ({
      x: () => tf.concat(upstream as tf.Tensor[], axis as number),
    }),
  },
  { kernelName: tf.Neg, gradFunc: (upstream) => ({ x: () => tf.neg(upstream as tf.Tensor) }) },
  fromInput(tf.Square, (upstream, [x]) => ({ x: () => tf.mul(upstream, tf.mul(x, 2)) })),
  fromInput(tf.Reshape, (upstream, [x]) => ({ x: () => tf.reshape(upstream, x.shape) })),
  fromInput(tf.Transpose, (upstream, _saved, { perm }) => {
    const undo = tf.backend_util.getUndoAxesPermutation(perm as number[]);
    return { x: () => tf.transpose(upstream, undo) };
  }),
  fromInput(tf.Slice, (upstream, [x], { begin }) => {
    const starts = Array.isArray(begin) ? (begin as number[]) : [begin as number];
    const padding = x.shape.map((size, n): [number, number] => {
      const start = starts[n] ?? 0;
      return [start, size - start - upstream.shape[n]];
    });
    return { x: () => tf.pad(upstream, padding) };
  }),
  fromInput(tf.Sum, (upstream, [x], { axis }) => ({ x: () => spread(upstream, x.shape, axis as number[]) })),
  fromInput(tf.Mean, (upstream, [x], { axis }) => {
    const share = upstream.size / x.size;
    return { x: () => spread(tf.mul(upstream, share), x.shape, axis as number[]) };
  }),
  fromOutput(tf.Exp, (upstream, [y]) => ({ x: () => tf.mul(upstream, y) })),
  fromOutput(tf.Tanh, (upstream, [y]) => ({ x: () => tf.mul(upstream, tf.sub(1, tf.square(y))) })),
];

/** Registers the derivatives that tfjs lacks. Cheap enough to call before each gradient. */
export function registerOperationGradients(): void {
  for (const config of operationGradients) {
    if (tf.getGradient(config.kernelName) === undefined) tf.registerGradient(config);
  }
}
