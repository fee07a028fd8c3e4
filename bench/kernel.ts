/**
 * Nanoseconds of one synapse's tick: reference, WebAssembly on one and on all threads, and the same tick on tfjs
 * (tfjs-node too where it is installed): `npm run bench`. Every rival is timed in turn, round by round, and the median
 * of its rounds is printed, since machines drift.
 */
import { availableParallelism } from 'node:os';
import { Worker } from 'node:worker_threads';
import { createReferenceKernel } from '../src/vsml/kernels/reference.ts';
import { loadWasmKernel } from '../src/vsml/kernels/wasm/wasm.ts';
import { tensorflowTickers } from './tensorflow-tickers.ts';
import { kernelTicker, median, type Ticker } from './tickers.ts';

const ROUNDS = 5;
const SIZES = [
  [784, 10],
  [25, 5],
] as const;
const STATE_SIZES = [16, 4];

/** All cores at once, each with a network of its own, as evolution runs them. */
async function allThreads(
  inputs: number,
  outputs: number,
  stateSize: number,
  ticks: number,
): Promise<number> {
  const threads = availableParallelism();
  const start = new SharedArrayBuffer(4);
  const workers = Array.from(
    { length: threads },
    () =>
      new Worker(new URL('./kernel-worker.ts', import.meta.url), {
        workerData: { inputs, outputs, stateSize, ticks, start },
      }),
  );
  await Promise.all(workers.map((worker) => new Promise((resolve) => worker.once('message', resolve))));
  const begun = performance.now();
  Atomics.store(new Int32Array(start), 0, 1);
  Atomics.notify(new Int32Array(start), 0);
  await Promise.all(workers.map((worker) => new Promise((resolve) => worker.once('message', resolve))));
  const nanoseconds = (performance.now() - begun) * 1e6;
  await Promise.all(workers.map((worker) => worker.terminate()));
  return nanoseconds / (threads * ticks * inputs * outputs);
}

const createWasmKernel = await loadWasmKernel();
for (const stateSize of STATE_SIZES) {
  for (const [inputs, outputs] of SIZES) {
    const synapses = inputs * outputs;
    const tickers: Ticker[] = [
      kernelTicker('reference', createReferenceKernel, inputs, outputs, stateSize, Math.ceil(4e4 / synapses)),
      kernelTicker(
        'wasm, one thread',
        createWasmKernel,
        inputs,
        outputs,
        stateSize,
        Math.ceil(2e6 / synapses),
      ),
      ...(await tensorflowTickers(inputs, outputs, stateSize)),
    ];
    const times = new Map<string, number[]>(tickers.map(({ name }) => [name, []]));
    const all = `wasm, ${availableParallelism()} threads`;
    times.set(all, []);
    for (let round = 0; round <= ROUNDS; round++) {
      for (const { name, ticks, run } of tickers) {
        const begun = performance.now();
        await run();
        // Round 0 warms up.
        if (round > 0) times.get(name)!.push(((performance.now() - begun) * 1e6) / (ticks * synapses));
      }
      const together = await allThreads(inputs, outputs, stateSize, Math.ceil(2e6 / synapses));
      if (round > 0) times.get(all)!.push(together);
    }
    const base = median(times.get(all)!);
    console.log(`${inputs} x ${outputs}, state ${stateSize}: ns per synapse tick, median of ${ROUNDS}`);
    for (const [name, values] of times) {
      const value = median(values);
      console.log(
        `  ${name.padEnd(20)} ${value.toFixed(1).padStart(9)}   ${(value / base).toFixed(2).padStart(8)} x all threads`,
      );
    }
  }
}
console.log(`memory: ${Math.round(process.memoryUsage().rss / 1e6)} MB resident in all`);
