/** A run as files for other programs: JSON of everything small, CSV of the generations, the rule as safetensors. */
import { writeFileAtomically } from './atomic-file.ts';
import type { GenerationRecord } from './records.ts';
import type { RunStore } from './run-store.ts';
import { StoreError } from './store-error.ts';

export const EXPORT_FORMATS = ['json', 'csv', 'safetensors'] as const;

export type ExportFormat = (typeof EXPORT_FORMATS)[number];

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

function ruleBytes(run: RunStore): Uint8Array {
  const rule = run.rule();
  if (rule !== undefined) return rule.bytes;
  throw new StoreError('missing', `run ${JSON.stringify(run.name)} has no rule yet: no generation has ended`);
}

/**
 * Writes one file, whole or not at all.
 * @throws StoreError `missing` if there is no rule yet, `disk-full`, `failed`
 */
export function exportRun(run: RunStore, format: ExportFormat, path: string): void {
  const content = format === 'json' ? toJson(run) : format === 'csv' ? toCsv(run) : ruleBytes(run);
  writeFileAtomically(path, content);
}
