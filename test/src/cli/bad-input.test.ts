import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { initialRule } from '../../../src/vsml/rule.ts';
import { encodeRule } from '../../../src/vsml/rule-file.ts';
import { murmur } from './murmur.ts';

const cwd = mkdtempSync(join(tmpdir(), 'murmuration-'));
afterAll(() => rmSync(cwd, { recursive: true, force: true }));

/** Every refusal is one line that starts with the program's name, on standard error alone. */
async function refusal(...args: string[]): Promise<string> {
  const { code, stdout, stderr } = await murmur(args, cwd);
  expect(code, stderr).toBe(2);
  expect(stdout).toBe('');
  expect(stderr).toMatch(/^murmur: [^\n]+\n$/);
  return stderr.slice('murmur: '.length, -1);
}

beforeAll(async () => {
  const trained = await murmur(
    [
      'train',
      '--world',
      'BernoulliBandit-v0',
      '--generations',
      '1',
      '--population',
      '2',
      '--run',
      'kept',
      '--workers',
      '0',
    ],
    cwd,
  );
  expect(trained.code, trained.stderr).toBe(0);
  const shape = {
    stateSize: 8,
    messageSize: 4,
    ownMessages: false,
    reward: true,
    coordinates: false,
    gateOffset: 1,
  };
  const origin = { configuration: {}, seed: 1, generation: 0, hash: '0'.repeat(64) };
  const bytes = encodeRule(initialRule(shape, 1), origin);
  writeFileSync(join(cwd, 'planless.safetensors'), bytes);
  writeFileSync(join(cwd, 'truncated.safetensors'), bytes.subarray(0, bytes.length - 8));
  writeFileSync(join(cwd, 'text.safetensors'), 'not a rule');
  const other = Buffer.from(bytes)
    .toString('latin1')
    .replace('"numericsVersion":"1"', '"numericsVersion":"9"');
  writeFileSync(join(cwd, 'other.safetensors'), Buffer.from(other, 'latin1'));
});

