/** Downloads the files of a set of images one after the other; what is there already is not asked for again. */
import { join } from 'node:path';
import type { DataSet } from './data-sets.ts';
import { type DownloadOutcome, downloadFile } from './download-file.ts';

/** Who is told how the download of one file goes. */
export interface DownloadWatcher {
  /** @param total bytes of the whole file, where the server says so */
  onBytes(bytes: number, total: number | undefined): void;
  /** The file is done; without an outcome it failed. */
  stop(outcome?: DownloadOutcome): void;
}

export interface SetDownload {
  readonly set: DataSet;
  /** Address of the folder that holds the files on the web. */
  readonly url: string;
  /** Where they go. */
  readonly folder: string;
  readonly signal?: AbortSignal;
  readonly watch: (name: string) => DownloadWatcher;
}

/** What became of a file. */
export interface DownloadedFile {
  readonly name: string;
  readonly outcome: DownloadOutcome;
}

/** @throws DownloadError as `downloadFile` does, at the first file that fails; those before it stay */
export async function downloadSet({
  set,
  url,
  folder,
  signal,
  watch,
}: SetDownload): Promise<DownloadedFile[]> {
  const base = url.endsWith('/') ? url : `${url}/`;
  const files: DownloadedFile[] = [];
  for (const { name, remoteName, sha256 } of set.files) {
    const watcher = watch(name);
    let outcome: DownloadOutcome | undefined;
    try {
      outcome = await downloadFile({
        url: new URL(remoteName, base).href,
        path: join(folder, name),
        sha256,
        onProgress: watcher.onBytes,
        ...(signal && { signal }),
      });
      files.push({ name, outcome });
    } finally {
      watcher.stop(outcome);
    }
  }
  return files;
}
