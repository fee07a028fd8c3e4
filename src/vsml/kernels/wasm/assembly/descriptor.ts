/** Byte offsets of a layer descriptor's fields: `DESCRIPTOR` of `src/vsml/network-memory.ts`, in its order. */
export const BODIES: usize = 0;
export const INPUTS: usize = 4;
export const OUTPUTS: usize = 8;
export const STATE_SIZE: usize = 12;
export const MESSAGE_SIZE: usize = 16;
export const GATE_OFFSET: usize = 20;
export const FORWARD_IN: usize = 24;
export const BACKWARD_IN: usize = 28;
export const FORWARD_OUT: usize = 32;
export const BACKWARD_OUT: usize = 36;
export const HIDDEN: usize = 40;
export const CELL: usize = 44;
export const ARRIVED_FORWARD: usize = 48;
export const ARRIVED_BACKWARD: usize = 52;
export const ROWS: usize = 56;
export const COLUMNS: usize = 60;
export const INPUT_POSITIONS: usize = 64;
export const OUTPUT_POSITIONS: usize = 68;
export const REWARDS: usize = 72;
export const SCRATCH: usize = 76;
export const FORWARD: usize = 80;
export const BACKWARD: usize = 84;
export const HIDDEN_WEIGHTS: usize = 88;
export const BIAS: usize = 92;
export const OWN_FORWARD: usize = 96;
export const OWN_BACKWARD: usize = 100;
export const REWARD: usize = 104;
export const COORDINATES: usize = 108;
export const FORWARD_MESSENGER: usize = 112;
export const FORWARD_MESSENGER_BIAS: usize = 116;
export const BACKWARD_MESSENGER: usize = 120;
export const BACKWARD_MESSENGER_BIAS: usize = 124;
export const PACKED_HIDDEN_WEIGHTS: usize = 128;
export const SUMS: usize = 132;
export const TYPES: usize = 136;
export const TYPE_COUNT: usize = 140;
/** Bytes of a descriptor: those of a rule's types lie end to end. */
export const SIZE: usize = 144;

@inline
export function field(descriptor: usize, name: usize): usize {
  return <usize>load<u32>(descriptor + name);
}
