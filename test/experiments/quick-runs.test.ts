/** Some experiments in their quick form, from the first case to the report: what `--quick` promises to everybody. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { writeReport } from '../../experiments/harness/report.ts';
import { casesOf, runExperiment } from '../../experiments/harness/run-experiment.ts';
import { experimentNamed } from '../../experiments/registry.ts';
import { temporaryDirectory } from '../fixtures/temporary-directory.ts';

/** Chosen to need no images and little time, and to cover sweeps by evolution and comparisons without any. */
const SELECTION = ['equivalence', 'hierarchy'];
const MINUTES = 60_000;

it.each(SELECTION)(
  '%s --quick answers its question in words, a table and a picture',
  { timeout: 8 * MINUTES },
  async (name) => {
    const experiment = experimentNamed(name);
    const run = { experiment, scale: 'quick', store: temporaryDirectory(), workers: 2 } as const;
    const results = await runExperiment(run);
    expect(results.map((done) => done.case)).toEqual(casesOf(run));
    const folder = temporaryDirectory();
    writeReport(folder, experiment, 'quick', results);
    const report = readFileSync(join(folder, 'README.md'), 'utf8');
    expect(report).toMatch(/\*\*[^*]*\b(held|did not hold|equal)\b[^*]*\*\*/i);
    expect(report).toMatch(/^\| .+ \|$/m);
    expect(report).not.toMatch(/NaN|undefined|Infinity/);
    expect(readFileSync(join(folder, 'figure.svg'), 'utf8')).toMatch(
      /^<svg.*<(path|circle|line)\b.*<\/svg>\s*$/s,
    );
  },
);
