/** Runs in SQLite: what is saved comes back, whole generations only, and every misuse has its sentence. */
import { existsSync, readdirSync, readFileSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { expect, it } from 'vitest';
import { createRun, openRun } from '../../../src/store/open-run.ts';
import { finished, startScript } from '../../fixtures/child-script.ts';
import { generationEntry } from '../../fixtures/generation-entry.ts';
import { temporaryDirectory } from '../../fixtures/temporary-directory.ts';

/** Starts a process that holds the run open for writing. */
async function holdRun(directory: string, name: string): Promise<() => Promise<void>> {
  const child = startScript('hold-run.ts', directory, name);
  await new Promise((resolve) => child.stdout.once('data', resolve));
  return async () => {
    const end = finished(child);
    child.kill('SIGKILL');
    await end;
  };
}

it('gives back what was saved', () => {
  const directory = join(temporaryDirectory(), 'made', 'when', 'missing');
  const configuration = { world: 'DarkRoom-v0', nested: [1, { a: null }] };
  const run = createRun(directory, 'first', configuration);
  const entries = [generationEntry(0), generationEntry(1), generationEntry(2)];
  for (const entry of entries) run.appendGeneration(entry);
  run.appendEvaluation({ generation: 1, mean: 2.5, ci95: Number.NaN });
  run.close();

  const again = openRun(directory, 'first');
  expect(again.configuration).toEqual(configuration);
  expect(again.numericsVersion).toBe(1);
  expect(again.generations()).toEqual(entries.map(({ record }) => record));
  expect(again.hashes()).toEqual(entries.map(({ record }) => record.hash));
  expect(again.fitness(1)).toEqual({ fitness: entries[1].fitness, taskSeeds: entries[1].taskSeeds });
  expect(again.fitness(3)).toBeUndefined();
  expect(again.evaluations()).toEqual([{ generation: 1, mean: 2.5, ci95: Number.NaN }]);
  again.close();
  expect(readdirSync(directory).sort()).toEqual(['first.sqlite', 'first.sqlite-lock']);
});

it('keeps the last two checkpoints, newest first', () => {
  const run = createRun(temporaryDirectory(), 'a', null);
  expect(run.checkpoints()).toEqual([]);
  for (let generation = 0; generation < 4; generation++) run.appendGeneration(generationEntry(generation));
  expect(run.checkpoints()).toEqual([
    { generation: 3, state: new Uint8Array([1, 3]) },
    { generation: 2, state: new Uint8Array([1, 2]) },
  ]);
  run.close();
});

it('keeps the newest rule and those marked to be kept', () => {
  const run = createRun(temporaryDirectory(), 'a', null);
  expect(run.rule()).toBeUndefined();
  for (let generation = 0; generation < 5; generation++) {
    run.appendGeneration(generationEntry(generation, { keepRule: generation % 2 === 1 }));
  }
  expect(run.ruleGenerations()).toEqual([1, 3, 4]);
  expect(run.rule()).toEqual({ generation: 4, bytes: new Uint8Array([2, 4]) });
  expect(run.rule(1)).toEqual({ generation: 1, bytes: new Uint8Array([2, 1]) });
  expect(run.rule(2)).toBeUndefined();
  run.close();
});

it('takes generations in order only', () => {
  const run = createRun(temporaryDirectory(), 'a', null);
  run.appendGeneration(generationEntry(0));
  expect(() => run.appendGeneration(generationEntry(2))).toThrow('the next generation of run a is 1, got 2');
  expect(run.hashes().length).toBe(1);
  run.appendGeneration(generationEntry(1));
  run.close();
});

it('forgets what came after a generation', () => {
  const run = createRun(temporaryDirectory(), 'a', null);
  for (let generation = 0; generation < 3; generation++) {
    run.appendGeneration(generationEntry(generation, { keepRule: true }));
    run.appendEvaluation({ generation, mean: 0, ci95: 0 });
  }
  run.rewind(1);
  expect(run.hashes().length).toBe(2);
  expect(run.ruleGenerations()).toEqual([0, 1]);
  expect(run.evaluations().length).toBe(2);
  expect(run.checkpoints().map(({ generation }) => generation)).toEqual([1]);
  run.close();
});

it('can be read while it is written', () => {
  const directory = temporaryDirectory();
  const writer = createRun(directory, 'a', null);
  const reader = openRun(directory, 'a', { readOnly: true });
  expect(reader.hashes().length).toBe(0);
  writer.appendGeneration(generationEntry(0));
  expect(reader.hashes().length).toBe(1);
  expect(() => reader.appendGeneration(generationEntry(1))).toThrow(
    'run "a": generation 1 could not be saved',
  );
  reader.close();
  writer.close();
});

it('refuses a second writer in this process and in another, until the first ends', async () => {
  const directory = temporaryDirectory();
  const first = createRun(directory, 'a', null);
  const refusal = 'run "a" is already being written, by this or another process';
  expect(() => openRun(directory, 'a')).toThrow(refusal);
  first.close();
  first.close();
  const kill = await holdRun(directory, 'a');
  expect(() => openRun(directory, 'a')).toThrow(refusal);
  await kill();
  openRun(directory, 'a').close();
});

it('refuses to create a run that exists, and leaves it as it was', () => {
  const directory = temporaryDirectory();
  createRun(directory, 'a', { first: true }).close();
  expect(() => createRun(directory, 'a', { first: false })).toThrow(`run "a" already exists in ${directory}`);
  const run = openRun(directory, 'a');
  expect(run.configuration).toEqual({ first: true });
  run.close();
});

it.each(['', 'a/b', '../a', 'ä', 'a b', 'x'.repeat(65)])('refuses the name %j', (name) => {
  expect(() => createRun(temporaryDirectory(), name, null)).toThrow(
    `run name must be 1 to 64 letters, digits, dots, dashes or underscores, got ${JSON.stringify(name)}`,
  );
});

it('refuses a run that is missing, and makes no file', () => {
  const directory = temporaryDirectory();
  for (const readOnly of [true, false]) {
    expect(() => openRun(directory, 'a', { readOnly })).toThrow(`run "a" does not exist in ${directory}`);
  }
  expect(readdirSync(directory)).toEqual([]);
});

it.each([true, false])('refuses what is no run (readOnly: %s)', (readOnly) => {
  const directory = temporaryDirectory();
  writeFileSync(join(directory, 'text.sqlite'), 'not a database, but long enough to look at '.repeat(99));
  writeFileSync(join(directory, 'empty.sqlite'), '');
  const other = new DatabaseSync(join(directory, 'other.sqlite'));
  other.exec('CREATE TABLE a (b)');
  other.close();
  for (const name of ['text', 'empty', 'other']) {
    expect(() => openRun(directory, name, { readOnly })).toThrow(
      `run "${name}": its file is not a database of Murmuration`,
    );
  }
});

it('refuses a run of a newer schema', () => {
  const directory = temporaryDirectory();
  createRun(directory, 'a', null).close();
  const database = new DatabaseSync(join(directory, 'a.sqlite'));
  database.exec('PRAGMA user_version = 9');
  database.close();
  expect(() => openRun(directory, 'a')).toThrow(
    'run "a" was written by another version of Murmuration: its schema is 9, this one reads 1',
  );
});

it('refuses to continue a run of another numerics version, but reads it', () => {
  const directory = temporaryDirectory();
  createRun(directory, 'a', null).close();
  const database = new DatabaseSync(join(directory, 'a.sqlite'));
  database.exec('UPDATE run SET numerics_version = 7');
  database.close();
  expect(() => openRun(directory, 'a')).toThrow(
    'run "a" was computed with numerics version 7, this program has 1: it can be read but not continued',
  );
  openRun(directory, 'a', { readOnly: true }).close();
});

it('refuses a damaged run', () => {
  const directory = temporaryDirectory();
  const run = createRun(directory, 'a', null);
  for (let generation = 0; generation < 30; generation++) {
    run.appendGeneration(generationEntry(generation, { rule: new Uint8Array(5000), keepRule: true }));
  }
  run.close();
  truncateSync(join(directory, 'a.sqlite'), 40_960);
  expect(() => openRun(directory, 'a')).toThrow('run "a": its file is damaged');
});

it('says that the disk is full, keeps the generations before, and opens cleanly afterwards', () => {
  const directory = temporaryDirectory();
  const run = createRun(directory, 'a', null, { maximumBytes: 100_000 });
  const big = { checkpoint: new Uint8Array(20_000), keepRule: true, rule: new Uint8Array(20_000) };
  run.appendGeneration(generationEntry(0, big));
  expect(() => run.appendGeneration(generationEntry(1, big))).toThrow(
    'run "a": the disk is full: generation 1 could not be saved, all before it is kept',
  );
  run.close();
  const again = openRun(directory, 'a');
  expect(again.hashes()).toEqual([generationEntry(0).record.hash]);
  again.appendGeneration(generationEntry(1, big));
  again.close();
});

it('survives a kill: what was saved is there, for readers and for the next writer', async () => {
  const directory = temporaryDirectory();
  const run = createRun(directory, 'a', null);
  run.appendGeneration(generationEntry(0));
  run.close();
  const kill = await holdRun(directory, 'a');
  await kill();
  const reader = openRun(directory, 'a', { readOnly: true });
  expect(reader.hashes().length).toBe(1);
  reader.close();
  const writer = openRun(directory, 'a');
  writer.appendGeneration(generationEntry(1));
  writer.close();
});

it('makes a run over the remains of an unfinished creation or deletion', () => {
  const directory = temporaryDirectory();
  writeFileSync(join(directory, 'a.sqlite-new'), 'half');
  writeFileSync(join(directory, 'a.sqlite-new-journal'), 'half');
  writeFileSync(join(directory, 'a.sqlite-wal'), 'old');
  createRun(directory, 'a', null).close();
  expect(existsSync(join(directory, 'a.sqlite-new'))).toBe(false);
  expect(readFileSync(join(directory, 'a.sqlite')).subarray(0, 15).toString()).toBe('SQLite format 3');
});
