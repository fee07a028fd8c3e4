/** The harness: every case once, whatever happens in between, and reports from what is stored. */
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { anyExperiment } from '../../../experiments/harness/experiment.ts';
import { writeReport } from '../../../experiments/harness/report.ts';
import { runExperiment, storedResults } from '../../../experiments/harness/run-experiment.ts';
import { sourceFingerprint } from '../../../experiments/harness/source-fingerprint.ts';
import { temporaryDirectory } from '../../fixtures/temporary-directory.ts';
import { type ToyCase, toyExperiment } from './toy-experiment.ts';

/** A run in a fresh store that notes which cases it ran. */
function prepared(store = temporaryDirectory(), numbers?: readonly number[]) {
  const ran: string[] = [];
  const experiment = anyExperiment(toyExperiment(({ key }) => ran.push(key), numbers));
  return { ran, store, run: { experiment, scale: 'full' as const, store, workers: 0 } };
}

describe('running an experiment', () => {
  it('runs all cases in order, seed by seed, and gives their results', async () => {
    const { run, ran } = prepared();
    const results = await runExperiment(run);
    expect(ran).toEqual(['2-1', '3-1', '2-2', '3-2']);
    expect(results.map(({ result }) => result)).toEqual([
      { square: 4 },
      { square: 9 },
      { square: 4 },
      { square: 9 },
    ]);
  });

  it('does not run again what has a result', async () => {
    const { run, ran } = prepared();
    await runExperiment({ ...run, seeds: 1 });
    await runExperiment(run);
    expect(ran).toEqual(['2-1', '3-1', '2-2', '3-2']);
    expect(storedResults(run).length).toBe(4);
  });

  it('goes on after an interruption, with every result until then', async () => {
    const { store, ran } = prepared();
    const stop = new AbortController();
    const interrupted = anyExperiment(
      toyExperiment((work: ToyCase) => {
        ran.push(work.key);
        if (ran.length === 2) stop.abort(new Error('stopped'));
      }),
    );
    const run = { experiment: interrupted, scale: 'full' as const, store, workers: 0 };
    await expect(runExperiment({ ...run, signal: stop.signal })).rejects.toThrow('stopped');
    expect(storedResults(run).map((done) => done.case.key)).toEqual(['2-1', '3-1']);
    await runExperiment(run);
    expect(ran).toEqual(['2-1', '3-1', '2-2', '3-2']);
  });

  it('keeps nothing of a case that throws', async () => {
    const { store } = prepared();
    const failing = anyExperiment(
      toyExperiment(() => {
        throw new Error('no luck');
      }),
    );
    const run = { experiment: failing, scale: 'full' as const, store, workers: 0 };
    await expect(runExperiment(run)).rejects.toThrow('no luck');
    expect(storedResults(run)).toEqual([]);
  });

  it('runs a case again when its configuration is another', async () => {
    const { store, run } = prepared();
    await runExperiment(run);
    const path = join(store, 'experiments', 'toy', 'full', '2-1.json');
    const content = JSON.parse(readFileSync(path, 'utf8'));
    writeFileSync(path, JSON.stringify({ ...content, case: { ...content.case, number: 5 } }));
    const again = prepared(store);
    await runExperiment(again.run);
    expect(again.ran).toEqual(['2-1']);
  });

  it('uses results that other sources made, and says how many they are', async () => {
    const { run, store } = prepared();
    await runExperiment({ ...run, seeds: 1, sources: 'before' });
    const again = prepared(store);
    const told: number[] = [];
    const onOlderSources = (count: number) => told.push(count);
    await runExperiment({ ...again.run, sources: 'now', onOlderSources });
    expect([again.ran, told]).toEqual([['2-2', '3-2'], [2]]);
  });

  it('runs them again when that is asked for, and no others', async () => {
    const { run, store } = prepared();
    await runExperiment({ ...run, seeds: 1, sources: 'before' });
    await runExperiment({ ...run, sources: 'now' });
    const again = prepared(store);
    const asked = { ...again.run, sources: 'now', fresh: true, onOlderSources: () => expect.fail('said') };
    await runExperiment(asked);
    expect(again.ran).toEqual(['2-1', '3-1']);
    await runExperiment(asked);
    expect(again.ran).toEqual(['2-1', '3-1']);
  });

  it('keeps quick and full results apart', async () => {
    const { run, ran } = prepared();
    await runExperiment({ ...run, scale: 'quick' });
    await runExperiment({ ...run, seeds: 1 });
    expect(ran).toEqual(['2-1', '3-1', '2-1', '3-1']);
  });

  it.each([
    '{',
    '{}',
    '{"numericsVersion":1,"case":{"key":"2-1","seed":1,"number":2},"seconds":0,"result":{"square":"4"}}',
  ])('refuses the damaged result %s, saying what to do', async (content) => {
    const { store, run } = prepared();
    await runExperiment(run);
    const path = join(store, 'experiments', 'toy', 'full', '2-1.json');
    writeFileSync(path, content);
    await expect(runExperiment(run)).rejects.toThrow(
      `${path} is not a result of experiment toy: delete it to run it again`,
    );
  });

  it('tells how far it is', async () => {
    const { run } = prepared();
    const told: [number, number][] = [];
    await runExperiment({ ...run, seeds: 1, onProgress: (done, total) => told.push([done, total]) });
    expect(told).toEqual([
      [0, 2],
      [1, 2],
      [1, 2],
      [2, 2],
    ]);
  });
});

describe('the fingerprint of sources', () => {
  it('changes with what decides results, and not with what only tells of them', () => {
    const folder = temporaryDirectory();
    mkdirSync(join(folder, 'a'));
    const write = (file: string, text: string) => writeFileSync(join(folder, 'a', file), text);
    write('a.ts', 'const steps = 3;');
    write('findings.ts', 'held');
    const before = sourceFingerprint('a', folder);
    expect(before).toMatch(/^[0-9a-f]{16}$/);
    write('findings.ts', 'did not hold');
    write('README.md', 'held');
    expect(sourceFingerprint('a', folder)).toBe(before);
    write('a.ts', 'const steps = 4;');
    expect(sourceFingerprint('a', folder)).not.toBe(before);
  });
});

describe('the report of an experiment', () => {
  it('holds question, method, findings and figure, and the results', async () => {
    const { run, store } = prepared();
    const results = await runExperiment(run);
    const folder = join(store, 'report');
    writeReport(folder, run.experiment, 'full', results);
    expect(readdirSync(folder).sort()).toEqual(['README.md', 'figure.svg', 'result.json']);
    const text = readFileSync(join(folder, 'README.md'), 'utf8');
    for (const part of [
      '# Toy',
      'What are the squares?',
      'By multiplication.',
      '4, 9, 4, 9',
      '(figure.svg)',
      '4 cases, 2 seeds',
    ])
      expect(text).toContain(part);
    expect(JSON.parse(readFileSync(join(folder, 'result.json'), 'utf8')).length).toBe(4);
  });
});
