/**
 * The passage of messages between the parts of VSML networks: straight through where nothing interferes, over the bus
 * where the boundary makes them cross a channel. Both ways give the same bits when the bus is transparent (tested).
 */
import type { MessageBus } from '../../src/bus/message-bus.ts';
import type { MessageDirection, MessageKind } from '../../src/bus/message-frame.ts';
import type { Kernel } from '../../src/vsml/kernel.ts';
import type { Boundary } from '../boundary.ts';

export class Crossings {
  readonly #kernel: Kernel;
  readonly #boundary: Boundary;
  readonly #silence: Float32Array;
  /** Where messages that cross meet channels and subscribers. */
  bus: MessageBus | undefined;
  /** Ticks since the lifetime began. */
  tick = 0;
  /** Messages that crossed since the lifetime began. */
  crossed = 0;

  constructor(kernel: Kernel, boundary: Boundary) {
    this.#kernel = kernel;
    this.#boundary = boundary;
    const longest = Math.max(
      ...kernel.memory.layers.map((layer) =>
        Math.max(layer.hidden.length, layer.forwardIn.length, layer.backwardIn.length),
      ),
    );
    this.#silence = new Float32Array(longest);
  }

  /** Whether channels can change what crosses; contributions then travel at every tick. */
  get interferes(): boolean {
    return this.bus !== undefined && !this.bus.transparent;
  }

  reset(): void {
    this.tick = 0;
    this.crossed = 0;
  }

  /** Sends messages and returns what arrives. */
  #send(
    kind: MessageKind,
    direction: MessageDirection,
    layer: number,
    crosses: boolean,
    values: Float32Array,
    width: number,
  ): Float32Array {
    const senders = values.length / width;
    if (crosses) this.crossed += senders;
    const { bus } = this;
    if (bus === undefined || (!bus.observed && (bus.transparent || !crosses))) return values;
    const { tick } = this;
    const silence = this.#silence.subarray(0, values.length);
    return bus.transmit({ kind, direction, layer, tick, crosses, senders, width, values }, silence);
  }

  /** Makes a layer's outgoing messages of its synapses' contributions. */
  aggregate(index: number, direction: MessageDirection): void {
    const { stateSize } = this.#kernel.memory.ruleShape;
    const layer = this.#kernel.memory.layers[index];
    const forward = direction === 'forward';
    const crosses = forward
      ? this.#boundary.crossesForwardContributions
      : this.#boundary.crossesBackwardContributions;
    const arrived = this.#send('contribution', direction, index, crosses, layer.hidden, stateSize);
    const source = arrived === layer.hidden ? 'hidden' : 'arrived';
    if (source === 'arrived') (forward ? layer.arrivedForward : layer.arrivedBackward).set(arrived);
    if (forward) this.#kernel.aggregateForward(index, source);
    else this.#kernel.aggregateBackward(index, source);
  }

  /** Hands a layer's message on to its neighbour above or below, if there is one. */
  pass(index: number, direction: MessageDirection): void {
    const { layers, ruleShape } = this.#kernel.memory;
    const forward = direction === 'forward';
    const neighbour = layers[forward ? index + 1 : index - 1];
    if (!neighbour) return;
    const message = forward ? layers[index].forwardOut : layers[index].backwardOut;
    const crosses = this.#boundary.crossesLayers;
    const arrived = this.#send('unit', direction, index, crosses, message, ruleShape.messageSize);
    (forward ? neighbour.forwardIn : neighbour.backwardIn).set(arrived);
  }

  /** What bodies say to each other at the open ends of their networks: `[bodies * units, M]`. */
  broadcast(direction: MessageDirection): Float32Array {
    const { layers, ruleShape } = this.#kernel.memory;
    const index = direction === 'forward' ? layers.length - 1 : 0;
    const message = direction === 'forward' ? layers[index].forwardOut : layers[index].backwardOut;
    return this.#send('body', direction, index, this.#boundary.crossesBodies, message, ruleShape.messageSize);
  }
}
