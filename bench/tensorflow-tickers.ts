/** The same tick on tfjs tensors, unfactored as one would write it there, on every backend that is installed. */
import { createRequire } from 'node:module';
import { dirname } from 'node:path';
import * as tf from '@tensorflow/tfjs-core';
import '@tensorflow/tfjs-backend-cpu';
import { setWasmPaths } from '@tensorflow/tfjs-backend-wasm';
import { initialRule } from '../src/vsml/rule.ts';
import { parameterLayout } from '../src/vsml/rule-shape.ts';
import { paperShape, type Ticker } from './tickers.ts';

const require = createRequire(import.meta.url);
setWasmPaths(`${dirname(require.resolve('@tensorflow/tfjs-backend-wasm/package.json'))}/dist/`);

/** Backends that can be had, slowest last. tfjs-node registers `tensorflow` when it is installed and loads. */
async function backends(): Promise<string[]> {
  const found = ['wasm', 'cpu'];
  try {
    await import('@tensorflow/tfjs-node' as string);
    found.unshift('tensorflow');
  } catch {
    process.stderr.write('tfjs-node is not installed here: its line is left out\n');
  }
  return found;
}

/** One ticker for each backend. */
export async function tensorflowTickers(
  inputs: number,
  outputs: number,
  stateSize: number,
): Promise<Ticker[]> {
  const shape = paperShape(stateSize);
  const { parameters } = initialRule(shape, 1);
  const layout = new Map(parameterLayout(shape).map((tensor) => [tensor.name, tensor]));
  const [N, M] = [shape.stateSize, shape.messageSize];
  return (await backends()).map((backend): Ticker => {
    const ticks = backend === 'cpu' ? 1 : 2;
    return {
      name: `tfjs ${backend === 'tensorflow' ? 'node' : backend}`,
      ticks,
      async run() {
        await tf.setBackend(backend);
        tf.tidy(() => {
          const weights = (name: string) => {
            const { offset, length, shape: axes } = layout.get(name)!;
            return tf.tensor(parameters.slice(offset, offset + length), [...axes]);
          };
          const W = tf.concat([weights('forward'), weights('backward'), weights('hidden')], 0) as tf.Tensor2D;
          const bias = weights('bias');
          const forward = tf.fill([inputs, outputs, M], 0.5);
          const backward = tf.fill([inputs, outputs, M], -0.25);
          let h: tf.Tensor = tf.zeros([inputs, outputs, N]);
          let c: tf.Tensor = tf.fill([inputs, outputs, N], 0.05);
          for (let tick = 0; tick < ticks; tick++) {
            const u = tf.reshape(tf.concat([forward, backward, h], 2), [
              inputs * outputs,
              2 * M + N,
            ]) as tf.Tensor2D;
            const z = tf.reshape(tf.add(tf.matMul(u, W), bias), [inputs, outputs, 4 * N]);
            const [i, g, f, o] = tf.split(z, 4, 2);
            const kept = tf.mul(tf.sigmoid(tf.add(f, shape.gateOffset)), c);
            c = tf.add(kept, tf.mul(tf.sigmoid(tf.sub(i, shape.gateOffset)), tf.tanh(g)));
            h = tf.mul(tf.sigmoid(o), tf.tanh(c));
          }
          const said = tf.add(
            tf.matMul(tf.mean(h, 0) as tf.Tensor2D, weights('forward_messenger') as tf.Tensor2D),
            weights('forward_messenger_bias'),
          );
          const back = tf.add(
            tf.matMul(tf.mean(h, 1) as tf.Tensor2D, weights('backward_messenger') as tf.Tensor2D),
            weights('backward_messenger_bias'),
          );
          said.dataSync();
          back.dataSync();
        });
      },
    };
  });
}
