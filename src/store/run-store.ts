/**
 * A run on disk: one SQLite file in write-ahead mode (https://www.sqlite.org/wal.html). Each generation is one
 * transaction, so a kill at any moment loses at most the generation in flight, and viewers read while a process
 * trains.
 */
import type { DatabaseSync, SQLOutputValue } from 'node:sqlite';
import type {
  Checkpoint,
  EvaluationRecord,
  GenerationEntry,
  GenerationRecord,
  StoredRule,
} from './records.ts';
import { asStoreError } from './store-error.ts';

type Row = Record<string, SQLOutputValue>;

/** Checkpoints on file: the newest, and one before it in case the newest cannot be read. */
const CHECKPOINTS_KEPT = 2;

function toNumber(value: SQLOutputValue): number {
  return value === null ? Number.NaN : Number(value);
}

function toRecord(row: Row): GenerationRecord {
  return {
    generation: toNumber(row.generation),
    hash: String(row.hash),
    meanFitness: toNumber(row.mean_fitness),
    bestFitness: toNumber(row.best_fitness),
    spread: toNumber(row.spread),
    nanCount: toNumber(row.nan_count),
    seconds: toNumber(row.seconds),
    sigma: toNumber(row.sigma),
    learningRate: toNumber(row.learning_rate),
  };
}

function fitnessBytes(fitness: Float64Array): Uint8Array {
  const view = new DataView(new ArrayBuffer(fitness.length * 8));
  for (let n = 0; n < fitness.length; n++) view.setFloat64(8 * n, fitness[n], true);
  return new Uint8Array(view.buffer);
}

/** An open run. Made by `createRun` and `openRun`; every method throws StoreError when the file fails it. */
export class RunStore {
  readonly name: string;
  readonly readOnly: boolean;
  /** What the run was created with, any JSON. */
  readonly configuration: unknown;
  readonly numericsVersion: number;
  /** ISO 8601. */
  readonly createdAt: string;
  private readonly database: DatabaseSync;
  private readonly release: () => void;

  /** @param release called once, after the database is closed */
  constructor(name: string, database: DatabaseSync, readOnly: boolean, release: () => void) {
    this.name = name;
    this.database = database;
    this.readOnly = readOnly;
    this.release = release;
    const [run] = this.rows('SELECT configuration, numerics_version, created_at FROM run');
    this.configuration = JSON.parse(String(run.configuration));
    this.numericsVersion = toNumber(run.numerics_version);
    this.createdAt = String(run.created_at);
  }

  /** All generations in order. */
  generations(): GenerationRecord[] {
    return this.rows(
      `SELECT generation, hash, mean_fitness, best_fitness, spread, nan_count, seconds, sigma, learning_rate
       FROM generations ORDER BY generation`,
    ).map(toRecord);
  }

  /** The parameter hash after every generation. */
  hashes(): string[] {
    return this.rows('SELECT hash FROM generations ORDER BY generation').map((row) => String(row.hash));
  }

  /** The parameter hash after one generation; undefined if there is no such one. */
  hash(generation: number): string | undefined {
    const [row] = this.rows('SELECT hash FROM generations WHERE generation = ?', generation);
    return row && String(row.hash);
  }

  /** Fitness `[populationSize, tasks]` and task seeds of one generation; undefined if there is no such one. */
  fitness(generation: number): { fitness: Float64Array; taskSeeds: number[] } | undefined {
    const [row] = this.rows('SELECT fitness, task_seeds FROM generations WHERE generation = ?', generation);
    if (row === undefined) return undefined;
    const bytes = row.fitness as Uint8Array;
    const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    return {
      fitness: Float64Array.from({ length: bytes.length / 8 }, (_, n) => view.getFloat64(8 * n, true)),
      taskSeeds: JSON.parse(String(row.task_seeds)) as number[],
    };
  }

  /** The newest states, newest first; none before the first generation ended. */
  checkpoints(): Checkpoint[] {
    return this.rows('SELECT generation, state FROM checkpoints ORDER BY generation DESC').map((row) => ({
      generation: toNumber(row.generation),
      state: row.state as Uint8Array,
    }));
  }

