/** What the trainer asks of a store: whole generations saved at once, and a way back to the last of them. */
import type { GenerationReport } from '../evolution/strategy.ts';

/** A generation as it is logged. */
export interface TrainedGeneration extends GenerationReport {
  /** SHA-256 of the parameters after the generation. */
  readonly hash: string;
  /** Wall time; nothing depends on it. */
  readonly seconds: number;
}

/** Fitness of the mean parameters on held-out tasks after a generation. */
export interface TrainingEvaluation {
  readonly generation: number;
  readonly mean: number;
  /** Half-width of the 95 % confidence interval. */
  readonly ci95: number;
}

/** The part of `RunStore` that the trainer uses; `src/store` documents it. */
export interface TrainingStore {
  readonly name: string;
  hashes(): string[];
  fitness(generation: number): { readonly taskSeeds: readonly number[] } | undefined;
  checkpoints(): readonly { readonly generation: number; readonly state: Uint8Array }[];
  evaluations(): readonly TrainingEvaluation[];
  appendGeneration(entry: {
    readonly record: TrainedGeneration;
    readonly fitness: Float64Array;
    readonly taskSeeds: readonly number[];
    readonly checkpoint: Uint8Array;
    readonly rule: Uint8Array;
    readonly keepRule: boolean;
  }): void;
  appendEvaluation(evaluation: TrainingEvaluation): void;
  rewind(generation: number): void;
  close(): void;
}
