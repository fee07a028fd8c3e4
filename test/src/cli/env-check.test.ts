/** `murmur env check`: what passes, what fails, and what cannot be checked, as a user sees it. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { resolveTarget } from '../../../src/cli/check-target.ts';
import { UserError } from '../../../src/cli/user-error.ts';
import { murmur } from './murmur.ts';

const GYMNASIUM = new URL('../../../envs/gymnasium-js/src/index.ts', import.meta.url).href;
const SOUND = `
import { AECEnv, Discrete, Env, register } from '${GYMNASIUM}';
export class Sound extends Env {
  observationSpace = new Discrete(4);
  actionSpace = new Discrete(2);
  reset(resetArguments = {}) {
    this.seedFrom(resetArguments);
    return [this.npRandom.integers(4), {}];
  }
  step(action) {
    return [action, 0, false, false, {}];
  }
}
`;
const TWO = `${SOUND}
export class Forgetful extends Sound {
  reset() {
    return [0, {}];
  }
}
export const size = 7;
export const makeText = () => 'an environment';
register({ id: 'Sound-v0', entryPoint: (kwargs) => new Sound(kwargs) });
register({ id: 'VectorOnly-v0', vectorEntryPoint: () => ({}) });
`;

const cwd = mkdtempSync(join(tmpdir(), 'murmuration-'));
afterAll(() => rmSync(cwd, { recursive: true, force: true }));
beforeAll(() => {
  writeFileSync(join(cwd, 'sound.ts'), SOUND);
  writeFileSync(join(cwd, 'two.mjs'), TWO);
  writeFileSync(join(cwd, 'nothing.mjs'), 'export const size = 7;');
  writeFileSync(join(cwd, 'throws.mjs'), "throw new Error('not today');");
});

const check = (...args: string[]) => murmur(['env', 'check', ...args], cwd);

describe('passes', () => {
  it.each([
    ['Foragers-v0', ['checkEnv', 'parallelApiTest', 'parallelSeedTest', 'renderTest']],
    ['RockPaperScissors-v2', ['apiTest', 'seedTest', 'renderTest']],
  ])('%s', async (id, names) => {
    const { code, stdout, stderr } = await check(id, '--cycles', '20', '--json');
    expect(code, stderr).toBe(0);
    const { environment, passed, checks } = JSON.parse(stdout);
    expect([environment, passed, checks.map((result: { check: string }) => result.check)]).toEqual([
      id,
      true,
      names,
    ]);
    for (const result of checks) expect(result).toMatchObject({ status: 'passed', reason: null });
  });

  it('the one environment of a module, an export, and an id that a module registers', async () => {
    for (const target of ['./sound.ts', './two.mjs#Sound', './two.mjs:Sound-v0']) {
      const { code, stdout, stderr } = await check(target);
      expect([target, code, stderr]).toEqual([target, 0, '']);
      expect(stdout).toBe('passed  checkEnv\n');
    }
  });

  it('with options of the environment, in the kinds that take them', async () => {
    const { code, stdout } = await check('Foragers-v0', '--set', 'bodies=3', '--cycles', '5');
    expect(code).toBe(0);
    expect(stdout).toContain('skipped checkEnv: Foragers-v0 has 3 bodies');
    expect(stdout).toContain('passed  parallelApiTest\n');
  });
});

it('warnings are told with the check that gave them', async () => {
  const { stdout } = await check('CartPole-v1');
  expect(stdout).toMatch(
    /^passed {2}checkEnv\n {2}warning: A Box observation space minimum value is -infinity/,
  );
});

it('an environment that forgets its seed fails with the sentence that says so, and exit code 1', async () => {
  const { code, stdout, stderr } = await check('./two.mjs#Forgetful', '--json');
  expect(code).toBe(1);
  const reason = 'The `reset` method does not provide a `seed` or `**kwargs` keyword argument.';
  expect(JSON.parse(stdout)).toMatchObject({
    environment: 'Forgetful',
    passed: false,
    checks: [{ check: 'checkEnv', status: 'failed', reason }],
  });
  expect(stderr).toBe(`FAILED  checkEnv: ${reason}\n`);
});

describe('what cannot be checked', () => {
  it.each([
    ['CartPol-v1', "Environment `CartPol` doesn't exist. Did you mean: `CartPole`?"],
    ['DarkRoom-v7', "Environment version `v7` for environment `DarkRoom` doesn't exist."],
    ['not an id', 'Malformed environment ID: not an id.'],
    ['./missing.ts', 'there is no module ./missing.ts'],
    ['throws.mjs', 'throws.mjs cannot be imported: not today'],
    ['nothing.mjs', 'nothing.mjs exports no class of environments; name one export as'],
    ['two.mjs', /two\.mjs exports 2: Forgetful, Sound; name one export as \S*two\.mjs#name, or an id as/],
    ['two.mjs#Other', "two.mjs has no export 'Other'; it has Forgetful, Sound, makeText, size"],
    ['two.mjs#size', /^the export 'size' of \S*two\.mjs is neither a class nor a function that makes one$/],
    ['two.mjs#makeText', 'makeText makes no Env, AECEnv or ParallelEnv of gymnasium-js but string'],
    ['two.mjs:Other-v0', "Environment `Other` doesn't exist."],
    [
      'two.mjs:VectorOnly-v0',
      'VectorOnly-v0 is registered as a vector environment only, which has no checker',
    ],
  ])('%s has one sentence', async (target, sentence) => {
    const inFolder = /^\w+\.mjs/.test(target) ? join(cwd, target) : target;
    await expect(resolveTarget(inFolder, {})).rejects.toThrow(sentence);
    await expect(resolveTarget(inFolder, {})).rejects.toBeInstanceOf(UserError);
  });

  it.each([
    [['CartPol-v1'], "Environment `CartPol` doesn't exist. Did you mean: `CartPole`?"],
    [['./missing.ts'], 'there is no module ./missing.ts'],
    [['DarkRoom-v0', '--set', 'sise=3'], "DarkRoom-v0 has no option 'sise'"],
    [['RockPaperScissors-v2', '--set', 'numActions=4'], 'The number of actions must be an odd number.'],
    [['CartPole-v1', '--cycles', '0'], 'It accepts an integer from 1 to 1000000.'],
  ])('%j is one line and exit code 2', async (args, sentence) => {
    const { code, stdout, stderr } = await check(...args);
    expect([code, stdout]).toEqual([2, '']);
    expect(stderr).toMatch(/^murmur: [^\n]+\n$/);
    expect(stderr).toContain(sentence);
  });
});

it('help shows examples', async () => {
  const { stdout } = await check('--help');
  expect(stdout).toContain('murmur env check ./my-env.ts#MyEnv');
});
