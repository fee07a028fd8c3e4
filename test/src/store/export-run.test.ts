/** Exported files: their content, and that they appear whole or not at all. */
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parquetReadObjects } from 'hyparquet';
import { expect, it } from 'vitest';
import { exportRun } from '../../../src/store/export-run.ts';
import { createRun } from '../../../src/store/open-run.ts';
import { generationEntry } from '../../fixtures/generation-entry.ts';
import { temporaryDirectory } from '../../fixtures/temporary-directory.ts';

function exampleRun(directory: string) {
  const run = createRun(directory, 'a', { seed: 1 });
  run.appendGeneration(generationEntry(0));
  const second = generationEntry(1);
  run.appendGeneration({ ...second, record: { ...second.record, meanFitness: Number.NaN, nanCount: 2 } });
  run.appendEvaluation({ generation: 1, mean: 4, ci95: 0.5 });
  return run;
}

it('writes generations as CSV', () => {
  const directory = temporaryDirectory();
  const run = exampleRun(directory);
  exportRun(run, 'csv', join(directory, 'out.csv'));
  run.close();
  expect(readFileSync(join(directory, 'out.csv'), 'utf8')).toBe(
    [
      'generation,hash,meanFitness,bestFitness,spread,nanCount,seconds,sigma,learningRate',
      `0,${'0'.repeat(64)},0,1,0.5,0,0.25,0.1,0.03`,
      `1,${'0'.repeat(63)}1,NaN,2,0.5,2,0.25,0.1,0.03`,
      '',
    ].join('\n'),
  );
});

it('writes configuration, generations and evaluations as JSON', () => {
  const directory = temporaryDirectory();
  const run = exampleRun(directory);
  exportRun(run, 'json', join(directory, 'out.json'));
  run.close();
  expect(JSON.parse(readFileSync(join(directory, 'out.json'), 'utf8'))).toMatchObject({
    name: 'a',
    numericsVersion: 1,
    configuration: { seed: 1 },
    generations: [{ generation: 0 }, { generation: 1, meanFitness: null, nanCount: 2 }],
    evaluations: [{ generation: 1, mean: 4, ci95: 0.5 }],
  });
});

it('writes generations as Parquet, with the numbers of the CSV', async () => {
  const directory = temporaryDirectory();
  const run = exampleRun(directory);
  const path = join(directory, 'out.parquet');
  exportRun(run, 'parquet', path);
  const generations = run.generations();
  run.close();
  const bytes = readFileSync(path);
  const file = bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength) as ArrayBuffer;
  expect(await parquetReadObjects({ file })).toEqual(generations);
});

it('writes every number of every generation as TensorBoard events', () => {
  const directory = temporaryDirectory();
  const run = exampleRun(directory);
  exportRun(run, 'tfevents', join(directory, 'out.tfevents'));
  run.close();
  const text = readFileSync(join(directory, 'out.tfevents'), 'latin1');
  expect(text.match(/generation\/meanFitness/g)).toHaveLength(2);
  expect(text.match(/held-out\/mean/g)).toHaveLength(1);
});

it('writes the newest rule as it was saved, in place of an older file', () => {
  const directory = temporaryDirectory();
  const run = exampleRun(directory);
  writeFileSync(join(directory, 'rule.safetensors'), 'older');
  exportRun(run, 'safetensors', join(directory, 'rule.safetensors'));
  run.close();
  expect([...readFileSync(join(directory, 'rule.safetensors'))]).toEqual([2, 1]);
});

it('leaves nothing half-written where it cannot write', () => {
  const directory = temporaryDirectory();
  const run = exampleRun(directory);
  const target = join(directory, 'occupied');
  mkdirSync(join(target, 'inside'), { recursive: true });
  expect(() => exportRun(run, 'json', target)).toThrow(`${target} could not be written: `);
  expect(() => exportRun(run, 'json', join(directory, 'absent', 'out.json'))).toThrow('could not be written');
  run.close();
  expect(readdirSync(directory).sort()).toEqual(['a.sqlite', 'a.sqlite-lock', 'occupied']);
});

it('says that a run without generations has no rule', () => {
  const directory = temporaryDirectory();
  const run = createRun(directory, 'a', null);
  expect(() => exportRun(run, 'safetensors', join(directory, 'x'))).toThrow(
    'run "a" has no rule yet: no generation has ended',
  );
  run.close();
});
