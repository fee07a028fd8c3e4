/**
 * What every implementation of the tick offers; one conformance suite holds them to the same bits.
 * z_ab = row_a + column_b + W_h h_ab, then the gates, then messages from mean states (ARCHITECTURE.md, "The tick, factored").
 * Where synapses are of several types, each type has parameters of its own and the tick is factored within each.
 */
import type { NetworkMemory, NetworkShape } from './network-memory.ts';
import type { RuleShape } from './rule-shape.ts';

/** Whose contributions a message is made of: the layer's own states, or what arrived over a bus. */
export type ContributionSource = 'hidden' | 'arrived';

/** A network's memory together with the code that moves it. Layers and rules are named by index. */
export interface Kernel {
  readonly name: string;
  readonly memory: NetworkMemory;
  /** Copies the parameters of all rules in, `[rules, types, parameterCount]`. Throws a RangeError if their number is wrong. */
  loadParameters(parameters: Float32Array): void;
  /** One tick of all synapses of a layer, all bodies: new hidden and cell states. */
  update(layer: number, rule?: number): void;
  /**
   * `forwardOut = F mean_a(h_ab) + f0` for all bodies; sums for means where the network says so. With types t, each
   * on a share s_t of the unit's synapses: `sum_t (F_t mean_a(h_ab of type t, else 0) + s_t f0_t)`.
   */
  aggregateForward(layer: number, source: ContributionSource, rule?: number): void;
  /** `backwardOut = G mean_b(h_ab) + g0` for all bodies. */
  aggregateBackward(layer: number, source: ContributionSource, rule?: number): void;
  /** Averages the first half of every synapse's hidden and cell state over the bodies (shared memory of a swarm). */
  shareMemory(layer: number): void;
}

/** Makes a kernel; asynchronous preparation (compiling WebAssembly) happens before, once. */
export type KernelFactory = (ruleShape: RuleShape, shape: NetworkShape) => Kernel;
