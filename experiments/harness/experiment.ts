/**
 * An experiment: one question, cut into cases that are pure functions of plain data, so that an interrupted run goes
 * on where it stopped and a report can be drawn again without running anything.
 */
import type { z } from 'zod';

/** `quick` answers within three minutes and is what tests run; `full` is what the committed reports are made of. */
export type Scale = 'quick' | 'full';

/** One piece of work: plain data. Its key names its result on disk: letters, digits, dots, dashes, underscores. */
export interface ExperimentCase {
  readonly key: string;
  /** Seed of the repetition that it belongs to. */
  readonly seed: number;
}

export interface CaseContext {
  /** Worker threads for whatever can use them. */
  readonly workers: number;
  /** Where the case may keep a run of its own, to be resumed. */
  readonly directory: string;
  readonly signal?: AbortSignal | undefined;
  /** Tells how much of the case is done, from 0 to 1. */
  readonly onProgress: (share: number) => void;
}

export interface CaseResult<Case, Result> {
  readonly case: Case;
  readonly result: Result;
  /** Wall time that it took. */
  readonly seconds: number;
}

export interface Experiment<Case extends ExperimentCase, Result> {
  readonly name: string;
  readonly title: string;
  /** What is asked, in a sentence or two, with its source. */
  readonly question: string;
  /** How it is asked: what is trained, on what, and what is measured. */
  readonly method: string;
  /** Repetitions unless told otherwise. */
  readonly seeds: Readonly<Record<Scale, number>>;
  /** All the work, in the order in which it is done. */
  cases(scale: Scale, seeds: readonly number[]): Case[];
  /** Does one piece; an exact function of the case. */
  run(work: Case, context: CaseContext): Promise<Result>;
  /** What a result on disk must look like. */
  readonly resultSchema: z.ZodType<Result>;
  /** The answer as an SVG document. */
  figure(results: readonly CaseResult<Case, Result>[]): string;
  /** The answer as Markdown: tables, and a sentence that says whether the claim held. Computed, never written by hand. */
  findings(results: readonly CaseResult<Case, Result>[]): string;
}

/** An experiment whose own types are nobody else's business. */
export type AnyExperiment = Experiment<ExperimentCase, unknown>;

/** Forgets an experiment's own types; its schema still checks what is read from disk. */
export function anyExperiment<Case extends ExperimentCase, Result>(
  experiment: Experiment<Case, Result>,
): AnyExperiment {
  return experiment as unknown as AnyExperiment;
}
