/** What two machines must have in common to compute the same bits, and the sentence that says how they differ. */
import { z } from 'zod';

export const buildIdentitySchema = z.strictObject({
  /** Hash of the sources that evaluate. */
  build: z.string().max(100),
  /** Hash of the compiled kernel. */
  kernel: z.string().max(100),
  numericsVersion: z.int(),
});

export type BuildIdentity = z.infer<typeof buildIdentitySchema>;

const NAMES: Record<keyof BuildIdentity, string> = {
  build: 'build',
  kernel: 'kernel hash',
  numericsVersion: 'numerics version',
};

/** How `own` differs from what a run asks for; nothing if it does not. */
export function buildDifference(own: BuildIdentity, wanted: BuildIdentity): string | undefined {
  const keys = Object.keys(NAMES) as (keyof BuildIdentity)[];
  const different = keys.filter((key) => own[key] !== wanted[key]);
  if (different.length === 0) return undefined;
  return different
    .map(
      (key) =>
        `its ${NAMES[key]} is ${String(own[key]).slice(0, 12)}, the run's is ${String(wanted[key]).slice(0, 12)}`,
    )
    .join('; ');
}
