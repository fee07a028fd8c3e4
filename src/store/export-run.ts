/**
 * A run as files for other programs: JSON of everything small, CSV and Parquet of the generations, TensorBoard events of
 * what is charted, the newest rule as safetensors.
 */
import { parquetWriteBuffer } from 'hyparquet-writer';
import { writeFileAtomically } from './atomic-file.ts';
import { encodeEventFile, type ScalarEvent } from './event-file.ts';
import type { GenerationRecord } from './records.ts';
import type { RunStore } from './run-store.ts';
import { StoreError } from './store-error.ts';

const COLUMNS = [
  'generation',
  'hash',
  'meanFitness',
  'bestFitness',
  'spread',
  'nanCount',
  'seconds',
  'sigma',
  'learningRate',
] as const satisfies readonly (keyof GenerationRecord)[];

/** Everything but fitness vectors, checkpoints and rules; NaN becomes null. */
function toJson(run: RunStore): string {
  const { name, createdAt, numericsVersion, configuration } = run;
  const content = { name, createdAt, numericsVersion, configuration };
  return `${JSON.stringify({ ...content, generations: run.generations(), evaluations: run.evaluations() }, null, 2)}\n`;
}

/** A header line and one line a generation (RFC 4180, with line feeds); NaN is written as NaN. */
function toCsv(run: RunStore): string {
  const lines = run.generations().map((record) => COLUMNS.map((column) => record[column]).join(','));
  return `${[COLUMNS.join(','), ...lines].join('\n')}\n`;
}

/** The columns of the CSV, with types. */
function toParquet(run: RunStore): Uint8Array {
  const records = run.generations();
  const type = (column: (typeof COLUMNS)[number]) => {
    if (column === 'hash') return 'STRING';
    return column === 'generation' || column === 'nanCount' ? 'INT32' : 'DOUBLE';
  };
  const buffer = parquetWriteBuffer({
    columnData: COLUMNS.map((name) => ({
      name,
      type: type(name),
      data: records.map((record) => record[name]),
      nullable: false,
    })),
  });
  return new Uint8Array(buffer);
}

/** Every number of every generation, and the held-out measurements, at the time when they were made. */
function toEvents(run: RunStore): Uint8Array {
  const events: ScalarEvent[] = [];
  const evaluations = new Map(run.evaluations().map((evaluation) => [evaluation.generation, evaluation]));
  let wallTime = Date.parse(run.createdAt) / 1000;
  for (const record of run.generations()) {
    wallTime += record.seconds;
    const step = record.generation;
    for (const column of COLUMNS) {
      const value = record[column];
      if (typeof value === 'number' && column !== 'generation')
        events.push({ wallTime, step, tag: `generation/${column}`, value });
    }
    const evaluation = evaluations.get(step);
    if (evaluation) {
      events.push({ wallTime, step, tag: 'held-out/mean', value: evaluation.mean });
      events.push({ wallTime, step, tag: 'held-out/ci95', value: evaluation.ci95 });
    }
  }
  return encodeEventFile(events);
}

function ruleBytes(run: RunStore): Uint8Array {
  const rule = run.rule();
  if (rule !== undefined) return rule.bytes;
  throw new StoreError('missing', `run ${JSON.stringify(run.name)} has no rule yet: no generation has ended`);
}

const encoders = {
  json: toJson,
  csv: toCsv,
  parquet: toParquet,
  tfevents: toEvents,
  safetensors: ruleBytes,
} as const satisfies Record<string, (run: RunStore) => string | Uint8Array>;

export type ExportFormat = keyof typeof encoders;
export const EXPORT_FORMATS = Object.keys(encoders) as ExportFormat[];

/**
 * Writes one file, whole or not at all.
 * @throws StoreError `missing` if there is no rule yet, `disk-full`, `failed`
 */
export function exportRun(run: RunStore, format: ExportFormat, path: string): void {
  writeFileAtomically(path, encoders[format](run));
}
