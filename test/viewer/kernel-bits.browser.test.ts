/** In a browser, the reference and the WebAssembly kernel compute the scenario's bits. */
import { expect, test } from 'vitest';
import { createReferenceKernel } from '../../src/vsml/kernels/reference.ts';
import { loadWasmKernel } from '../../src/vsml/kernels/wasm/wasm.ts';
import { hashScenario, SCENARIO_HASH } from './kernel-scenario.ts';

test('reference kernel', async () => {
  expect(await hashScenario(createReferenceKernel)).toBe(SCENARIO_HASH);
});

test('WebAssembly kernel', async () => {
  expect(await hashScenario(await loadWasmKernel())).toBe(SCENARIO_HASH);
});
