/**
 * Lifetimes that grow with training: short ones first, since a long one that a rule cannot yet use only adds noise.
 * (Metz et al. 2019, "Understanding and correcting pathologies in the training of learned optimizers", section 4)
 */
import * as z from 'zod';
import { geometricSchedule } from '../evolution/geometric-schedule.ts';
import { exp } from '../numerics/exponential.ts';
import { log } from '../numerics/logarithm.ts';
import { uniformAt } from '../numerics/noise.ts';
import { STREAM } from '../numerics/streams.ts';

const steps = z.int().min(1).max(1_000_000);

export const curriculumSchema = z.strictObject({
  /** Steps of a lifetime in the first generation. */
  firstSteps: steps,
  /** The same once the schedule has ended. */
  finalSteps: steps,
  /** Length of the schedule, in generations. */
  generations: z.int().min(1).max(1_000_000_000),
  /** Draws each generation's length between `firstSteps` and the schedule's, so that no length is forgotten. */
  mixed: z.boolean().default(false),
});

export type Curriculum = z.infer<typeof curriculumSchema>;

/** Steps of the lifetimes of a generation, the same for all members: a pure function of its arguments. */
export function curriculumSteps(curriculum: Curriculum, seed: number, generation: number): number {
  const { firstSteps, finalSteps, generations, mixed } = curriculum;
  const longest = geometricSchedule(firstSteps, finalSteps, generations, generation);
  if (!mixed) return Math.round(longest);
  // Log-uniform: as many lifetimes between 20 and 40 steps as between 200 and 400.
  const share = uniformAt(seed, STREAM.curriculum, generation);
  return Math.round(firstSteps * exp(share * log(longest / firstSteps)));
}
