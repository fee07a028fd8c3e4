/** Buffers that an operator keeps for each line, so that a channel allocates once a line and not once a frame. */
import { lineOf, type MessageFrame } from '../message-frame.ts';

/** Returns the line's own memory, made by `create` when the line is first heard. */
export function memoryPerLine<Memory>(
  create: (frame: MessageFrame) => Memory,
): (frame: MessageFrame) => Memory {
  const lines = new Map<number, Memory>();
  return (frame) => {
    const line = lineOf(frame);
    let memory = lines.get(line);
    if (memory === undefined) {
      memory = create(frame);
      lines.set(line, memory);
    }
    return memory;
  };
}

/** A mapping of frames to frames of the same size, with one output buffer a line: `transform(frame, out)`. */
export function rewriting(
  transform: (frame: MessageFrame, out: Float32Array) => void,
): (frame: MessageFrame) => MessageFrame {
  const buffer = memoryPerLine((frame) => new Float32Array(frame.values.length));
  return (frame) => {
    const out = buffer(frame);
    transform(frame, out);
    return { ...frame, values: out };
  };
}
