/** `murmur runs`: what a log proves, draws and gives to other programs. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { expect, it } from 'vitest';
import { temporaryDirectory } from '../../fixtures/temporary-directory.ts';
import { murmur } from './murmur.ts';

const BANDIT = ['train', '--world', 'BernoulliBandit-v0', '--steps', '20', '--population', '8', '--json'];

async function trained() {
  const cwd = temporaryDirectory();
  const args = [...BANDIT, '--generations', '4', '--workers', '0', '--run', 'bandit'];
  const { code, stdout, stderr } = await murmur(args, cwd);
  expect(code, stderr).toBe(0);
  return { cwd, hashes: JSON.parse(stdout).hashes as string[] };
}

it('verifies a run, rebuilds the rule of any generation, and draws it', async () => {
  const { cwd, hashes } = await trained();
  const verified = await murmur(['runs', 'verify', 'bandit', '--json'], cwd);
  expect(JSON.parse(verified.stdout)).toEqual({ name: 'bandit', generations: 4, verified: true });
  const rebuilt = await murmur(['runs', 'export', 'bandit', 'two.safetensors', '--generation', '2'], cwd);
  expect(rebuilt.code, rebuilt.stderr).toBe(0);
  expect(readFileSync(join(cwd, 'two.safetensors'), 'latin1')).toContain(hashes[1]);
  const png = await murmur(['runs', 'plot', 'bandit', 'bandit.png'], cwd);
  expect(png.code, png.stderr).toBe(0);
  expect([...readFileSync(join(cwd, 'bandit.png')).subarray(1, 4)]).toEqual([0x50, 0x4e, 0x47]);
  await murmur(['runs', 'plot', 'bandit', 'bandit.svg'], cwd);
  expect(readFileSync(join(cwd, 'bandit.svg'), 'utf8')).toMatch(/^<svg.*generation.*<\/svg>\s*$/s);
});

it('finds a log that was tampered with, and says from where on', async () => {
  const { cwd } = await trained();
  const database = new DatabaseSync(join(cwd, 'runs', 'bandit.sqlite'));
  database.exec('UPDATE generations SET fitness = zeroblob(length(fitness)) WHERE generation = 2');
  database.close();
  const { code, stderr } = await murmur(['runs', 'verify', 'bandit'], cwd);
  expect(code).toBe(2);
  expect(stderr).toMatch(/^murmur: run bandit does not follow from its log at generation 3: its rule is /);
});

it.each([
  [['runs', 'plot', 'bandit', 'a.gif'], /a\.gif: the file must end in \.svg or \.png/],
  [['runs', 'export', 'bandit', 'a.csv', '--generation', '2'], /--generation chooses a rule/],
  [['runs', 'export', 'bandit', 'a.safetensors', '--generation', '9'], /has no generation 9: it has 4/],
])('murmur %s is refused', async (args, sentence) => {
  const { cwd } = await trained();
  const { code, stderr } = await murmur(args, cwd);
  expect(stderr).toMatch(sentence);
  expect(code).toBe(2);
});
