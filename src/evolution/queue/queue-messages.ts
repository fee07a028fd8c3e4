/**
 * What a coordinator and its workers say to each other. A *call* is one evaluation of a population, kept once in Redis;
 * a *chunk* is a job that names a call and some of its members; an *answer* is what the job returns.
 *
 * Every name is a hash of all that decides the outcome, so a job that is done twice, late, or again after a crash can
 * only give the same answer.
 */
import { createHash } from 'node:crypto';
import { z } from 'zod';
import { strategyNamed } from '../registry.ts';
import { decodeState, encodeState } from '../state-encoding.ts';
import type { Proposal } from '../strategy.ts';
import { buildIdentitySchema } from './build-identity.ts';

/** One queue serves every run. */
export const QUEUE_NAME = 'murmuration';
/** Seconds after which what nobody asks for any more is forgotten. */
export const KEPT_SECONDS = 24 * 3600;

/** An evaluator as other machines can find it: by name, in the registry of whoever runs them. */
export const namedEvaluatorSchema = z.strictObject({ name: z.string().max(200), specification: z.unknown() });
export type NamedEvaluator = z.infer<typeof namedEvaluatorSchema>;

const proposalSchema = z.looseObject({
  strategy: z.string(),
  mean: z.union([z.instanceof(Float32Array), z.instanceof(Float64Array)]),
  generation: z.int().min(0),
  populationSize: z.int().min(1),
});

const callSchema = z.strictObject({
  proposal: proposalSchema,
  taskSeeds: z.array(z.int().min(0)).min(1),
  evaluator: namedEvaluatorSchema,
});

export interface EvaluationCall {
  readonly proposal: Proposal;
  readonly taskSeeds: readonly number[];
  readonly evaluator: NamedEvaluator;
}

export const callBytes = (call: EvaluationCall): Uint8Array => encodeState(call);

/** @throws Error for bytes that are not a call of a known strategy */
export function readCall(bytes: Uint8Array): EvaluationCall {
  const { proposal, taskSeeds, evaluator } = callSchema.parse(decodeState(bytes));
  strategyNamed(proposal.strategy);
  return { proposal: proposal as unknown as Proposal, taskSeeds, evaluator };
}

/** The name of a call of a run: `<run>.<generation>.<hash>`. */
export function callName(run: string, { proposal }: EvaluationCall, bytes: Uint8Array): string {
  const hash = createHash('sha256').update(bytes).digest('hex').slice(0, 24);
  return `${run}.${proposal.generation}.${hash}`;
}

/** Where Redis keeps a call. */
export const callKey = (call: string): string => `${QUEUE_NAME}:call:${call}`;

export const chunkSchema = z.strictObject({
  call: z.string().max(400),
  start: z.int().min(0),
  end: z.int().min(1),
  build: buildIdentitySchema,
});

export type Chunk = z.infer<typeof chunkSchema>;

/** The name of a job; `issue` counts how often the chunk was given out, from 0. */
export function chunkJobId(
  { call, start, end }: Pick<Chunk, 'call' | 'start' | 'end'>,
  issue: number,
): string {
  return `${call}.${start}-${end}.${issue}`;
}

export const answerSchema = z.union([
  /** `[end - start, tasks]` as base64 of little-endian float64, since JSON has no NaN. */
  z.strictObject({ worker: z.string(), fitness: z.base64(), milliseconds: z.number().min(0) }),
  /** The evaluator threw, or ended its worker again and again. */
  z.strictObject({ worker: z.string(), error: z.string() }),
  /** The worker may not or cannot compute it. */
  z.strictObject({ worker: z.string(), refused: z.string() }),
]);

export type Answer = z.infer<typeof answerSchema>;

export function fitnessText(fitness: Float64Array): string {
  const view = new DataView(new ArrayBuffer(8 * fitness.length));
  for (let n = 0; n < fitness.length; n++) view.setFloat64(8 * n, fitness[n], true);
  return Buffer.from(view.buffer).toString('base64');
}

export function readFitness(text: string): Float64Array {
  const bytes = Buffer.from(text, 'base64');
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  return Float64Array.from({ length: bytes.length >> 3 }, (_, n) => view.getFloat64(8 * n, true));
}
