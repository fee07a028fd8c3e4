/** What `murmur train` can be told beyond world and size: each option changes the plan, and with it the run. */
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { openRun } from '../../../src/store/open-run.ts';
import { temporaryDirectory } from '../../fixtures/temporary-directory.ts';
import { murmur } from './murmur.ts';

const SMALL = ['--world', 'BernoulliBandit-v0', '--steps', '40', '--population', '8', '--workers', '0'];

/** Trains; gives what was printed, what was said and the plan that is kept. */
async function trained(cwd: string, run: string, ...options: string[]) {
  const { code, stdout, stderr } = await murmur(['train', '--run', run, '--json', ...options], cwd);
  expect(code, stderr).toBe(0);
  const store = openRun(join(cwd, 'runs'), run, { readOnly: true });
  const plan = store.configuration as Record<string, unknown>;
  store.close();
  return { hashes: JSON.parse(stdout).hashes as string[], stderr, plan };
}

it.each([
  [
    ['--curriculum', '5:40:4:mixed'],
    { curriculum: { firstSteps: 5, finalSteps: 40, generations: 4, mixed: true } },
  ],
  [['--tasks-shared-by', 'pair'], { tasksSharedBy: 'pair' }],
])('%j makes another run, kept with its plan and resumed by it', async (options, fields) => {
  const cwd = temporaryDirectory();
  const plain = await trained(cwd, 'plain', ...SMALL, '--generations', '4');
  const whole = await trained(cwd, 'whole', ...SMALL, ...options, '--generations', '4');
  expect(whole.plan).toMatchObject(fields);
  expect(whole.hashes).not.toEqual(plain.hashes);
  await trained(cwd, 'part', ...SMALL, ...options, '--generations', '2');
  const resumed = await trained(cwd, 'part', '--resume', '--generations', '4');
  expect(resumed.hashes).toEqual(whole.hashes);
});

it.each([
  [['--stop-target', '-1000.5'], 2, { target: -1000.5, minimumGain: 0 }],
  [['--stop-patience', '2', '--stop-gain', '1000'], 6, { patience: 2, minimumGain: 1000 }],
])('%j ends the training early and says so', async (options, generations, stopping) => {
  const cwd = temporaryDirectory();
  const all = [...SMALL, '--generations', '20', '--evaluate-every', '2', ...options];
  const { hashes, stderr, plan } = await trained(cwd, 'a', ...all);
  expect(hashes.length).toBe(generations);
  expect(stderr).toContain('ended early, as its plan asks');
  expect(plan).toMatchObject({ evaluateEvery: 2, stopping });
});
