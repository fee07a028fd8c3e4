/** What an experiment's own sources say, as a hash: results that were made before they changed can be told apart. */
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const EXPERIMENTS = fileURLToPath(new URL('..', import.meta.url));

/** They draw and tell what was found, and decide nothing of it. */
const REPORTING = ['figure.ts', 'findings.ts'];

/**
 * SHA-256 over the sources in the experiment's folder, but for those that only report; 16 hexadecimal digits.
 * @param folder where the experiments' folders are
 */
export function sourceFingerprint(name: string, folder = EXPERIMENTS): string {
  const own = join(folder, name);
  const hash = createHash('sha256');
  if (existsSync(own)) {
    const files = readdirSync(own).filter((file) => file.endsWith('.ts') && !REPORTING.includes(file));
    for (const file of files.sort()) hash.update(`${file}\0`).update(readFileSync(join(own, file)));
  }
  return hash.digest('hex').slice(0, 16);
}
