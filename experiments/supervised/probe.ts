/** Asks a learner without letting it live on: the same question twice gets the same answer. */
import type { Learner } from '../../agents/learner.ts';
import { VsmlLearner } from '../../agents/vsml/vsml-learner.ts';

/** Writes the answer that a learner would give to `input` now. */
export type Probe = (input: Float32Array, prediction: Float32Array) => void;

/** What keeps all that changes while a network lives, messages included. */
export interface Snapshot {
  take(): void;
  restore(): void;
}

/** A place for the living memory of a network; taking it anew forgets what was there. */
export function snapshotOf(learner: VsmlLearner): Snapshot {
  const { buffer, lifeStart, lifeEnd } = learner.kernel.memory;
  const life = new Uint8Array(buffer, lifeStart, lifeEnd - lifeStart);
  const kept = new Uint8Array(life.length);
  return { take: () => kept.set(life), restore: () => life.set(kept) };
}

/**
 * A probe of a learner. A network answers by a tick that moves its states, so they are put back; gradient descent
 * changes nothing by answering.
 */
export function probeOf(learner: Learner): Probe {
  if (!(learner instanceof VsmlLearner)) return (input, prediction) => learner.predict(input, prediction);
  const snapshot = snapshotOf(learner);
  return (input, prediction) => {
    snapshot.take();
    learner.predict(input, prediction);
    snapshot.restore();
  };
}
