import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { hashParameters } from '../../../src/evolution/parameter-hash.ts';
import { fillGaussian } from '../../../src/numerics/noise.ts';
import { STREAM } from '../../../src/numerics/streams.ts';
import { createReferenceKernel } from '../../../src/vsml/kernels/reference.ts';
import { loadWasmKernel } from '../../../src/vsml/kernels/wasm/wasm.ts';
import { initialRule } from '../../../src/vsml/rule.ts';
import { parameterCount, parameterLayout, type RuleShape } from '../../../src/vsml/rule-shape.ts';
import { kernelCases, lifeBits, runCase, typedKernelCases } from './kernel-cases.ts';

const createWasmKernel = await loadWasmKernel();
const plain: RuleShape = {
  stateSize: 8,
  messageSize: 4,
  ownMessages: false,
  reward: false,
  coordinates: false,
  gateOffset: 1,
};

describe('kernels', () => {
  it.each([
    ['one type', kernelCases],
    ['several types', typedKernelCases],
  ])('WebAssembly equals the reference bit for bit on random networks of %s', (_name, cases) => {
    fc.assert(
      fc.property(cases, (kernelCase) => {
        const reference = lifeBits(runCase(createReferenceKernel, kernelCase));
        expect(lifeBits(runCase(createWasmKernel, kernelCase))).toEqual(reference);
      }),
      { numRuns: 60 },
    );
  });

  it.each([
    ['reference', createReferenceKernel],
    ['wasm', createWasmKernel],
  ])('%s: a rule of one type has the bits that it had before there were types', (_name, create) => {
    const ruleShape = { ...plain, ownMessages: true, reward: true, coordinates: true };
    const networkShape = { layerSizes: [5, 3, 2], bodies: 2, rules: 2 };
    const bits = lifeBits(runCase(create, { ruleShape, networkShape, seed: 11 }));
    // Printed by both kernels of the last version without types.
    expect(hashParameters(new Float32Array(bits.buffer))).toBe(
      'bb64f1347dc796c791b4af94947a9e476e4b59e96898c8286c8f55b401458471',
    );
  });

  it.each([
    ['reference', createReferenceKernel],
    ['wasm', createWasmKernel],
  ])('%s: types with equal parameters compute what one type does, but for rounding', (_name, create) => {
    const { parameters } = initialRule(plain, 3);
    const [one, three] = [1, 3].map((types) => {
      const kernel = create(plain, { layerSizes: [4, 5], bodies: 1, types });
      kernel.loadParameters(Float32Array.from(Array.from({ length: types }, () => [...parameters]).flat()));
      const layer = kernel.memory.layers[0];
      layer.types.forEach((_, synapse) => {
        layer.types[synapse] = synapse % types;
      });
      fillGaussian(layer.cell, 1, STREAM.test);
      fillGaussian(layer.forwardIn, 2, STREAM.test);
      kernel.update(0);
      kernel.aggregateForward(0, 'hidden');
      kernel.aggregateBackward(0, 'hidden');
      return layer;
    });
    expect(three.hidden).toEqual(one.hidden);
    for (const messages of ['forwardOut', 'backwardOut'] as const) {
      three[messages].forEach((value, n) => {
        expect(value).toBeCloseTo(one[messages][n], 6);
      });
    }
  });

  it('refuses a number of types that no kernel takes', () => {
    const shape = { layerSizes: [2, 2], bodies: 1, types: 1025 };
    expect(() => createReferenceKernel(plain, shape)).toThrow(
      'types must be an integer from 1 to 1024, got 1025',
    );
  });

  it.each([
    ['reference', createReferenceKernel],
    ['wasm', createWasmKernel],
  ])('%s refuses a parameter vector of another length', (_name, create) => {
    const kernel = create(plain, { layerSizes: [2, 2], bodies: 1 });
    expect(() => kernel.loadParameters(new Float32Array(3))).toThrow(
      /this kernel takes 616 parameters, got 3/,
    );
  });

  it.each([
    ['reference', createReferenceKernel],
    ['wasm', createWasmKernel],
  ])('%s: permuting inputs and outputs with their states permutes the messages', (_name, create) => {
    const shape = { ...plain, ownMessages: true, reward: true };
    const rule = initialRule(shape, 3);
    const [inputs, outputs, size] = [4, 3, shape.stateSize];
    const permuteInput = [2, 0, 3, 1];
    const permuteOutput = [1, 2, 0];
    const straight = create(shape, { layerSizes: [inputs, outputs], bodies: 1 });
    const crossed = create(shape, { layerSizes: [inputs, outputs], bodies: 1 });
    for (const kernel of [straight, crossed]) kernel.loadParameters(rule.parameters);
    const from = straight.memory.layers[0];
    const to = crossed.memory.layers[0];
    from.cell.forEach((_, n) => {
      from.cell[n] = Math.sin(n);
    });
    from.forwardIn.forEach((_, n) => {
      from.forwardIn[n] = Math.cos(n);
    });
    for (let a = 0; a < inputs; a++) {
      for (let m = 0; m < 4; m++) to.forwardIn[permuteInput[a] * 4 + m] = from.forwardIn[a * 4 + m];
      for (let b = 0; b < outputs; b++) {
        for (let n = 0; n < size; n++) {
          to.cell[(permuteInput[a] * outputs + permuteOutput[b]) * size + n] =
            from.cell[(a * outputs + b) * size + n];
        }
      }
    }
    for (let tick = 0; tick < 10; tick++) {
      for (const kernel of [straight, crossed]) {
        kernel.update(0);
        kernel.aggregateForward(0, 'hidden');
        kernel.aggregateBackward(0, 'hidden');
      }
    }
    for (let b = 0; b < outputs; b++) {
      for (let m = 0; m < 4; m++) {
        // Sums run in another order, so equal up to rounding.
        expect(to.forwardOut[permuteOutput[b] * 4 + m]).toBeCloseTo(from.forwardOut[b * 4 + m], 6);
      }
    }
  });

  it('shareMemory averages the first half of each state over bodies and leaves the second alone', () => {
    const kernel = createReferenceKernel(plain, { layerSizes: [1, 1], bodies: 2 });
    const { hidden } = kernel.memory.layers[0];
    hidden.forEach((_, n) => {
      hidden[n] = n;
    });
    kernel.shareMemory(0);
    expect([...hidden]).toEqual([4, 5, 6, 7, 4, 5, 6, 7, 4, 5, 6, 7, 12, 13, 14, 15]);
  });

  it('an untrained synapse with a large gate offset keeps its cell: half-life of about 103 ticks at offset 5', () => {
    const shape = { ...plain, gateOffset: 5 };
    const kernel = createReferenceKernel(shape, { layerSizes: [1, 1], bodies: 1 });
    kernel.loadParameters(new Float32Array(parameterCount(shape)));
    const { cell } = kernel.memory.layers[0];
    cell[0] = 1;
    for (let tick = 0; tick < 103; tick++) kernel.update(0);
    expect(cell[0]).toBeGreaterThan(0.49);
    expect(cell[0]).toBeLessThan(0.51);
  });
});

