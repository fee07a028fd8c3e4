/** `murmur train` when it is interrupted, when the disk is full, and when the run on disk is another version's. */
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { temporaryDirectory } from '../../fixtures/temporary-directory.ts';
import { LAUNCHER, murmur, startMurmur } from './murmur.ts';

const BANDIT = ['train', '--world', 'BernoulliBandit-v0', '--population', '8', '--workers', '1', '--json'];
/** A generation takes about a second. */
const SLOW = [...BANDIT, '--steps', '16000', '--generations', '3'];

async function resumedHashes(cwd: string, run: string): Promise<string[]> {
  const { code, stdout, stderr } = await murmur(['train', '--run', run, '--resume', '--json'], cwd);
  expect(code, stderr).toBe(0);
  return JSON.parse(stdout).hashes;
}

it('finishes the generation at hand at the first Ctrl-C and stops at once at the second, losing nothing', {
  timeout: 240_000,
}, async () => {
  const cwd = temporaryDirectory();
  const whole = JSON.parse((await murmur([...SLOW, '--run', 'whole'], cwd)).stdout).hashes;
  for (const presses of [1, 2]) {
    const run = `pressed-${presses}`;
    const running = startMurmur([...SLOW, '--run', run], cwd);
    await running.seen(/generation 1\/3/);
    running.child.kill('SIGINT');
    await running.seen(/will be finished and saved; Ctrl-C once more stops at once/);
    if (presses === 2) {
      // Two in no time are one, which npm has passed on.
      running.child.kill('SIGINT');
      await sleep(300);
      running.child.kill('SIGINT');
    }
    const { code, stdout, stderr } = await running.finished;
    expect(code, stderr).toBe(130);
    expect(JSON.parse(stdout).hashes).toEqual(whole.slice(0, presses === 1 ? 2 : 1));
    expect(stderr).toContain(`stopped; go on with: murmur train --run ${run} --resume`);
    expect(await resumedHashes(cwd, run)).toEqual(whole);
  }
});

describe.each([
  [
    'PRAGMA user_version = 9',
    'run "a" was written by another version of Murmuration: its schema is 9, this one reads 1',
  ],
  [
    'UPDATE run SET numerics_version = 7',
    'run "a" was computed with numerics version 7, this program has 1: it can be read but not continued',
  ],
])('a run after %s', (change, sentence) => {
  it('is refused with both versions named, and left as it was', async () => {
    const cwd = temporaryDirectory();
    const short = ['--steps', '40', '--generations', '1', '--run', 'a'];
    expect((await murmur([...BANDIT, ...short], cwd)).code).toBe(0);
    const database = new DatabaseSync(join(cwd, 'runs', 'a.sqlite'));
    database.exec(change);
    const hashes = () => database.prepare('SELECT hash FROM generations').all();
    const before = hashes();
    const { code, stdout, stderr } = await murmur(
      ['train', '--run', 'a', '--resume', '--generations', '3'],
      cwd,
    );
    expect(code).toBe(2);
    expect(stderr).toBe(`murmur: ${sentence}\n`);
    expect(stdout).toBe('');
    expect(hashes()).toEqual(before);
    database.close();
  });
});

/** Runs a script of the shell where it may mount a disk of its own that nobody else sees, and that ends with it. */
function withOwnDisk(script: string, cwd: string) {
  return spawnSync('unshare', ['--mount', '--map-root-user', 'sh', '-ec', script], { cwd, encoding: 'utf8' });
}

const hasOwnDisk = withOwnDisk('mount -t tmpfs -o size=64k none /mnt', '/').status === 0;
if (!hasOwnDisk) console.warn('NO DISK CAN BE MOUNTED: training on a full one is not tested.');

it.runIf(hasOwnDisk)(
  'says that the disk is full, keeps what was saved, and goes on where there is room',
  {
    timeout: 240_000,
  },
  async () => {
    const cwd = temporaryDirectory();
    const options = [...BANDIT, '--steps', '20', '--generations', '60'];
    const whole = JSON.parse((await murmur([...options, '--run', 'whole'], cwd)).stdout).hashes;
    const command = (args: readonly string[]) => `"${process.execPath}" "${LAUNCHER}" ${args.join(' ')}`;
    const { stdout, stderr } = withOwnDisk(
      `mkdir small; mount -t tmpfs -o size=160k none small
    ${command([...options, '--run', 'a', '--store', 'small'])} || echo "ended with $?"
    mount -o remount,size=16m small
    ${command(['train', '--run', 'a', '--resume', '--store', 'small', '--json'])}`,
      cwd,
    );
    expect(stderr).toMatch(
      /^murmur: run "a": the disk is full: generation \d+ could not be saved, all before it is kept$/m,
    );
    const [ended, resumed] = stdout.trim().split('\n');
    expect(ended).toBe('ended with 1');
    expect(JSON.parse(resumed).hashes).toEqual(whole);
  },
);
