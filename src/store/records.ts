/** What a run remembers, as plain records. Generations are counted from 0, as in evolution. */

/** One generation, as charts and tables show it. */
export interface GenerationRecord {
  readonly generation: number;
  /** SHA-256 of the parameters after this generation. */
  readonly hash: string;
  readonly meanFitness: number;
  readonly bestFitness: number;
  readonly spread: number;
  readonly nanCount: number;
  readonly seconds: number;
  readonly sigma: number;
  readonly learningRate: number;
}

/** All that is saved, in one transaction, when a generation ends. */
export interface GenerationEntry {
  readonly record: GenerationRecord;
  /** `[populationSize, tasks]` row-major. */
  readonly fitness: Float64Array;
  readonly taskSeeds: readonly number[];
  /** The strategy's state after the generation, as bytes. */
  readonly checkpoint: Uint8Array;
  /** The rule after the generation, as a file. */
  readonly rule: Uint8Array;
  /** Whether the rule stays when a newer one arrives. */
  readonly keepRule: boolean;
}

/** Fitness on held-out tasks after a generation. */
export interface EvaluationRecord {
  readonly generation: number;
  readonly mean: number;
  /** Half-width of the 95 % confidence interval. */
  readonly ci95: number;
}

/** A strategy's state after a generation. */
export interface Checkpoint {
  readonly generation: number;
  readonly state: Uint8Array;
}

/** A rule file as it stood after a generation. */
export interface StoredRule {
  readonly generation: number;
  readonly bytes: Uint8Array;
}
