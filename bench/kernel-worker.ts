/** One thread of the kernel benchmark: gets ready, waits for the start, runs its ticks, reports. */
import { parentPort, workerData } from 'node:worker_threads';
import { loadWasmKernel } from '../src/vsml/kernels/wasm/wasm.ts';
import { kernelTicker } from './tickers.ts';

const { inputs, outputs, stateSize, ticks, start } = workerData;
const ticker = kernelTicker('wasm', await loadWasmKernel(), inputs, outputs, stateSize, ticks);
await ticker.run();
parentPort?.postMessage('ready');
Atomics.wait(new Int32Array(start), 0, 0);
await ticker.run();
parentPort?.postMessage('done');
