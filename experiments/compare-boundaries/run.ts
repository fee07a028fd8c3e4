/**
 * Runs the main job for five seeds, one after the other as a user would, and writes what was found:
 * `npm run experiment:boundaries` -> `result.json`, `figure.svg` and the tables in `README.md` beside this file.
 */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { availableParallelism, tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Baselines, BoundaryRow } from './compare-boundaries.ts';
import { drawFigure } from './figure.ts';
import { reportTables } from './report.ts';

/** What `murmur demo --exit --json` prints. */
export interface DemoResult {
  readonly ruleHash: string;
  readonly seconds: number;
  readonly evaluation: Baselines;
  readonly boundaries: readonly BoundaryRow[];
}

const SEEDS = [1, 2, 3, 4, 5];
const here = (file: string) => fileURLToPath(new URL(file, import.meta.url));
const launcher = here('../../src/cli/murmur.mjs');

const store = mkdtempSync(join(tmpdir(), 'murmuration-'));
const demos = SEEDS.map((seed) => {
  process.stderr.write(`murmur demo --exit --json --seed ${seed}\n`);
  const args = [
    launcher,
    'demo',
    '--exit',
    '--json',
    '--seed',
    String(seed),
    '--store',
    store,
    '--lifetimes',
    '256',
  ];
  const printed = execFileSync(process.execPath, args, {
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  const { ruleHash, seconds, evaluation, boundaries } = JSON.parse(printed) as DemoResult;
  return { seed, ruleHash, seconds, evaluation, boundaries };
});
rmSync(store, { recursive: true });

writeFileSync(here('result.json'), `${JSON.stringify({ cores: availableParallelism(), demos }, null, 1)}\n`);
writeFileSync(here('figure.svg'), drawFigure(demos));
const readme = readFileSync(here('README.md'), 'utf8');
const marked = /(<!-- generated -->)[\s\S]*(<!-- end -->)/;
const tables = reportTables(demos);
writeFileSync(
  here('README.md'),
  readme.replace(marked, (_all, begin, end) => `${begin}\n\n${tables}\n\n${end}`),
);
process.stdout.write(`${tables}\n`);
