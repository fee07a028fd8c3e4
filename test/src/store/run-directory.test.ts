/** Lists of runs and deletion. */
import { readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { createRun, openRun } from '../../../src/store/open-run.ts';
import { deleteRun, listRuns } from '../../../src/store/run-directory.ts';
import { generationEntry } from '../../fixtures/generation-entry.ts';
import { temporaryDirectory } from '../../fixtures/temporary-directory.ts';

it('lists runs by name with their latest generation, and unreadable ones with their problem', () => {
  const directory = temporaryDirectory();
  const run = createRun(directory, 'b', null);
  run.appendGeneration(generationEntry(0));
  run.appendGeneration(generationEntry(1));
  run.appendEvaluation({ generation: 1, mean: 3, ci95: 1 });
  createRun(directory, 'a', null).close();
  writeFileSync(join(directory, 'broken.sqlite'), 'x'.repeat(5000));
  writeFileSync(join(directory, 'notes.txt'), '');
  expect(listRuns(directory)).toEqual([
    {
      name: 'a',
      createdAt: expect.any(String),
      generations: 0,
      latest: undefined,
      latestEvaluation: undefined,
    },
    {
      name: 'b',
      createdAt: run.createdAt,
      generations: 2,
      latest: generationEntry(1).record,
      latestEvaluation: { generation: 1, mean: 3, ci95: 1 },
    },
    { name: 'broken', problem: 'run "broken": its file is not a database of Murmuration' },
  ]);
  run.close();
});

it('lists nothing where there is no directory', () => {
  expect(listRuns(join(temporaryDirectory(), 'absent'))).toEqual([]);
});

it('deletes every file of a run, and no other', () => {
  const directory = temporaryDirectory();
  createRun(directory, 'a', null).close();
  createRun(directory, 'ab', null).close();
  writeFileSync(join(directory, 'a.sqlite-wal'), '');
  writeFileSync(join(directory, 'a.sqlite-shm'), '');
  deleteRun(directory, 'a');
  expect(readdirSync(directory).sort()).toEqual(['ab.sqlite', 'ab.sqlite-lock']);
});

it('does not delete a run that is being written or missing', () => {
  const directory = temporaryDirectory();
  const run = createRun(directory, 'a', null);
  expect(() => deleteRun(directory, 'a')).toThrow('run "a" is already being written');
  run.close();
  openRun(directory, 'a').close();
  expect(() => deleteRun(directory, 'b')).toThrow(`run "b" does not exist in ${directory}`);
});
