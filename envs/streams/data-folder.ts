/**
 * Where files of data lie: in the folder that `MURMURATION_DATA` names, and only there; without it in
 * `../shared/data` beside the project or in `~/.cache/murmuration/data`, whichever has the file first. Node only.
 */
import { DataError } from './data-error.ts';
import { dataSets, downloadableSets } from './data-sets.ts';
import { nodeModules } from './node-modules.ts';

/** The folders that are searched, in order. */
export function dataFolders(): string[] {
  const { path, url } = nodeModules();
  const named = process.env.MURMURATION_DATA;
  if (named) return [path.resolve(named)];
  return [url.fileURLToPath(new URL('../../../shared/data', import.meta.url)), cacheFolder()];
}

/** The folder that downloads go to. */
export function downloadFolder(): string {
  const named = process.env.MURMURATION_DATA;
  return named ? nodeModules().path.resolve(named) : cacheFolder();
}

function cacheFolder(): string {
  const { os, path } = nodeModules();
  return path.join(os.homedir(), '.cache', 'murmuration', 'data');
}

/** Path of a file, packed (`.gz`) or plain, in the first folder that has it; undefined when none does. */
export function findDataFile(name: string): string | undefined {
  const { fs, path } = nodeModules();
  return dataFolders()
    .flatMap((folder) => [path.join(folder, `${name}.gz`), path.join(folder, name)])
    .find((candidate) => fs.existsSync(candidate));
}

/** Which part of a set: the images themselves, or those that are kept apart for training. */
export type SetPart = 'images' | 'train';

/** Names of the two files of a part, without `.gz`. */
function partFiles(set: string, part: SetPart): { images: string; labels: string } {
  const prefix = part === 'train' ? `${set}-train` : set;
  return { images: `${prefix}-images-idx3-ubyte`, labels: `${prefix}-labels-idx1-ubyte` };
}

/**
 * Paths of the images and labels of a part of a set; undefined when neither is there.
 * @throws DataError when one is there without the other
 */
export function findPart(set: string, part: SetPart): { images: string; labels: string } | undefined {
  const files = partFiles(set, part);
  const images = findDataFile(files.images);
  const labels = findDataFile(files.labels);
  if (images !== undefined && labels !== undefined) return { images, labels };
  if (images !== undefined)
    throw new DataError(`${images} is there, its labels ${files.labels}.gz are missing`);
  if (labels !== undefined)
    throw new DataError(`${labels} is there, its images ${files.images}.gz are missing`);
  return undefined;
}

/** The error for a set that no folder has: says how to get it. */
export function missingSet(set: string): DataError {
  const where = dataFolders().join(' or ');
  if (downloadableSets.includes(set)) {
    return new DataError(`the set '${set}' is not in ${where}: run \`murmur data download ${set}\``);
  }
  const { images, labels } = partFiles(set, 'images');
  const known = dataSets.has(set) ? '' : `; known sets are ${[...dataSets.keys()].join(', ')}`;
  return new DataError(
    `the set '${set}' is not in ${where}: put ${images}.gz and ${labels}.gz there${known}`,
  );
}
