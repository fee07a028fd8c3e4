/**
 * Builds what is published, in `dist`: JavaScript and types of the sources, the files for Python, and a package.json
 * whose paths are those of `dist`. Inside this repository the sources run as they are, so that nothing has to be built.
 */
import { execFileSync } from 'node:child_process';
import { copyFileSync, cpSync, globSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const here = dirname(fileURLToPath(import.meta.url));
const dist = join(here, 'dist');
const compiler = join(dirname(createRequire(import.meta.url).resolve('typescript/package.json')), 'bin/tsc');

rmSync(dist, { recursive: true, force: true });
execFileSync(process.execPath, [compiler, '-p', join(here, 'tsconfig.build.json')], { stdio: 'inherit' });

// Workers are started by address, which the compiler does not know to be one.
for (const file of globSync(join(dist, 'src/**/*.js'))) {
  const text = readFileSync(file, 'utf8');
  const changed = text.replaceAll(/'(\.\/[\w-]+-worker)\.ts'/g, "'$1.js'");
  if (changed !== text) writeFileSync(file, changed);
}

cpSync(join(here, 'python'), join(dist, 'python'), {
  recursive: true,
  filter: (path) => !path.includes('__pycache__'),
});
copyFileSync(join(here, 'README.md'), join(dist, 'README.md'));
copyFileSync(join(here, '../../LICENSE'), join(dist, 'LICENSE'));

const {
  private: _,
  scripts,
  publishConfig,
  ...own
} = JSON.parse(readFileSync(join(here, 'package.json'), 'utf8'));
const published = {
  ...own,
  exports: {
    '.': { types: './src/index.d.ts', default: './src/index.js' },
    './python/*': './python/*',
    './package.json': './package.json',
  },
  types: './src/index.d.ts',
  files: ['src', 'python'],
  sideEffects: own.sideEffects.map((path) => path.replace(/\.ts$/, '.js')),
};
writeFileSync(join(dist, 'package.json'), `${JSON.stringify(published, null, 2)}\n`);
