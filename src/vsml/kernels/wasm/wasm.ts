/** The tick in WebAssembly SIMD (sources in `assembly/`), equal to the reference bit for bit, in Node and in browsers. */
import type { ContributionSource, Kernel, KernelFactory } from '../../kernel.ts';
import { layOutNetwork, type NetworkMemory } from '../../network-memory.ts';
import { assertRuleShape } from '../../rule-shape.ts';

interface Exports {
  readonly memory: WebAssembly.Memory;
  packHiddenWeights(descriptor: number): void;
  update(descriptor: number): void;
  aggregateForward(descriptor: number, arrived: number): void;
  aggregateBackward(descriptor: number, arrived: number): void;
  shareMemory(descriptor: number): void;
}

const PAGE = 65536;
/** The compiler's own constants lie below this address. */
const FIRST_FREE_ADDRESS = 4096;

class WasmKernel implements Kernel {
  readonly name = 'wasm';
  readonly memory: NetworkMemory;
  readonly #exports: Exports;
  readonly #descriptors: readonly (readonly number[])[];

  constructor(memory: NetworkMemory, exports: Exports) {
    this.memory = memory;
    this.#exports = exports;
    this.#descriptors = memory.layers.map((layer) => layer.descriptors);
  }

  loadParameters(parameters: Float32Array): void {
    if (parameters.length !== this.memory.parameters.length) {
      throw new RangeError(
        `this kernel takes ${this.memory.parameters.length} parameters, got ${parameters.length}`,
      );
    }
    this.memory.parameters.set(parameters);
    for (const descriptor of this.#descriptors[0]) this.#exports.packHiddenWeights(descriptor);
  }

  update(layer: number, rule = 0): void {
    this.#exports.update(this.#descriptors[layer][rule]);
  }

  aggregateForward(layer: number, source: ContributionSource, rule = 0): void {
    this.#exports.aggregateForward(this.#descriptors[layer][rule], source === 'arrived' ? 1 : 0);
  }

  aggregateBackward(layer: number, source: ContributionSource, rule = 0): void {
    this.#exports.aggregateBackward(this.#descriptors[layer][rule], source === 'arrived' ? 1 : 0);
  }

  shareMemory(layer: number): void {
    this.#exports.shareMemory(this.#descriptors[layer][0]);
  }
}

async function readBinary(): Promise<BufferSource> {
  const url = new URL('./dist/synapse.wasm', import.meta.url);
  if (url.protocol === 'file:') {
    const { readFileSync } = globalThis.process.getBuiltinModule('node:fs');
    return readFileSync(url);
  }
  const response = await fetch(url);
  if (!response.ok) throw new Error(`cannot load the kernel from ${url}: HTTP status ${response.status}`);
  return response.arrayBuffer();
}

/** Compiles the kernel once; the factory it resolves to instantiates one memory a network. */
export async function loadWasmKernel(): Promise<KernelFactory> {
  const module = await WebAssembly.compile(await readBinary());
  return (ruleShape, shape) => {
    assertRuleShape(ruleShape);
    const exports = new WebAssembly.Instance(module, {}).exports as unknown as Exports;
    const memory = layOutNetwork(ruleShape, shape, FIRST_FREE_ADDRESS, (bytes) => {
      const missing = Math.ceil((bytes - exports.memory.buffer.byteLength) / PAGE);
      if (missing > 0) exports.memory.grow(missing);
      return exports.memory.buffer;
    });
    return new WasmKernel(memory, exports);
  };
}
