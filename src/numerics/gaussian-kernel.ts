/** Gaussian noise in WebAssembly SIMD (sources in `wasm/assembly/`): the bits of the reference, in a fifth of its time. */
import { type FillGaussian, useGaussianKernel } from './noise.ts';

interface Exports {
  readonly memory: WebAssembly.Memory;
  fill(
    out: number,
    blocks: number,
    double: number,
    seedLow: number,
    seedHigh: number,
    stream: number,
    i: number,
    j: number,
  ): void;
}

const PAGE = 65536;
/** The compiler's own constants lie below this address. */
const FIRST_FREE_ADDRESS = 4096;

async function readBinary(): Promise<BufferSource> {
  const url = new URL('./wasm/dist/gaussian.wasm', import.meta.url);
  if (url.protocol === 'file:') {
    const { readFileSync } = globalThis.process.getBuiltinModule('node:fs');
    return readFileSync(url);
  }
  const response = await fetch(url);
  if (!response.ok)
    throw new Error(`cannot load the noise kernel from ${url}: HTTP status ${response.status}`);
  return response.arrayBuffer();
}

/** Compiles the kernel. @throws Error when its file is not there or the engine has no WebAssembly SIMD */
export async function loadGaussianKernel(): Promise<FillGaussian> {
  const { instance } = await WebAssembly.instantiate(await readBinary(), {});
  const { memory, fill } = instance.exports as unknown as Exports;
  return (out, seed, stream, i, j) => {
    const blocks = Math.ceil(out.length / 4);
    const missing = FIRST_FREE_ADDRESS + blocks * 4 * out.BYTES_PER_ELEMENT - memory.buffer.byteLength;
    if (missing > 0) memory.grow(Math.ceil(missing / PAGE));
    const double = out instanceof Float64Array;
    const high = Math.floor(seed / 0x100000000);
    fill(FIRST_FREE_ADDRESS, blocks, Number(double), seed >>> 0, high, stream, i, j);
    const View = double ? Float64Array : Float32Array;
    out.set(new View(memory.buffer, FIRST_FREE_ADDRESS, out.length));
  };
}

let accelerating: Promise<void> | undefined;

/**
 * Makes `fillGaussian` use the kernel from now on in this thread. Where it cannot be loaded, noise is slower and the
 * same; nothing else depends on it.
 */
export function accelerateGaussians(): Promise<void> {
  accelerating ??= loadGaussianKernel().then(useGaussianKernel, () => {});
  return accelerating;
}
