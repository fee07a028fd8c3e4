/** Asks a learner about examples of a task without teaching it anything. */
import { isCorrect } from '../../envs/streams/score.ts';
import type { Stream } from '../../envs/streams/stream.ts';
import type { Probe } from './probe.ts';

/** Share of right answers to the next `examples` of a stream, which moves on; the learner stays as it is. */
export function examine(probe: Probe, stream: Stream, examples: number): number {
  const prediction = new Float32Array(stream.outputSize);
  let right = 0;
  for (let example = 0; example < examples; example++) {
    probe(stream.input, prediction);
    if (isCorrect(prediction, stream.target)) right++;
    stream.next();
  }
  return right / examples;
}

/** Moves a stream on by this many examples. */
export function skip(stream: Stream, examples: number): void {
  for (let example = 0; example < examples; example++) stream.next();
}
