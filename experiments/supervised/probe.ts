/** Asks a learner without letting it live on: the same question twice gets the same answer. */
import { GradientDescent } from '../../agents/baselines/supervised/gradient-descent.ts';
import type { Learner } from '../../agents/learner.ts';
import { VsmlLearner } from '../../agents/vsml/vsml-learner.ts';

/** Writes the answer that a learner would give to `input` now. */
export type Probe = (input: Float32Array, prediction: Float32Array) => void;

/** What keeps all that changes while a network lives, messages included. */
export interface Snapshot {
  take(): void;
  restore(): void;
}

/**
 * A place for the living memory of a network, or for the weights of gradient descent (not for what an optimiser
 * keeps beside them); taking it anew forgets what was there.
 * @throws TypeError for other learners
 */
export function snapshotOf(learner: Learner): Snapshot {
  const living = livingMemory(learner);
  const kept = new Uint8Array(living.length);
  return { take: () => kept.set(living), restore: () => living.set(kept) };
}

function livingMemory(learner: Learner): Uint8Array {
  if (learner instanceof VsmlLearner) {
    const { buffer, lifeStart, lifeEnd } = learner.kernel.memory;
    return new Uint8Array(buffer, lifeStart, lifeEnd - lifeStart);
  }
  if (!(learner instanceof GradientDescent)) throw new TypeError('this learner cannot be put back');
  const { buffer, byteOffset, byteLength } = learner.weights;
  return new Uint8Array(buffer, byteOffset, byteLength);
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
