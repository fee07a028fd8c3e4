/** Reads golden data: gzip-compressed JSON in test/golden. */
import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';

/** The data of `test/golden/<name>.json.gz`. */
export function goldenFile<Data>(name: string): Data {
  const file = new URL(`../../golden/${name}.json.gz`, import.meta.url);
  return JSON.parse(gunzipSync(readFileSync(file)).toString()) as Data;
}
