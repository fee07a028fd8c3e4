/** What is published: built from the sources, it runs as plain JavaScript, workers and Python's files included. */
import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { beforeAll, describe, expect, it } from 'vitest';
import { temporaryDirectory } from '../../fixtures/temporary-directory.ts';

const folder = fileURLToPath(new URL('../../../envs/gymnasium-js/', import.meta.url));
const published = () => JSON.parse(readFileSync(`${folder}dist/package.json`, 'utf8'));

beforeAll(() => {
  execFileSync(process.execPath, ['build.mjs'], { cwd: folder });
});

describe('the package', () => {
  it('needs nothing at run time, and every path that it names is there', () => {
    const { dependencies, exports, types, files, sideEffects } = published();
    expect(dependencies).toBeUndefined();
    const { '.': main } = exports;
    for (const path of [main.types, main.default, types, ...files, ...sideEffects, 'README.md', 'LICENSE'])
      expect(existsSync(`${folder}dist/${path}`), path).toBe(true);
    expect(existsSync(`${folder}dist/python/gymnasium_js_client.py`)).toBe(true);
  });

  it('makes environments, starts workers and looks for Python', () => {
    const script = `
      const { AsyncVectorEnv, make, RemoteEnv } = await import(${JSON.stringify(pathToFileURL(`${folder}dist/src/index.js`).href)});
      console.log([...make('CartPole-v1').reset({ seed: 42 })[0]].join());
      const vector = await AsyncVectorEnv.create([{ id: 'CartPole-v1' }], { workers: 1 });
      vector.resetAsync({ seed: 42 });
      console.log([...(await vector.resetWait())[0]].join());
      await vector.close();
      try { new RemoteEnv('CartPole-v1', { python: 'no-such-python' }); } catch (error) { console.log(error.name); }
    `;
    const file = `${temporaryDirectory()}/script.mjs`;
    writeFileSync(file, script);
    const { stdout, stderr } = spawnSync(process.execPath, ['--no-experimental-strip-types', file], {
      encoding: 'utf8',
    });
    expect(stderr).toBe('');
    // Gymnasium's documentation gives these numbers for CartPole with seed 42.
    const start = '0.0273956,-0.00611216,0.03585979,0.0197368'.split(',').map(Number);
    const lines = stdout.trim().split('\n');
    for (const line of lines.slice(0, 2))
      line.split(',').forEach((value, n) => {
        expect(Number(value)).toBeCloseTo(start[n], 7);
      });
    expect(lines[2]).toBe('DependencyNotInstalled');
  });
});
