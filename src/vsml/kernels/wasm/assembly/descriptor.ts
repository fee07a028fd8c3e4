/** Byte offsets of a layer descriptor's fields: `DESCRIPTOR` of `src/vsml/network-memory.ts`, in its order. */
export const BODIES: usize = 0;
export const INPUTS: usize = 4;
export const OUTPUTS: usize = 8;
export const STATE_SIZE: usize = 12;
export const MESSAGE_SIZE: usize = 16;
export const GATE_OFFSET: usize = 20;
export const DEPTH: usize = 24;
export const FORWARD_IN: usize = 28;
export const BACKWARD_IN: usize = 32;
export const FORWARD_OUT: usize = 36;
export const BACKWARD_OUT: usize = 40;
export const HIDDEN: usize = 44;
export const CELL: usize = 48;
export const ARRIVED_FORWARD: usize = 52;
export const ARRIVED_BACKWARD: usize = 56;
export const ROWS: usize = 60;
export const COLUMNS: usize = 64;
export const REWARDS: usize = 68;
export const SCRATCH: usize = 72;
export const FORWARD: usize = 76;
export const BACKWARD: usize = 80;
export const HIDDEN_WEIGHTS: usize = 84;
export const BIAS: usize = 88;
export const OWN_FORWARD: usize = 92;
export const OWN_BACKWARD: usize = 96;
export const REWARD: usize = 100;
export const COORDINATES: usize = 104;
export const FORWARD_MESSENGER: usize = 108;
export const FORWARD_MESSENGER_BIAS: usize = 112;
export const BACKWARD_MESSENGER: usize = 116;
export const BACKWARD_MESSENGER_BIAS: usize = 120;
export const PACKED_HIDDEN_WEIGHTS: usize = 124;

// @ts-ignore: decorator
@inline
export function field(descriptor: usize, name: usize): usize {
  return <usize>load<u32>(descriptor + name);
}
