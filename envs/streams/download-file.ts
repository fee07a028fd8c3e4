/**
 * Downloads a file so that what stands under its name is always whole and right: bytes gather in `<name>.part`, which
 * a later attempt goes on with (HTTP Range, RFC 9110 section 14), and are renamed once their SHA-256 agrees.
 */
import { createHash } from 'node:crypto';
import {
  closeSync,
  existsSync,
  mkdirSync,
  openSync,
  readSync,
  renameSync,
  rmSync,
  statSync,
  writeSync,
} from 'node:fs';
import { dirname } from 'node:path';

export interface Download {
  readonly url: string;
  readonly path: string;
  /** Of the whole file, 64 hexadecimal digits. */
  readonly sha256: string;
  readonly signal?: AbortSignal;
  /** Told as bytes arrive: how many are here, and of how many, where the server says so. */
  readonly onProgress?: (bytes: number, total: number | undefined) => void;
}

/** `kept`: it was there already; `resumed`: part of it was. */
export type DownloadOutcome = 'kept' | 'downloaded' | 'resumed';

/** Why a download failed, in one sentence. */
export class DownloadError extends Error {
  override readonly name = 'DownloadError';
}

/** The connection ended before the file did; what arrived is kept. */
class CutShort extends DownloadError {}

/** How often a cut connection is taken up again before a person is asked to. */
const ATTEMPTS = 3;
const BLOCK_BYTES = 1 << 20;
/** What a folder that cannot be written says. */
const FILE_ERRORS: ReadonlySet<string> = new Set(
  'EACCES EDQUOT EEXIST EIO EISDIR ENOENT ENOSPC ENOTDIR EPERM EROFS'.split(' '),
);

function sizeOf(path: string): number {
  return existsSync(path) ? statSync(path).size : 0;
}

/** SHA-256 of a file, block by block. */
export function sha256OfFile(path: string): string {
  const hash = createHash('sha256');
  const block = Buffer.alloc(BLOCK_BYTES);
  const file = openSync(path, 'r');
  try {
    for (let read = readSync(file, block); read > 0; read = readSync(file, block)) {
      hash.update(block.subarray(0, read));
    }
  } finally {
    closeSync(file);
  }
  return hash.digest('hex');
}

/** Asks for a file from the byte `begin` on. */
async function request({ url, signal }: Download, begin: number): Promise<Response> {
  // Packed files are wanted as they are: no coding on the way that would be undone on arrival.
  const headers: Record<string, string> = { 'accept-encoding': 'identity' };
  if (begin > 0) headers.range = `bytes=${begin}-`;
  try {
    return await fetch(url, { headers, ...(signal && { signal }) });
  } catch (error) {
    if (signal?.aborted) throw error;
    const { cause } = error as { cause?: { code?: string; message?: string } };
    const reason = cause?.code ?? cause?.message ?? (error as Error).message;
    throw new DownloadError(
      `${new URL(url).host} cannot be reached (${reason}): this machine is offline, or the server is`,
      { cause: error },
    );
  }
}

/** Where the answer's first byte stands in the file, and how long the whole file is. */
function extentOf(response: Response): { begin: number; total: number | undefined } {
  if (response.status === 206) {
    const [, begin, total] =
      /^bytes (\d+)-\d+\/(\d+|\*)$/.exec(response.headers.get('content-range') ?? '') ?? [];
    return { begin: Number(begin), total: total === '*' ? undefined : Number(total) };
  }
  const length = response.headers.get('content-length');
  return { begin: 0, total: length === null ? undefined : Number(length) };
}

async function appendBody(download: Download, response: Response, part: string): Promise<void> {
  const { begin, total } = extentOf(response);
  let bytes = begin;
  const file = openSync(part, begin === 0 ? 'w' : 'a');
  try {
    download.onProgress?.(bytes, total);
    for await (const chunk of response.body ?? []) {
      writeSync(file, chunk);
      bytes += chunk.length;
      download.onProgress?.(bytes, total);
    }
  } catch (error) {
    if (download.signal?.aborted || isFileError(error)) throw error;
    throw new CutShort(
      `${download.url}: the connection was cut after ${bytes} of ${total ?? 'unknown'} bytes: run the command again to go on from there`,
      { cause: error },
    );
  } finally {
    closeSync(file);
  }
}

/** Fetches what `part` still lacks. */
async function fetchRest(download: Download, part: string): Promise<void> {
  const have = sizeOf(part);
  let response = await request(download, have);
  const range = response.headers.get('content-range');
  if (response.status === 416 && range === `bytes */${have}`) return response.body?.cancel();
  if (response.status === 416 || (response.status === 206 && extentOf(response).begin !== have)) {
    // What is here is no beginning of what is there.
    await response.body?.cancel();
    rmSync(part);
    response = await request(download, 0);
  }
  if (response.status !== 200 && response.status !== 206) {
    await response.body?.cancel();
    throw new DownloadError(`${download.url}: the server answered ${response.status}`);
  }
  await appendBody(download, response, part);
}

/** Whether the disk, not the network, is the trouble. */
function isFileError(error: unknown): error is NodeJS.ErrnoException {
  return FILE_ERRORS.has((error as NodeJS.ErrnoException).code ?? '');
}

async function fetchAll(download: Download, part: string): Promise<void> {
  for (let attempt = 1; ; attempt++) {
    const before = sizeOf(part);
    try {
      return await fetchRest(download, part);
    } catch (error) {
      const gained = sizeOf(part) > before;
      if (!(error instanceof CutShort) || !gained || attempt === ATTEMPTS) throw error;
    }
  }
}

/**
 * Brings a file to its place, unless it is there and right. A file under its name that is not right is replaced,
 * but only by one that is.
 * @throws DownloadError when the server cannot be reached or refuses, the connection is cut again and again, the
 * checksum differs (nothing is kept then), or the folder cannot be written
 */
export async function downloadFile(download: Download): Promise<DownloadOutcome> {
  const { path, sha256 } = download;
  const part = `${path}.part`;
  try {
    if (existsSync(path) && sha256OfFile(path) === sha256) return 'kept';
    mkdirSync(dirname(path), { recursive: true });
    const resumed = sizeOf(part) > 0;
    await fetchAll(download, part);
    const found = sha256OfFile(part);
    if (found !== sha256) {
      rmSync(part);
      throw new DownloadError(
        `${download.url}: the checksum differs, so nothing was kept: SHA-256 is ${found}, not ${sha256}`,
      );
    }
    renameSync(part, path);
    return resumed ? 'resumed' : 'downloaded';
  } catch (error) {
    if (!isFileError(error)) throw error;
    throw new DownloadError(
      `${dirname(path)} cannot be written (${error.code}): MURMURATION_DATA names the folder to use`,
      { cause: error },
    );
  }
}
