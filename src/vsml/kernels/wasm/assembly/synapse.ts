/**
 * The tick of `src/vsml/kernels/reference.ts` in SIMD: lanes are four state units of one synapse, so every float is
 * the result of the reference's operations in the reference's order. No relaxed SIMD, no fused multiply-add.
 */
export { aggregateBackward, aggregateForward } from './messages';
export { shareMemory } from './shared-memory';
export { packHiddenWeights, update } from './update';
