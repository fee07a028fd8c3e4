/**
 * What gymnasium-js weighs in a browser, minified and gzipped: `npm run bench:gymnasium-bundle`. The part that a page
 * with one agent needs is to stay at or below 40 kB and to need nothing at run time; exit code 1 when it does not. Of this
 * part it is told what weighs: folders by their share, and how much less it would be without the texts of messages.
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

/** What a bundle is made of. */
interface Weight {
  readonly size: number;
  readonly imports: readonly string[];
  /** The code of each folder, not yet minified. */
  readonly folders: ReadonlyMap<string, string>;
  /** Of the size, what texts of four blanks or more make. */
  readonly texts: number;
}

function gzipped(code: string): number {
  return gzipSync(code, { level: 9 }).length;
}

/** The folder of a module, below the sources. */
function folderOf(id: string): string {
  const path = id.startsWith(root) ? id.slice(root.length) : '';
  return path.includes('/') ? path.split('/')[0] : 'generator, registry, checks';
}

/** Code without what messages say. */
function withoutTexts(code: string): string {
  return code.replace(/`(?:[^`\\$]|\\.|\$\{(?:[^{}`]|`[^`]*`)*\})*`/g, (text) =>
    text.split(' ').length > 4 ? '``' : text,
  );
}

async function weigh(source: string): Promise<Weight> {
  const folders = new Map<string, string>();
  const result = await build({
    root,
    logLevel: 'silent',
    configFile: false,
    plugins: [
      {
        name: 'entry',
        resolveId: (id) => (id.endsWith(ENTRY) ? `\0${ENTRY}` : undefined),
        load: (id) => (id === `\0${ENTRY}` ? source : undefined),
        generateBundle(_options, bundle) {
          for (const chunk of Object.values(bundle)) {
            if (chunk.type !== 'chunk') continue;
            for (const [id, { code }] of Object.entries(chunk.modules))
              folders.set(folderOf(id), (folders.get(folderOf(id)) ?? '') + (code ?? ''));
          }
        },
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
  const sizeOf = (change: (code: string) => string) =>
    chunks.reduce((sum, { code = '' }) => sum + gzipped(change(code)), 0);
  const size = sizeOf((code) => code);
  return {
    size,
    folders,
    texts: size - sizeOf(withoutTexts),
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
  const { size, imports, folders, texts } = await weigh(source);
  const needs = imports.length === 0 ? 'needs nothing' : `NEEDS ${imports.join(', ')}`;
  console.log(`${name.padEnd(62)}${(size / 1000).toFixed(1).padStart(6)} kB gzipped, ${needs}`);
  if (!source.includes('registry')) continue;
  if (size > LIMIT || imports.length > 0) process.exitCode = 1;
  const parts = [...folders].map(([folder, code]) => [folder, gzipped(code)] as const);
  const all = parts.reduce((sum, [, part]) => sum + part, 0);
  for (const [folder, part] of parts.sort((a, b) => b[1] - a[1]))
    console.log(`  ${folder.padEnd(60)}${((part / all) * (size / 1000)).toFixed(1).padStart(6)} kB of it`);
  console.log(
    `  ${'texts of messages, in all of them'.padEnd(60)}${(texts / 1000).toFixed(1).padStart(6)} kB of it`,
  );
}
