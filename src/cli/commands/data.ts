/** `murmur data`: which sets of images are here, and where the others can be fetched. */
import type { Command } from 'commander';
import { dataFolders, downloadFolder, findPart } from '../../../envs/streams/data-folder.ts';
import { type DataSet, dataSets, downloadableSets } from '../../../envs/streams/data-sets.ts';
import { type DownloadedFile, downloadSet } from '../../../envs/streams/download-set.ts';
import { readIdxShape } from '../../../envs/streams/idx.ts';
import { downloadProgress } from '../download-progress.ts';
import { listenForInterruption } from '../interruption.ts';
import { withOptions } from '../option-values.ts';
import { deliver, say, table } from '../output.ts';
import { EXIT, UserError } from '../user-error.ts';

interface DownloadOptions {
  readonly from?: string;
  readonly json?: boolean;
}

/** How many images a part of a set has; null when it is not here. */
function countImages(set: string, part: 'images' | 'train'): number | null {
  const files = findPart(set, part);
  return files === undefined ? null : readIdxShape(files.images)[0];
}

/** What is here of a set; files that are no good are told, not thrown: a list must show the other sets too. */
function survey({ name, summary, licence, url }: DataSet) {
  try {
    const images = countImages(name, 'images');
    const trainImages = countImages(name, 'train');
    return { name, summary, licence, url: url ?? null, images, trainImages, problem: null };
  } catch (error) {
    const problem = (error as Error).message;
    return { name, summary, licence, url: url ?? null, images: null, trainImages: null, problem };
  }
}

function state({ images, trainImages, problem }: ReturnType<typeof survey>): string {
  if (problem !== null) return 'damaged';
  if (images === null && trainImages === null) return '-';
  return [trainImages, images].filter((count) => count !== null).join(' + ');
}

function list({ json }: { readonly json?: boolean }): void {
  const sets = Array.from(dataSets.values(), survey);
  const rows = sets.map((set) => [set.name, state(set), set.licence, set.problem ?? set.summary]);
  const folders = dataFolders();
  const text = `${table(['set', 'images', 'licence', 'what'], rows)}\nlooked for in ${folders.join(' and ')}`;
  deliver(json, { folders, sets }, text);
}

/** The sets asked for, with the address of their files. */
function chooseSets(names: readonly string[], from: string | undefined): { set: DataSet; url: string }[] {
  if (from !== undefined && names.length > 1)
    throw new UserError('--from holds the files of one set: name one set with it');
  if (from !== undefined && !URL.canParse(from))
    throw new UserError(`--from must be the address of a folder on the web, got ${from}`);
  return names.map((name) => {
    const set = dataSets.get(name);
    if (set?.url === undefined) {
      const reason = set === undefined ? `unknown set '${name}'` : `nobody serves '${name}' as IDX files`;
      throw new UserError(`${reason}; murmur data download knows ${downloadableSets.join(', ')}`);
    }
    return { set, url: from ?? set.url };
  });
}

async function download(names: readonly string[], { from, json }: DownloadOptions): Promise<void> {
  const chosen = chooseSets(names, from);
  const folder = downloadFolder();
  const { signal } = listenForInterruption();
  const files: DownloadedFile[] = [];
  try {
    for (const { set, url } of chosen)
      files.push(...(await downloadSet({ set, url, folder, signal, watch: downloadProgress })));
  } catch (error) {
    if (!signal.aborted) throw error;
    say('stopped; the same command goes on from here');
    process.exitCode = EXIT.interrupted;
    return;
  }
  deliver(json, { folder, files }, `${files.length} files in ${folder}`);
}

/** Adds the commands to the program. */
export function addData(program: Command): void {
  const data = program.command('data').description('sets of images');
  withOptions(data.command('list').description('list sets of images and what is here of them'), [
    'json',
  ]).action(list);
  withOptions(
    data
      .command('download <set...>')
      .description('fetch whole sets into the data folder; goes on where it was stopped')
      .option('--from <url>', 'folder on another server that has the files of the set'),
    ['json'],
  )
    .addHelpText(
      'after',
      '\nExamples:\n  murmur data download mnist\n  MURMURATION_DATA=data murmur data download kmnist fashion-mnist',
    )
    .action(download);
}
