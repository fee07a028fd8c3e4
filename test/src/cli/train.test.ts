import { describe, expect, it } from 'vitest';
import { temporaryDirectory } from '../../fixtures/temporary-directory.ts';
import { murmur, startMurmur } from './murmur.ts';

const BANDIT = ['train', '--world', 'BernoulliBandit-v0', '--steps', '40', '--population', '8', '--json'];

async function hashesOf(args: readonly string[], cwd: string): Promise<string[]> {
  const { code, stdout, stderr } = await murmur([...BANDIT, ...args], cwd);
  expect(code, stderr).toBe(0);
  return JSON.parse(stdout).hashes;
}

describe('murmur train', () => {
  it('prints one JSON object on standard output and everything else on standard error', async () => {
    const cwd = temporaryDirectory();
    const { code, stdout, stderr } = await murmur([...BANDIT, '--generations', '3', '--run', 'a'], cwd);
    expect(code).toBe(0);
    const result = JSON.parse(stdout);
    expect(Object.keys(result)).toEqual([
      'run',
      'generations',
      'ruleHash',
      'hashes',
      'seconds',
      'lifetimesPerSecond',
    ]);
    expect(result).toMatchObject({ run: 'a', generations: 3, ruleHash: result.hashes[2] });
    expect(result.hashes).toHaveLength(3);
    expect(stderr).toMatch(/generation 3\/3 {2}return/);
  });

  it('gives the same hashes without threads and with 1, 2, 3 and 7', async () => {
    const cwd = temporaryDirectory();
    const [inline, ...threads] = await Promise.all(
      ['0', '1', '2', '3', '7'].map((workers) =>
        hashesOf(['--generations', '4', '--workers', workers, '--run', `w${workers}`], cwd),
      ),
    );
    expect(inline).toHaveLength(4);
    expect(new Set(inline).size).toBe(4);
    for (const hashes of threads) expect(hashes).toEqual(inline);
  });

  it('killed with SIGKILL at any moment and resumed, it gives the hashes of a run never stopped', async () => {
    const cwd = temporaryDirectory();
    const whole = await hashesOf(['--generations', '30', '--run', 'whole'], cwd);
    for (const moment of [1, 9, 17]) {
      const name = `killed-${moment}`;
      const running = startMurmur([...BANDIT, '--generations', '30', '--run', name], cwd);
      await running.seen(new RegExp(`generation ${moment}/30`));
      running.child.kill('SIGKILL');
      expect((await running.finished).signal).toBe('SIGKILL');
      const { code, stdout, stderr } = await murmur(['train', '--run', name, '--resume', '--json'], cwd);
      expect(code, stderr).toBe(0);
      expect(JSON.parse(stdout).hashes).toEqual(whole);
    }
  });

  it('stopped by Ctrl-C it keeps whole generations, says how to go on and exits with 130', async () => {
    const cwd = temporaryDirectory();
    const running = startMurmur([...BANDIT, '--generations', '100000', '--run', 'long'], cwd);
    await running.seen(/generation 3\//);
    running.child.kill('SIGINT');
    const { code, stdout, stderr } = await running.finished;
    expect(code).toBe(130);
    expect(stderr).toContain('stopped; go on with: murmur train --run long --resume');
    const { generations, hashes } = JSON.parse(stdout);
    expect(generations).toBeGreaterThanOrEqual(3);
    const resumed = await murmur(
      ['train', '--run', 'long', '--resume', '--generations', `${generations + 1}`, '--json'],
      cwd,
    );
    expect(JSON.parse(resumed.stdout).hashes.slice(0, generations)).toEqual(hashes);
  });

  it.each(['snes', 'nres'])(
    'trains by %s, and resumed it gives the hashes of a run never stopped',
    async (strategy) => {
      const cwd = temporaryDirectory();
      const options = ['--strategy', strategy, '--strategy-set', 'sigma=0.2', '--workers', '0'];
      const whole = await hashesOf([...options, '--generations', '4', '--run', 'whole'], cwd);
      expect(new Set(whole).size).toBeGreaterThan(1);
      await hashesOf([...options, '--generations', '2', '--run', 'part'], cwd);
      const rest = ['train', '--run', 'part', '--resume', '--generations', '4', '--workers', '1', '--json'];
      const { code, stdout, stderr } = await murmur(rest, cwd);
      expect(code, stderr).toBe(0);
      expect(JSON.parse(stdout).hashes).toEqual(whole);
    },
  );

  it('a longer run begins with the hashes of a shorter one', async () => {
    const cwd = temporaryDirectory();
    const short = await hashesOf(['--generations', '2', '--run', 'short'], cwd);
    const long = await hashesOf(['--generations', '4', '--run', 'long'], cwd);
    expect(long.slice(0, 2)).toEqual(short);
  });
});
