/** The files of the built page, found once at start: what is not among them cannot be asked for. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { extname, join, relative, sep } from 'node:path';

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.wasm': 'application/wasm',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.ico': 'image/x-icon',
  '.json': 'application/json; charset=utf-8',
};

export interface PageFile {
  readonly type: string;
  readonly content: Buffer;
  /** Files with a hash in their name never change. */
  readonly lasting: boolean;
}

/** Reads every file of the page by its path in a URL. Throws an Error that tells how to build a page that is missing. */
export function readPage(directory: string): ReadonlyMap<string, PageFile> {
  if (!existsSync(join(directory, 'index.html'))) {
    throw new Error(`the viewer's page is not built in ${directory}: run "npm run build:viewer"`);
  }
  const files = new Map<string, PageFile>();
  for (const entry of readdirSync(directory, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue;
    const path = join(entry.parentPath, entry.name);
    const url = `/${relative(directory, path).split(sep).join('/')}`;
    const type = TYPES[extname(entry.name)] ?? 'application/octet-stream';
    files.set(url, { type, content: readFileSync(path), lasting: url.startsWith('/assets/') });
  }
  const index = files.get('/index.html');
  if (index) files.set('/', index);
  return files;
}