  /** The generations whose rules are on file, in order. */
  ruleGenerations(): number[] {
    return this.rows('SELECT generation FROM rules ORDER BY generation').map((row) =>
      toNumber(row.generation),
    );
  }

  /** The rule after a generation, or the newest; undefined if it is not on file. */
  rule(generation?: number): StoredRule | undefined {
    const [row] =
      generation === undefined
        ? this.rows('SELECT generation, bytes FROM rules ORDER BY generation DESC LIMIT 1')
        : this.rows('SELECT generation, bytes FROM rules WHERE generation = ?', generation);
    return row && { generation: toNumber(row.generation), bytes: row.bytes as Uint8Array };
  }

  /** All held-out evaluations in order. */
  evaluations(): EvaluationRecord[] {
    return this.rows('SELECT generation, mean, ci95 FROM evaluations ORDER BY generation').map((row) => ({
      generation: toNumber(row.generation),
      mean: toNumber(row.mean),
      ci95: toNumber(row.ci95),
    }));
  }

  /**
   * Saves a generation, its checkpoint and its rule together or not at all.
   * @throws RangeError unless it is the one after the last
   */
  appendGeneration({ record, fitness, taskSeeds, checkpoint, rule, keepRule }: GenerationEntry): void {
    const { generation } = record;
    this.write(`generation ${generation} could not be saved, all before it is kept`, (database) => {
      const expected = toNumber(this.rows('SELECT count(*) AS count FROM generations')[0].count);
      if (generation !== expected) {
        throw new RangeError(`the next generation of run ${this.name} is ${expected}, got ${generation}`);
      }
      database
        .prepare('INSERT INTO generations VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)')
        .run(
          generation,
          record.hash,
          record.meanFitness,
          record.bestFitness,
          record.spread,
          record.nanCount,
          record.seconds,
          record.sigma,
          record.learningRate,
          fitnessBytes(fitness),
          JSON.stringify(taskSeeds),
        );
      database.prepare('INSERT INTO checkpoints VALUES (?, ?)').run(generation, checkpoint);
      database.prepare('DELETE FROM checkpoints WHERE generation <= ?').run(generation - CHECKPOINTS_KEPT);
      database.exec('DELETE FROM rules WHERE NOT kept');
      database.prepare('INSERT INTO rules VALUES (?, ?, ?)').run(generation, Number(keepRule), rule);
    });
  }

  /** Saves an evaluation; a second one of the same generation takes the place of the first. */
  appendEvaluation({ generation, mean, ci95 }: EvaluationRecord): void {
    this.write(`the evaluation of generation ${generation} could not be saved`, (database) => {
      database.prepare('INSERT OR REPLACE INTO evaluations VALUES (?, ?, ?)').run(generation, mean, ci95);
    });
  }

  /** Forgets everything after `generation`. */
  rewind(generation: number): void {
    this.write(`the generations after ${generation} could not be taken back`, (database) => {
      for (const table of ['generations', 'checkpoints', 'rules', 'evaluations']) {
        database.prepare(`DELETE FROM ${table} WHERE generation > ?`).run(generation);
      }
    });
  }

  /** Closes the file and lets the next writer in; a second call does nothing. */
  close(): void {
    if (!this.database.isOpen) return;
    this.database.close();
    this.release();
  }

  private rows(sql: string, ...values: number[]): Row[] {
    try {
      return this.database.prepare(sql).all(...values);
    } catch (error) {
      throw asStoreError(error, `run ${JSON.stringify(this.name)}`, 'it could not be read');
    }
  }

  private write(action: string, change: (database: DatabaseSync) => void): void {
    try {
      this.database.exec('BEGIN IMMEDIATE');
      change(this.database);
      this.database.exec('COMMIT');
    } catch (error) {
      // Some failures, a full disk among them, have rolled back already.
      if (this.database.isOpen && this.database.isTransaction) this.database.exec('ROLLBACK');
      if (error instanceof RangeError) throw error;
      throw asStoreError(error, `run ${JSON.stringify(this.name)}`, action);
    }
  }
}
