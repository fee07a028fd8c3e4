/**
 * The IDX format of MNIST: magic `0 0 type dimensions`, one big-endian 32-bit size for each dimension, then the
 * values in C order, plain or gzip. (LeCun, Cortes & Burges, "The MNIST database"; here only unsigned bytes)
 */
import { DataError } from './data-error.ts';
import { nodeModules } from './node-modules.ts';

export interface IdxArray {
  readonly shape: readonly number[];
  /** All values, row by row. */
  readonly values: Uint8Array;
}

/** Images and what they show. */
export interface LabelledImages {
  readonly count: number;
  readonly rows: number;
  readonly columns: number;
  /** `[count, rows, columns]` */
  readonly pixels: Uint8Array;
  /** `[count]` */
  readonly labels: Uint8Array;
}

const UNSIGNED_BYTE = 0x08;
/** Enough of a file for the header of any image set. */
const HEADER_BYTES = 4096;

function isGzip(bytes: Uint8Array): boolean {
  return bytes[0] === 0x1f && bytes[1] === 0x8b;
}

/** Sizes of the dimensions, from the first bytes of an unpacked file. */
function parseShape(bytes: Uint8Array, name: string): number[] {
  if (bytes.length < 4) throw new DataError(`${name} is cut short: it has no IDX header`);
  if (bytes[0] !== 0 || bytes[1] !== 0) {
    const magic = Array.from(bytes.subarray(0, 4), (byte) => byte.toString(16).padStart(2, '0')).join('');
    throw new DataError(`${name} is not an IDX file: it begins with ${magic}, an IDX file with 0000`);
  }
  if (bytes[2] !== UNSIGNED_BYTE) {
    throw new DataError(`${name} holds values of type ${bytes[2]}; only unsigned bytes (type 8) are read`);
  }
  const dimensions = bytes[3];
  if (bytes.length < 4 + 4 * dimensions) {
    throw new DataError(`${name} is cut short: its header of ${dimensions} dimensions is not whole`);
  }
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  return Array.from({ length: dimensions }, (_, n) => view.getUint32(4 + 4 * n));
}

/**
 * Reads an unpacked IDX file.
 * @param name how errors call it
 * @throws DataError for another format, another type than unsigned bytes, or a size that is not the header's
 */
export function parseIdx(bytes: Uint8Array, name: string): IdxArray {
  const shape = parseShape(bytes, name);
  const values = bytes.subarray(4 + 4 * shape.length);
  const expected = shape.reduce((product, size) => product * size, 1);
  if (values.length < expected) {
    throw new DataError(`${name} is cut short: it has ${values.length} of ${expected} values`);
  }
  if (values.length > expected) {
    throw new DataError(
      `${name} has the wrong size: ${values.length} values where its header says ${shape.join(' x ')}`,
    );
  }
  return { shape, values };
}

/** Unpacks a whole file, or the beginning of one. */
function unpack(bytes: Uint8Array, name: string, wholeFile: boolean): Uint8Array {
  if (!isGzip(bytes)) return bytes;
  const { zlib } = nodeModules();
  try {
    return zlib.gunzipSync(bytes, wholeFile ? {} : { finishFlush: zlib.constants.Z_SYNC_FLUSH });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'Z_BUF_ERROR') {
      throw new DataError(`${name} is cut short: its gzip stream does not end`, { cause: error });
    }
    throw new DataError(`${name} is damaged: ${(error as Error).message}`, { cause: error });
  }
}

function unreadable(path: string, error: unknown): DataError {
  const { code, message } = error as NodeJS.ErrnoException;
  return code === 'ENOENT'
    ? new DataError(`${path} is missing`, { cause: error })
    : new DataError(`${path} cannot be read (${code ?? message})`, { cause: error });
}

/**
 * Reads an IDX file, plain or gzip. Node only.
 * @throws DataError for a file that is missing, cannot be read, is cut short, or is not what it should be
 */
export function readIdx(path: string): IdxArray {
  let bytes: Uint8Array;
  try {
    bytes = nodeModules().fs.readFileSync(path);
  } catch (error) {
    throw unreadable(path, error);
  }
  return parseIdx(unpack(bytes, path, true), path);
}

/** Shape of an IDX file, from its first bytes alone; throws as `readIdx` does. */
export function readIdxShape(path: string): number[] {
  const { fs } = nodeModules();
  const bytes = new Uint8Array(HEADER_BYTES);
  let length: number;
  try {
    const file = fs.openSync(path, 'r');
    try {
      length = fs.readSync(file, bytes);
    } finally {
      fs.closeSync(file);
    }
  } catch (error) {
    throw unreadable(path, error);
  }
  return parseShape(unpack(bytes.subarray(0, length), path, false), path);
}

/**
 * Reads images with their labels. Node only.
 * @throws DataError as `readIdx` does, and when images are not three-dimensional, labels not a list, there are
 * none, or their numbers differ
 */
export function readLabelledImages(imagesPath: string, labelsPath: string): LabelledImages {
  const images = readIdx(imagesPath);
  const labels = readIdx(labelsPath);
  if (images.shape.length !== 3) {
    throw new DataError(`${imagesPath} must hold images in 3 dimensions, it has ${images.shape.length}`);
  }
  if (labels.shape.length !== 1) {
    throw new DataError(`${labelsPath} must hold labels in 1 dimension, it has ${labels.shape.length}`);
  }
  const [count, rows, columns] = images.shape;
  if (count !== labels.shape[0]) {
    throw new DataError(`${imagesPath} has ${count} images but ${labelsPath} has ${labels.shape[0]} labels`);
  }
  if (images.values.length === 0) throw new DataError(`${imagesPath} is empty`);
  return { count, rows, columns, pixels: images.values, labels: labels.values };
}
