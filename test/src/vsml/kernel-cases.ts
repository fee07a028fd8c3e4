/** Random networks for comparing kernels: shapes, rules, states and messages from counter-based noise. */
import fc from 'fast-check';
import { fillGaussian, integerAt } from '../../../src/numerics/noise.ts';
import { STREAM } from '../../../src/numerics/streams.ts';
import type { Kernel, KernelFactory } from '../../../src/vsml/kernel.ts';
import type { NetworkShape } from '../../../src/vsml/network-memory.ts';
import { initialRule } from '../../../src/vsml/rule.ts';
import type { RuleShape } from '../../../src/vsml/rule-shape.ts';

export interface KernelCase {
  readonly ruleShape: RuleShape;
  readonly networkShape: NetworkShape;
  readonly seed: number;
}

export const kernelCases: fc.Arbitrary<KernelCase> = fc.record({
  ruleShape: fc.record({
    stateSize: fc.constantFrom(4, 8, 12, 16, 32),
    messageSize: fc.integer({ min: 2, max: 9 }),
    ownMessages: fc.boolean(),
    reward: fc.boolean(),
    coordinates: fc.boolean(),
    gateOffset: fc.constantFrom(0, 1, 5),
  }),
  networkShape: fc.record({
    layerSizes: fc.array(fc.integer({ min: 1, max: 9 }), { minLength: 2, maxLength: 4 }),
    bodies: fc.integer({ min: 1, max: 3 }),
    rules: fc.integer({ min: 1, max: 3 }),
    reduction: fc.constantFrom('mean' as const, 'sum' as const),
  }),
  seed: fc.nat(),
});

/** The same with synapses of several types, of which some may have no synapse. */
export const typedKernelCases: fc.Arbitrary<KernelCase> = fc
  .tuple(kernelCases, fc.integer({ min: 2, max: 6 }))
  .map(([{ networkShape, ...rest }, types]) => ({ ...rest, networkShape: { ...networkShape, types } }));

/** Everything that changes while agents live, as words, so that equality is equality of bits. */
export function lifeBits(kernel: Kernel): Uint32Array {
  const { buffer, lifeStart, lifeEnd } = kernel.memory;
  return new Uint32Array(buffer.slice(lifeStart, lifeEnd));
}

/** Fills states and messages with noise and runs some ticks of every operation. */
export function runCase(
  create: KernelFactory,
  { ruleShape, networkShape, seed }: KernelCase,
  ticks = 5,
): Kernel {
  const kernel = create(ruleShape, networkShape);
  const { rules = 1, types = 1 } = networkShape;
  const parameters = Array.from({ length: rules * types }, (_, set) => [
    ...initialRule(ruleShape, seed + set).parameters,
  ]);
  kernel.loadParameters(Float32Array.from(parameters.flat()));
  const { buffer, lifeStart, lifeEnd, layers } = kernel.memory;
  fillGaussian(new Float32Array(buffer, lifeStart, (lifeEnd - lifeStart) / 4), seed, STREAM.test);
  layers.forEach((layer, k) => {
    layer.types.forEach((_, synapse) => {
      layer.types[synapse] = integerAt(seed, STREAM.test, types, synapse, k, 1);
    });
  });
  for (let tick = 0; tick < ticks; tick++) {
    layers.forEach((layer, k) => {
      const rule = (tick + k) % rules;
      kernel.update(k, rule);
      layer.arrivedForward.set(layer.hidden.map((value) => -value));
      kernel.aggregateForward(k, tick % 2 === 0 ? 'hidden' : 'arrived', rule);
      kernel.aggregateBackward(k, tick % 3 === 0 ? 'hidden' : 'arrived', rule);
      if (k > 0) layers[k - 1].backwardIn.set(layer.backwardOut);
      if (k + 1 < layers.length) layers[k + 1].forwardIn.set(layer.forwardOut);
      if (tick === 2) kernel.shareMemory(k);
    });
  }
  return kernel;
}
