/** Imports point down only: the floors of ARCHITECTURE.md, held by reading every import of the sources. */
import { globSync, readFileSync } from 'node:fs';
import { dirname, relative, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';

const root = dirname(dirname(fileURLToPath(import.meta.url)));

/** Folder and floor; the longest matching folder counts. */
const FLOORS: readonly (readonly [folder: string, floor: number])[] = [
  ['src/cli', 6],
  ['viewer', 6],
  ['experiments', 5],
  ['src/training', 4],
  ['src/store', 4],
  ['src/evolution', 3],
  ['src/simulation', 3],
  ['agents', 2],
  ['envs/worlds', 2],
  ['envs/streams', 2],
  ['src/vsml', 1],
  ['src/bus', 1],
  ['src/numerics', 0],
  ['envs/gymnasium-js', 0],
];

interface Import {
  readonly file: string;
  readonly from: string;
}

function folderOf(file: string): readonly [folder: string, floor: number] | undefined {
  return FLOORS.find(([folder]) => file.startsWith(`${folder}/`));
}

const sources = globSync('{src,agents,envs,experiments,viewer}/**/*.ts', { cwd: root }).filter(
  (file) => !/node_modules|\/dist\/|\/assembly\/|\.config\.ts$/.test(file),
);

const imports: Import[] = sources.flatMap((file) => {
  const text = readFileSync(resolve(root, file), 'utf8');
  const found = text.matchAll(
    /^\s*(?:import|export)\b[^'"]*?from\s*['"]([^'"]+)['"]|import\(\s*['"]([^'"]+)['"]\s*\)/gm,
  );
  return [...found].map((match) => {
    const specifier = match[1] ?? match[2];
    if (specifier === 'gymnasium-js') return { file, from: 'envs/gymnasium-js/src/index.ts' };
    const from = specifier.startsWith('.')
      ? relative(root, resolve(root, dirname(file), specifier))
      : specifier;
    return { file, from };
  });
});

describe('the house', () => {
  it('has a floor for every source file', () => {
    expect(sources.length).toBeGreaterThan(80);
    expect(sources.filter((file) => folderOf(file) === undefined)).toEqual([]);
  });

  it('imports point down only', () => {
    const upward = imports.filter(({ file, from }) => {
      const [folder, floor] = folderOf(file)!;
      const target = folderOf(from);
      return (
        target &&
        target[0] !== folder &&
        target[1] >= floor &&
        !(folder === 'src/cli' && target[0] === 'viewer')
      );
    });
    expect(upward).toEqual([]);
  });

  it('only the composition root of src knows worlds, agents and experiments', () => {
    const leaks = imports.filter(
      ({ file, from }) =>
        file.startsWith('src/') &&
        !file.startsWith('src/cli/') &&
        /^(agents|experiments|envs|viewer)\//.test(from),
    );
    expect(leaks).toEqual([]);
  });

  it('gymnasium-js and src/numerics import nothing of ours and nothing of others', () => {
    const foreign = imports.filter(({ file, from }) => {
      const folder = folderOf(file)![0];
      return ['src/numerics', 'envs/gymnasium-js'].includes(folder) && !from.startsWith(folder);
    });
    expect(foreign).toEqual([]);
  });

  it('nothing on the numeric path calls functions that engines round differently, or a clock', () => {
    // The clock of gymnasium-js times episodes for those who ask, that of the queue tells when work is given out again:
    // no number depends on either.
    const clocks = ['envs/gymnasium-js/src/clock.ts', 'src/evolution/queue/clock.ts'];
    const numericPath = sources.filter(
      (file) =>
        /^(src\/(numerics|vsml|bus|evolution|simulation)|agents|envs)\//.test(file) && !clocks.includes(file),
    );
    const forbidden =
      /Math\.(exp|expm1|log|log1p|log2|log10|sin|cos|tan|tanh|sinh|cosh|pow|random|atan2?|hypot|cbrt)\b|Date\.now|performance\.now/;
    const code = (file: string) =>
      readFileSync(resolve(root, file), 'utf8').replace(/\/\*[\s\S]*?\*\/|\/\/.*/g, '');
    expect(numericPath.filter((file) => forbidden.test(code(file)))).toEqual([]);
  });
});
