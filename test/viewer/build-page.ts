/** Builds the viewer's page where it is missing or older than its sources, so that browsers meet what the sources say. */
import { spawnSync } from 'node:child_process';
import { existsSync, globSync, statSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../..', import.meta.url));

/** Where the built page lies. */
export const pageDirectory = fileURLToPath(new URL('../../viewer/dist', import.meta.url));

/** Everything that can end up in the page. */
const SOURCES = [
  'viewer/*.{html,ts}',
  'viewer/{drawing,page,simulation,state}/**/*',
  '{src,agents,envs,experiments}/**/*.{ts,wasm}',
  'package-lock.json',
];

function isStale(): boolean {
  const index = `${pageDirectory}/index.html`;
  if (!existsSync(index)) return true;
  const built = statSync(index).mtimeMs;
  const sources = globSync(SOURCES, { cwd: root, exclude: (path) => path.includes('node_modules') });
  return sources.some((path) => statSync(`${root}/${path}`).mtimeMs > built);
}

/**
 * Builds the page unless it is up to date.
 * @throws Error with the builder's own words
 */
export function buildPage(): void {
  if (!isStale()) return;
  // In a process of its own: the test's NODE_ENV would end up in the page.
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    ['node_modules/vite/bin/vite.js', 'build', 'viewer', '--logLevel', 'warn'],
    { cwd: root, encoding: 'utf8', env: { ...process.env, NODE_ENV: 'production' } },
  );
  if (status !== 0) throw new Error(`the viewer's page could not be built:\n${stdout}${stderr}`);
}
