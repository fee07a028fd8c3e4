/** `murmur train --queue` and `murmur worker`: the rule of one machine, found by others. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { hasRedis, RedisServer } from '../../fixtures/redis-server.ts';
import { temporaryDirectory } from '../../fixtures/temporary-directory.ts';
import { murmur, startMurmur } from './murmur.ts';

const BANDIT = ['train', '--world', 'BernoulliBandit-v0', '--steps', '40', '--population', '8', '--json'];

describe.runIf(hasRedis)('murmur on a queue', () => {
  it('trains the rule that threads train, while workers come and go', async () => {
    const cwd = temporaryDirectory();
    const { address } = await RedisServer.start();
    const plain = await murmur([...BANDIT, '--generations', '6', '--run', 'plain'], cwd);
    const first = startMurmur(['worker', '--queue', address, '--threads', '1', '--name', 'first'], cwd);
    await first.seen(/serving redis:\/\/127\.0\.0\.1:\d+ on 1 threads/);
    const training = startMurmur(
      [...BANDIT, '--generations', '6', '--run', 'queue', '--queue', address],
      cwd,
    );
    await training.seen(/generation 2\/6/);
    first.child.kill('SIGINT');
    const left = await first.finished;
    expect(left.code, left.stderr).toBe(0);
    expect(left.stdout).toMatch(/^left after \d+ members in \d+ chunks$/m);
    const second = startMurmur(['worker', '--queue', address, '--threads', '2'], cwd);
    const { code, stdout, stderr } = await training.finished;
    second.child.kill('SIGINT');
    await second.finished;
    expect(code, stderr).toBe(0);
    expect(JSON.parse(stdout).hashes).toEqual(JSON.parse(plain.stdout).hashes);
  });

  it('trains by windows of lifetimes as one process does, though workers lose sight of particles', async () => {
    const cwd = temporaryDirectory();
    const { address } = await RedisServer.start();
    const nres = [...BANDIT, '--generations', '6', '--strategy', 'nres'];
    const alone = await murmur([...nres, '--run', 'alone', '--workers', '0'], cwd);
    const worker = startMurmur(['worker', '--queue', address, '--threads', '2'], cwd);
    const { code, stdout, stderr } = await murmur([...nres, '--run', 'queue', '--queue', address], cwd);
    worker.child.kill('SIGINT');
    await worker.finished;
    expect(code, stderr).toBe(0);
    expect(JSON.parse(stdout).hashes).toEqual(JSON.parse(alone.stdout).hashes);
  });

  it('stopped by Ctrl-C while no worker serves, it says how to go on', async () => {
    const cwd = temporaryDirectory();
    const { address } = await RedisServer.start();
    const training = startMurmur([...BANDIT, '--run', 'alone', '--queue', address], cwd);
    await training.seen(/no worker has answered yet/);
    training.child.kill('SIGINT');
    const { code, stderr } = await training.finished;
    expect(stderr).toContain('go on with: murmur train --run alone --resume');
    expect(code).toBe(130);
  });
});

describe('an address', () => {
  it.each([
    [
      ['train', '--queue', 'redis://127.0.0.1:1', '--run', 'a'],
      /^murmur: redis:\/\/127\.0\.0\.1:1 cannot be reached: /,
    ],
    [
      ['worker', '--queue', 'redis://:hidden@127.0.0.1:1'],
      /^murmur: redis:\/\/127\.0\.0\.1:1 cannot be reached: /,
    ],
    [['worker', '--queue', 'ftp://here'], /^murmur: the queue's address is not valid: it must be redis:/],
    [['worker'], /^murmur: required option '--queue <address>' not specified$/],
  ])('murmur %s is refused in one sentence, with nothing left behind', async (args, sentence) => {
    const cwd = temporaryDirectory();
    const { code, stderr, stdout } = await murmur(args, cwd);
    expect(stderr.trim()).toMatch(sentence);
    expect(stderr.trim()).not.toContain('\n');
    expect(stderr).not.toContain('hidden');
    expect(code).toBe(2);
    expect(stdout).toBe('');
    expect(existsSync(join(cwd, 'runs'))).toBe(false);
  });
});
