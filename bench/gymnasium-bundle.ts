/**
 * What gymnasium-js weighs in a browser, minified and gzipped: `npm run bench:gymnasium-bundle`. The part that a page
 * with one agent needs is to stay at or below 40 kB and to need nothing at run time; exit code 1 when it does not.
 */

import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { build } from 'vite';

const LIMIT = 40_000;
/** There is no such file: its text is given to the bundler. */
const ENTRY = 'entry-of-the-bundle.js';
const root = fileURLToPath(new URL('../envs/gymnasium-js/src/', import.meta.url));

/** What a page with one agent takes; the registry brings the environments along, `findWrapper` the wrappers. */
const NEEDED = [
  ...['Env', 'Wrapper', 'ObservationWrapper', 'ActionWrapper', 'RewardWrapper', 'errors', 'logger'],
  ...['Generator', 'SeedSequence', 'Pcg64', 'npRandom'],
  ...[
    'Box',
    'Discrete',
    'MultiBinary',
    'MultiDiscrete',
    'Text',
    'Tuple',
    'Dict',
    'Sequence',
    'Graph',
    'OneOf',
  ],
  ...['flatdim', 'flatten', 'unflatten', 'flattenSpace', 'batchSpace', 'concatenate', 'iterate'],
  'createEmptyArray',
  ...['make', 'register', 'registry', 'spec', 'EnvSpec', 'pprintRegistry', 'registerEnvs', 'findWrapper'],
];

async function gzippedSize(source: string): Promise<{ size: number; imports: readonly string[] }> {
  const result = await build({
    root,
    logLevel: 'silent',
    configFile: false,
    plugins: [
      {
        name: 'entry',
        resolveId: (id) => (id.endsWith(ENTRY) ? `\0${ENTRY}` : undefined),
        load: (id) => (id === `\0${ENTRY}` ? source : undefined),
      },
    ],
    build: {
      write: false,
      minify: true,
      target: 'es2022',
      // Of the whole package the chunk of the worker is a file of its own.
      assetsInlineLimit: 0,
      modulePreload: false,
      // As an application is built: a library would keep its blanks.
      rolldownOptions: { input: ENTRY, preserveEntrySignatures: 'strict', output: { format: 'es' } },
    },
  });
  const { output } = result as unknown as {
    output: { type: string; fileName: string; code?: string; imports?: string[] }[];
  };
  const chunks = output.filter(({ type }) => type === 'chunk');
  return {
    size: chunks.reduce((sum, { code = '' }) => sum + gzipSync(code, { level: 9 }).length, 0),
    imports: chunks.flatMap(({ imports = [] }) => imports).filter((name) => !name.endsWith('.js')),
  };
}

const index = JSON.stringify(`${root}index.ts`);
const rows = [
  ['Env alone', `export { Env } from ${JSON.stringify(`${root}env.ts`)};`],
  [
    'core, spaces, registry, wrappers, toy text, classic control',
    `export { ${NEEDED.join(', ')} } from ${index};`,
  ],
  ['everything', `export * from ${index};`],
] as const;
for (const [name, source] of rows) {
  const { size, imports } = await gzippedSize(source);
  const needs = imports.length === 0 ? 'needs nothing' : `NEEDS ${imports.join(', ')}`;
  console.log(`${name.padEnd(62)}${(size / 1000).toFixed(1).padStart(6)} kB gzipped, ${needs}`);
  if (source.includes('registry') && (size > LIMIT || imports.length > 0)) process.exitCode = 1;
}
