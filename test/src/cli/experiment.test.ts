/** `murmur experiment`: lists, refuses, and stops without losing anything. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { temporaryDirectory } from '../../fixtures/temporary-directory.ts';
import { murmur, startMurmur } from './murmur.ts';

describe('murmur experiment', () => {
  it('lists every experiment with its question', async () => {
    const { code, stdout } = await murmur(['experiment', 'list', '--json'], temporaryDirectory());
    expect(code).toBe(0);
    const found = JSON.parse(stdout) as { name: string; question: string }[];
    expect(found.map(({ name }) => name)).toContain('from-scratch');
    expect(found.every(({ question }) => question.endsWith(')'))).toBe(true);
  });

  it.each([
    [['experiment', 'run', 'nothing'], /^murmur: unknown experiment 'nothing'; there are .*from-scratch/],
    [
      ['experiment', 'report', 'from-scratch', '--quick'],
      /^murmur: \d+ cases of from-scratch have no result in runs: run "murmur experiment run from-scratch --quick" first$/,
    ],
    [['experiment', 'run', 'from-scratch', '--seeds', '0'], /--seeds.*It accepts an integer from 1 to 1000/],
  ])('murmur %s is refused in one sentence', async (args, sentence) => {
    const directory = temporaryDirectory();
    const { code, stderr, stdout } = await murmur(args, directory);
    expect(code).toBe(2);
    expect(stderr.trim()).toMatch(sentence);
    expect(stderr.trim()).not.toContain('\n');
    expect(stdout).toBe('');
    expect(existsSync(join(directory, 'runs'))).toBe(false);
  });

  it('stopped by Ctrl-C says how to go on, exits with 130 and leaves no half result', async () => {
    const directory = temporaryDirectory();
    const args = ['experiment', 'run', 'from-scratch', '--quick', '--workers', '1'];
    const running = startMurmur(args, directory);
    await running.seen(/case 1 of/);
    running.child.kill('SIGINT');
    const { code, stderr } = await running.finished;
    expect(stderr).toContain('the same command goes on where it was');
    expect(code).toBe(130);
    expect(
      existsSync(join(directory, 'runs', 'experiments', 'from-scratch', 'quick', 'clusters-vsml-1.json')),
    ).toBe(false);
  });
});
