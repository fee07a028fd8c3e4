/**
 * How far a meta-training by gradient has come, as one file that appears whole or not at all: what the next step needs,
 * and what the training has told so far.
 */
import { existsSync, mkdirSync, readFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { z } from 'zod';
import { decodeState, encodeState } from '../../src/evolution/state-encoding.ts';
import { NUMERICS_VERSION } from '../../src/numerics/numerics-version.ts';
import { writeFileAtomically } from '../../src/store/atomic-file.ts';
import type { GradientTrainingState } from '../../src/training/gradient-trainer.ts';
import { CaseFileError } from '../harness/case-store.ts';

export interface GradientCheckpoint {
  readonly state: GradientTrainingState;
  /** Mean loss of the batch of each step so far, of the parameters before it. */
  readonly losses: readonly number[];
  /** Norm of each step's gradient, before clipping. */
  readonly norms: readonly number[];
  /** Wall time of these steps. */
  readonly seconds: number;
}

const numbers = z.array(z.number());

const fileSchema = z.strictObject({
  numericsVersion: z.int(),
  /** All that decides the outcome, as text. */
  configuration: z.string(),
  checkpoint: z.strictObject({
    state: z.strictObject({
      step: z.int().min(0),
      parameters: z.instanceof(Float32Array),
      adam: z.strictObject({
        firstMoment: z.instanceof(Float64Array),
        secondMoment: z.instanceof(Float64Array),
        firstDecayPower: z.number(),
        secondDecayPower: z.number(),
      }),
    }),
    losses: numbers,
    norms: numbers,
    seconds: z.number().min(0),
  }),
});

/**
 * The checkpoint at `path`, or nothing where there is none, or one of another configuration or other numerics.
 * @throws CaseFileError for a file that is damaged
 */
export function readGradientCheckpoint(path: string, configuration: string): GradientCheckpoint | undefined {
  if (!existsSync(path)) return undefined;
  let content: z.infer<typeof fileSchema>;
  try {
    content = fileSchema.parse(decodeState(readFileSync(path)));
  } catch (cause) {
    throw new CaseFileError(`${path} is not a checkpoint of a training: delete it to start anew`, { cause });
  }
  const same = content.configuration === configuration && content.numericsVersion === NUMERICS_VERSION;
  return same ? content.checkpoint : undefined;
}

/** Replaces the checkpoint at `path`. @throws StoreError when it cannot be written; the old one then stands */
export function writeGradientCheckpoint(
  path: string,
  configuration: string,
  checkpoint: GradientCheckpoint,
): void {
  mkdirSync(dirname(path), { recursive: true });
  writeFileAtomically(path, encodeState({ numericsVersion: NUMERICS_VERSION, configuration, checkpoint }));
}
