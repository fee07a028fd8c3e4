/** The examples of the package's README: they are typed, and they run. */
import { execFileSync } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import * as gymnasium from 'gymnasium-js';
import { logger } from 'gymnasium-js';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

const root = fileURLToPath(new URL('../../../', import.meta.url));
const readme = readFileSync(`${root}envs/gymnasium-js/README.md`, 'utf8');
const examples = [...readme.matchAll(/```ts\n([\s\S]*?)```/g)].map(([, code]) => code);
// Inside the repository, so that the packages that they import are found.
const folder = `${root}node_modules/.cache/gymnasium-js/readme-${process.pid}`;

beforeAll(() => {
  mkdirSync(folder, { recursive: true });
  examples.forEach((code, n) => {
    writeFileSync(`${folder}/example-${n}.ts`, `${code}\nexport {};\n`);
  });
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('the examples', () => {
  it('are typed', () => {
    const configuration = {
      extends: `${root}tsconfig.json`,
      compilerOptions: {
        noUnusedLocals: false,
        skipLibCheck: true,
        types: ['node'],
        typeRoots: [`${root}node_modules/@types`],
      },
      include: [`${folder}/*.ts`, `${root}test/fixtures/gifenc.d.ts`],
      exclude: [],
    };
    writeFileSync(`${folder}/tsconfig.json`, JSON.stringify(configuration));
    const typescript = createRequire(import.meta.url).resolve('typescript/package.json');
    const compiler = join(dirname(typescript), 'bin/tsc');
    const check = () => execFileSync(process.execPath, [compiler, '-p', folder], { encoding: 'utf8' });
    expect(check()).toBe('');
  });

  it.each(examples.map((code, n) => [n, code] as const))('number %i runs', async (n, code) => {
    // What needs Gymnasium is run against the real one elsewhere.
    if (code.startsWith('// needs gymnasium')) return;
    const before = console.log;
    console.log = () => {};
    try {
      const [run, warnings] = logger.catchWarnings(
        () => import(pathToFileURL(`${folder}/example-${n}.ts`).href),
      );
      await run;
      expect(warnings).toEqual([]);
    } finally {
      console.log = before;
    }
  });
});

it('names nothing that is not there', () => {
  const named = [...readme.matchAll(/`([A-Za-z]+)`/g)].map(([, name]) => name);
  const here = [
    'toRecipe',
    'FunctionalVectorEnv',
    'playInTerminal',
    'RemoteAECEnv',
    'TensorConversion',
    'toGif',
  ];
  expect(named).toEqual(expect.arrayContaining(here));
  for (const name of here) expect(gymnasium).toHaveProperty(name);
});
