/**
 * Node's file modules, asked for at the moment of reading. Streams are also imported by the page in the browser,
 * where an `import` of them would fail although nothing there reads a file.
 */
import { DataError } from './data-error.ts';

/** @throws DataError in a browser */
export function nodeModules() {
  const load = globalThis.process?.getBuiltinModule;
  if (load === undefined) throw new DataError('sets of images are read from files, which only Node can do');
  return {
    fs: load('node:fs'),
    os: load('node:os'),
    path: load('node:path'),
    url: load('node:url'),
    zlib: load('node:zlib'),
  };
}
