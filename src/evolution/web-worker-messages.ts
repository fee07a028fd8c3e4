/** What a page and its Web Workers say to each other when they evaluate. */
import { z } from 'zod';
import type { Proposal } from './strategy.ts';

const evaluatorSchema = z.strictObject({
  url: z.string(),
  exportName: z.string(),
  specification: z.unknown(),
});

/** What the page says: which evaluator, once, and then tasks, each with a number of its own. */
export const webWorkerMessageSchema = z.union([
  z.strictObject({ evaluator: evaluatorSchema }),
  z.strictObject({
    id: z.int(),
    proposal: z.custom<Proposal>((value) => typeof value === 'object' && value !== null),
    taskSeeds: z.array(z.int().min(0)),
    range: z.strictObject({ start: z.int().min(0), end: z.int().min(0) }),
  }),
]);

export const webWorkerAnswerSchema = z.union([
  z.strictObject({ id: z.int(), fitness: z.instanceof(Float64Array) }),
  z.strictObject({ id: z.int(), error: z.instanceof(Error) }),
]);

export type WebWorkerAnswer =
  | { readonly id: number; readonly fitness: Float64Array }
  | { readonly id: number; readonly error: Error };