describe('rule shape', () => {
  // Counts of the released VSML code and of SymLA (Kirsch & Schmidhuber 2021; Kirsch et al. 2022).
  it.each([
    [{ stateSize: 16, messageSize: 8, ownMessages: false, reward: false }, 2384],
    [{ stateSize: 8, messageSize: 4, ownMessages: false, reward: false }, 616],
    [{ stateSize: 32, messageSize: 16, ownMessages: false, reward: false }, 9376],
    [{ stateSize: 16, messageSize: 8, ownMessages: true, reward: true }, 3472],
    [{ stateSize: 8, messageSize: 4, ownMessages: true, reward: true }, 904],
  ])('%o has %d parameters', (sizes, count) => {
    expect(parameterCount({ ...sizes, coordinates: false, gateOffset: 1 })).toBe(count);
  });

  it('lays tensors out without gaps or overlap', () => {
    const layout = parameterLayout({ ...plain, ownMessages: true, reward: true, coordinates: true });
    let end = 0;
    for (const tensor of layout) {
      expect(tensor.offset).toBe(end);
      end += tensor.length;
    }
  });

  it.each([
    [{ stateSize: 6 }, /stateSize must be a multiple of 4 from 4 to 64, got 6/],
    [{ messageSize: 1 }, /messageSize must be an integer from 2 to 64, got 1/],
    [{ gateOffset: Number.NaN }, /gateOffset must be from 0 to 20, got NaN/],
  ])('refuses %o', (change, message) => {
    expect(() => parameterCount({ ...plain, ...change })).toThrow(message);
  });

  it('an initial rule is an exact function of its seed, with weights cut at two deviations', () => {
    const rule = initialRule(plain, 7);
    expect(initialRule(plain, 7)).toEqual(rule);
    expect(initialRule(plain, 8)).not.toEqual(rule);
    const gate = rule.parameters.slice(0, parameterLayout(plain)[0].length);
    expect(Math.max(...gate.map(Math.abs))).toBeLessThanOrEqual(Math.fround(2 / Math.sqrt(16)));
  });
});
