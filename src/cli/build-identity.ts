/** What this checkout computes with: a hash of every source that an evaluation may run, and of the compiled kernel. */
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { BuildIdentity } from '../evolution/queue/build-identity.ts';
import { NUMERICS_VERSION } from '../numerics/numerics-version.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));
const FOLDERS = ['src', 'agents', 'envs', 'experiments'];
const KERNEL = 'src/vsml/kernels/wasm/dist/synapse.wasm';

function sourceFiles(): string[] {
  return FOLDERS.flatMap((folder) =>
    readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile() && entry.name.endsWith('.ts'))
      .map((entry) => relative(root, join(entry.parentPath, entry.name)).replaceAll('\\', '/'))
      .filter((path) => !/(^|\/)(node_modules|dist)\//.test(path)),
  ).sort();
}

/** The same on every machine with the same checkout, whatever its system. */
export function buildIdentity(): BuildIdentity {
  const build = createHash('sha256');
  for (const path of sourceFiles()) {
    const text = readFileSync(join(root, path), 'utf8').replaceAll('\r\n', '\n');
    build.update(`${path}\n${text.length}\n${text}`);
  }
  return {
    build: build.digest('hex'),
    kernel: createHash('sha256')
      .update(readFileSync(join(root, KERNEL)))
      .digest('hex'),
    numericsVersion: NUMERICS_VERSION,
  };
}
