/** What an experiment leaves behind for readers: `README.md`, `figure.svg` and `result.json`, all drawn from stored results. */
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { writeFileAtomically } from '../../src/store/atomic-file.ts';
import type { AnyExperiment, Scale } from './experiment.ts';
import type { ExperimentResults } from './run-experiment.ts';

/** The report as Markdown. */
export function reportText(experiment: AnyExperiment, scale: Scale, results: ExperimentResults): string {
  const seconds = results.reduce((sum, { seconds: own }) => sum + own, 0);
  const seeds = new Set(results.map((done) => done.case.seed)).size;
  const command = `npm run --silent murmur -- experiment run ${experiment.name}${scale === 'quick' ? ' --quick' : ''}`;
  return [
    `# ${experiment.title}`,
    experiment.question,
    '## How',
    experiment.method,
    '## What was found',
    experiment.findings(results),
    `![${experiment.title}](figure.svg)`,
    `Printed by \`${command}\`: ${results.length} cases, ${seeds} ${seeds === 1 ? 'seed' : 'seeds'}, ${(seconds / 60).toFixed(1)} minutes in all.`,
    '',
  ].join('\n\n');
}

/** Writes the three files to a folder. */
export function writeReport(
  folder: string,
  experiment: AnyExperiment,
  scale: Scale,
  results: ExperimentResults,
): void {
  mkdirSync(folder, { recursive: true });
  writeFileAtomically(
    join(folder, 'README.md'),
    reportText(experiment, scale, results).replace(/\n+$/, '\n'),
  );
  writeFileAtomically(join(folder, 'figure.svg'), experiment.figure(results));
  writeFileAtomically(join(folder, 'result.json'), `${JSON.stringify(results)}\n`);
}
