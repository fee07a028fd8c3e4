/**
 * Makes `npm start` and `npm test` enough alone on a fresh machine: installs packages when they are missing or older
 * than the lock file, builds again what is older than its sources; with `--browser` finds or installs a Chromium, with
 * `--redis` a Redis.
 * Runs on Node 20 before anything is installed, so it uses nothing but Node.
 */
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { findChromium } from './chromium.mjs';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const stamp = join(root, 'node_modules', '.murmuration-lock');
const lock = createHash('sha256')
  .update(readFileSync(join(root, 'package-lock.json')))
  .digest('hex');

/** Runs a command with its output on standard error, so that standard output stays clean for `--json`. */
function run(command, args, options = {}) {
  const result = spawnSync(command, args, { cwd: root, stdio: ['ignore', 2, 2], ...options });
  return result.status === 0;
}

function say(text) {
  process.stderr.write(`setup: ${text}\n`);
}

const major = Number(process.versions.node.split('.')[0]);
if (major < 20) {
  say(`Node 20 or newer is needed, this is ${process.version}.`);
  process.exit(1);
}

const npm = process.platform === 'win32' ? 'npm.cmd' : 'npm';
const installed = existsSync(stamp) && readFileSync(stamp, 'utf8') === lock;
if (!installed) {
  say('installing packages (npm ci) …');
  if (!run(npm, ['ci', '--no-audit', '--no-fund', '--loglevel=error'])) {
    say('npm ci failed; its message stands above.');
    process.exit(1);
  }
  writeFileSync(stamp, lock);
}
/** When the newest source below these folders was changed, in milliseconds. */
function newestSource(folders) {
  const times = folders.flatMap((folder) =>
    readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile() && !/node_modules|[\\/]dist([\\/]|$)/.test(entry.parentPath))
      .map((entry) => statSync(join(entry.parentPath, entry.name)).mtimeMs),
  );
  return Math.max(...times);
}

/** What is built, of what, and by which script. */
const BUILDS = [
  ['build:kernel', 'src/vsml/kernels/wasm/dist/synapse.wasm', ['src/vsml/kernels/wasm']],
  ['build:noise', 'src/numerics/wasm/dist/gaussian.wasm', ['src/numerics/wasm']],
  ['build:viewer', 'viewer/dist/index.html', ['viewer', 'src', 'agents', 'envs', 'experiments']],
];
for (const [script, product, sources] of BUILDS) {
  const path = join(root, product);
  if (existsSync(path) && statSync(path).mtimeMs >= newestSource(sources)) continue;
  say(`npm run ${script} …`);
  if (!run(npm, ['run', '--silent', script])) {
    say('the build failed; its message stands above.');
    process.exit(1);
  }
}

/** Installs a package of the system, where that is Debian's and we may. */
function installPackage(name) {
  return (
    process.getuid?.() === 0 &&
    run('apt-get', ['update', '-q']) &&
    run('apt-get', ['install', '-y', '-q', '--no-install-recommends', name])
  );
}

if (process.argv.includes('--redis') && spawnSync('redis-server', ['--version']).status !== 0) {
  say('no redis-server found; trying the system’s package …');
  if (!installPackage('redis-server'))
    say('still no redis-server: tests of the queue will be skipped. Install it to run them.');
}

if (process.argv.includes('--browser') && !findChromium()) {
  say('no Chromium found; trying Playwright’s, then the system’s package …');
  const cli = join(root, 'node_modules', 'playwright', 'cli.js');
  const got =
    run(process.execPath, [cli, 'install', 'chromium'], { timeout: 300_000 }) || installPackage('chromium');
  if (!got || !findChromium())
    say('still no Chromium: tests in a browser will be skipped. Set CHROMIUM to the path of one.');
}
