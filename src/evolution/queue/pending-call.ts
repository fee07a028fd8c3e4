/**
 * A call in flight: which chunks are out, which have answered, and whether two answers agree. The first answer wins;
 * a second one that differs means that somebody computes other bits, which is an error that names both workers.
 */
import type { MemberRange } from '../member-range.ts';
import { QueueError } from './queue-error.ts';
import { type Answer, type EvaluationCall, readFitness } from './queue-messages.ts';

export interface PendingChunk {
  readonly start: number;
  readonly end: number;
  /** How often it was given out. */
  issues: number;
  /** How often a worker was lost with it. */
  stalls: number;
  /** When it was given out last, in milliseconds of the queue's clock. */
  issuedAt: number;
  /** When a worker was seen to begin it after that. */
  begunAt?: number | undefined;
  winner?: { readonly worker: string; readonly fitness: string };
}

export class PendingCall {
  readonly name: string;
  readonly call: EvaluationCall;
  readonly bytes: Uint8Array;
  readonly chunks: ReadonlyMap<number, PendingChunk>;
  /** `[populationSize, tasks]` */
  readonly fitness: Float64Array;
  /** What chunks took, as their workers told. */
  readonly paces: { readonly members: number; readonly milliseconds: number }[] = [];
  #missing: number;

  constructor(name: string, call: EvaluationCall, bytes: Uint8Array, ranges: readonly MemberRange[]) {
    const { proposal, taskSeeds } = call;
    this.name = name;
    this.call = call;
    this.bytes = bytes;
    this.chunks = new Map(
      ranges.map((range) => [range.start, { ...range, issues: 0, stalls: 0, issuedAt: 0 }]),
    );
    this.fitness = new Float64Array(proposal.populationSize * taskSeeds.length);
    this.#missing = ranges.length;
  }

  get complete(): boolean {
    return this.#missing === 0;
  }

  open(): PendingChunk[] {
    return [...this.chunks.values()].filter(({ winner }) => winner === undefined);
  }

  /**
   * Takes an answer of fitness.
   * @throws QueueError `disagreement` when it differs from the first one, or has the wrong length
   */
  accept(chunk: PendingChunk, { worker, fitness, milliseconds }: Extract<Answer, { fitness: string }>): void {
    const { proposal, taskSeeds } = this.call;
    const what = `members ${chunk.start} to ${chunk.end - 1} of generation ${proposal.generation}`;
    const values = readFitness(fitness);
    const expected = (chunk.end - chunk.start) * taskSeeds.length;
    if (values.length !== expected) {
      const got = `answered ${what} with ${values.length} values instead of ${expected}`;
      throw new QueueError('disagreement', `worker ${worker} ${got}`);
    }
    if (chunk.winner === undefined) {
      chunk.winner = { worker, fitness };
      this.fitness.set(values, chunk.start * taskSeeds.length);
      this.paces.push({ members: chunk.end - chunk.start, milliseconds });
      this.#missing -= 1;
    } else if (chunk.winner.fitness !== fitness) {
      throw new QueueError(
        'disagreement',
        `worker ${worker} and worker ${chunk.winner.worker} computed different fitness for ${what}: one of them cannot be trusted`,
      );
    }
  }
}
