/**
 * When a training may end before its last generation: its target is reached, or it has stopped improving. Decided from
 * the measurements on held-out tasks alone, so that a resumed run ends where one never stopped does.
 */
import * as z from 'zod';
import type { TrainingEvaluation } from './training-store.ts';

export const stoppingSchema = z.strictObject({
  /** Ends as soon as a measurement's mean is at least this. */
  target: z.number().optional(),
  /** Ends after so many measurements without a new record. */
  patience: z.int().min(1).max(1_000_000).optional(),
  /** What a record must exceed the one before it by. */
  minimumGain: z.number().min(0).default(0),
});

export type Stopping = z.infer<typeof stoppingSchema>;

/** Whether the newest measurement ends the training. A mean that is not a number is never a record. */
export function shouldStop(evaluations: readonly TrainingEvaluation[], stopping: Stopping): boolean {
  const { target, patience, minimumGain } = stopping;
  const newest = evaluations.at(-1);
  if (newest === undefined) return false;
  if (target !== undefined && newest.mean >= target) return true;
  if (patience === undefined) return false;
  let record = -Infinity;
  let since = 0;
  for (const { mean } of evaluations) {
    since += 1;
    if (record === -Infinity ? mean > record : mean > record + minimumGain) {
      record = mean;
      since = 0;
    }
  }
  return since >= patience;
}