describe('bad input gets one sentence and exit code 2', () => {
  it.each([
    [
      ['train', '--world', 'Nowhere-v0'],
      "unknown world 'Nowhere-v0'; there are BernoulliBandit-v0, DarkRoom-v0, Foragers-v0",
    ],
    [['train', '--set', 'size=2'], "DarkRoom-v0: option 'size' must be an integer from 3 to 64, got 2"],
    [
      ['train', '--set', 'colour=red'],
      "DarkRoom-v0 has no option 'colour'; it accepts size, bodies, lifetime",
    ],
    [
      ['train', '--set', 'size'],
      "option '--set <key=value>' argument 'size' is invalid. It accepts key=value, such as size=7.",
    ],
    [
      ['train', '--boundary', 'cell'],
      "option '--boundary <name>' argument 'cell' is invalid. It accepts one of: swarm, body, layer, neuron, synapse.",
    ],
    [
      ['train', '--generations', '-1'],
      "option '--generations <count>' argument '-1' is invalid. It accepts an integer from 1 to 10000000.",
    ],
    [
      ['train', '--population', '7'],
      "option '--population <count>' argument '7' is invalid. It accepts an even integer from 2 to 1000000.",
    ],
    [
      ['train', '--seed', '1e9'],
      "option '--seed <integer>' argument '1e9' is invalid. It accepts an integer from 0 to 9007199254740991.",
    ],
    [
      ['train', '--strategy', 'sga'],
      /^option '--strategy <name>' argument 'sga' is invalid\. It accepts one of: openai-es, pgpe, snes, /,
    ],
    [
      ['train', '--strategy-set', 'sigma'],
      "option '--strategy-set <key=value>' argument 'sigma' is invalid. It accepts key=value, such as sigma=0.1.",
    ],
    [['train', '--strategy', 'snes', '--strategy-set', 'sigma=-1'], /^evolution\.sigma: Too small/],
    [
      ['train', '--strategy', 'snes', '--strategy-set', 'weightDecay=1'],
      /^evolution: Unrecognized key: "weightDecay"/,
    ],
    [
      ['train', '--curriculum', '0:100:20'],
      "option '--curriculum <first:final:generations>' argument '0:100:20' is invalid. It accepts first:final:generations, such as 20:100:200, or 20:100:200:mixed.",
    ],
    [
      ['train', '--tasks-shared-by', 'member'],
      "option '--tasks-shared-by <whom>' argument 'member' is invalid. It accepts population or pair.",
    ],
    [
      ['train', '--stop-target', 'high'],
      "option '--stop-target <return>' argument 'high' is invalid. It accepts a number.",
    ],
    [
      ['train', '--stop-gain', '-1'],
      "option '--stop-gain <return>' argument '-1' is invalid. It accepts a number of at least 0.",
    ],
    [['train', '--stop-gain', '1'], '--stop-gain needs --stop-patience <measurements>, which it sharpens'],
    [
      ['train', '--resume', '--run', 'kept', '--stop-target', '3'],
      '--stop-target cannot be changed when a run is resumed: it is part of the run',
    ],
    [['train', '--seed'], "option '--seed <integer>' argument missing"],
    [['train', '--sead', '1'], "unknown option '--sead' (Did you mean --seed?)"],
    [['tain'], "unknown command 'tain' (Did you mean train?)"],
    [['train', '--run', 'kept'], 'run "kept" already exists in runs'],
    [['train', '--run', 'a/b'], /^run name must be 1 to 64 letters, digits/],
    [['train', '--resume'], '--resume needs --run <name>, the run to go on with'],
    [['train', '--resume', '--run', 'none'], 'run "none" does not exist in runs'],
    [
      ['train', '--resume', '--run', 'kept', '--seed', '3'],
      '--seed cannot be changed when a run is resumed: it is part of the run',
    ],
    [['evaluate'], 'name one rule: --rule <file.safetensors> or --run <name>'],
    [['evaluate', '--run', 'none'], 'run "none" does not exist in runs'],
    [
      ['evaluate', '--rule', 'missing.safetensors'],
      '--rule missing.safetensors: the file cannot be read (ENOENT)',
    ],
    [['evaluate', '--rule', 'text.safetensors'], /^text\.safetensors: not a readable safetensors file: /],
    [['evaluate', '--rule', 'truncated.safetensors'], /^truncated\.safetensors: /],
    [['evaluate', '--rule', 'other.safetensors'], /^other\.safetensors: .*numerics/i],
    [
      ['evaluate', '--rule', 'planless.safetensors'],
      /^planless\.safetensors: the plan in its metadata cannot be read: /,
    ],
    [
      ['compare', '--run', 'kept', '--channel', 'fog=1'],
      /channel "fog=1" is unknown; write kind=value with one of: drop/,
    ],
    [
      ['compare', '--run', 'kept', '--lifetimes', '1'],
      "option '--lifetimes <count>' argument '1' is invalid. It accepts an integer from 2 to 1000000.",
    ],
    [
      ['watch', '--port', '70000'],
      "option '--port <number>' argument '70000' is invalid. It accepts an integer from 0 to 65535.",
    ],
    [['runs', 'show', 'none'], 'run "none" does not exist in runs'],
    [
      ['runs', 'export', 'kept', 'rule.txt'],
      'rule.txt: the file must end in .json, .csv, .parquet, .tfevents, .safetensors',
    ],
    [['runs', 'delete', 'none'], 'run "none" does not exist in runs'],
  ])('murmur %j', async (args, sentence) => {
    const said = await refusal(...args);
    if (typeof sentence === 'string') expect(said).toBe(sentence);
    else expect(said).toMatch(sentence);
  });

  it('a port in use', async () => {
    const holder = createServer();
    await new Promise<void>((resolve) => holder.listen(0, '127.0.0.1', resolve));
    const { port } = holder.address() as { port: number };
    try {
      expect(await refusal('watch', '--port', String(port))).toBe(
        `port ${port} on 127.0.0.1 is in use: choose another with --port`,
      );
    } finally {
      holder.close();
    }
  });

  it('leaves the store as it was', async () => {
    const { code, stdout } = await murmur(['runs', 'list', '--json'], cwd);
    expect(code).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject([{ name: 'kept', generations: 1 }]);
  });
});

describe('help', () => {
  it.each([['demo'], ['train'], ['evaluate'], ['compare'], ['watch']])(
    'murmur %s --help shows examples',
    async (command) => {
      const { code, stdout } = await murmur([command, '--help'], cwd);
      expect(code).toBe(0);
      expect(stdout).toContain(`Examples:\n  murmur ${command}`);
    },
  );

  it('murmur env list names every world with its options', async () => {
    const { stdout } = await murmur(['env', 'list', '--json'], cwd);
    expect(JSON.parse(stdout).map(({ id }: { id: string }) => id)).toEqual([
      'BernoulliBandit-v0',
      'DarkRoom-v0',
      'Foragers-v0',
    ]);
  });
});
