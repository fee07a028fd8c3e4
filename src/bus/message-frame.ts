/** A frame: all messages of one kind that one layer (or all bodies) sends at one tick, as one typed array. */

/**
 * What the messages are.
 * - `body`: what bodies hear of each other, at the open ends of their networks;
 * - `unit`: the message of a layer to the layer above (forward) or below (backward);
 * - `contribution`: what single synapses add to a unit's message: their hidden states.
 */
export type MessageKind = 'body' | 'unit' | 'contribution';

export type MessageDirection = 'forward' | 'backward';

export interface MessageFrame {
  readonly kind: MessageKind;
  readonly direction: MessageDirection;
  /** Index of the sending layer. */
  readonly layer: number;
  /** Ticks of the simulation since the lifetime began. */
  readonly tick: number;
  /** Whether the boundary makes these messages cross the bus, where channels can meet them. */
  readonly crosses: boolean;
  /** Number of messages; sender s says `values[s * width .. (s + 1) * width)`. */
  readonly senders: number;
  /** Floats in one message. */
  readonly width: number;
  /** Valid during delivery only: senders write their next messages in place. Copy what you keep. */
  readonly values: Float32Array;
}

/** One number for each line (kind, direction, layer), so that channels keep separate memories and draw separate noise. */
export function lineOf(frame: MessageFrame): number {
  const kind = frame.kind === 'body' ? 0 : frame.kind === 'unit' ? 1 : 2;
  return (frame.layer * 3 + kind) * 2 + (frame.direction === 'forward' ? 0 : 1);
}
