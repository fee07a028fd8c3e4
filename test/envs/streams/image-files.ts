/** Small IDX files for tests, written by the format's description. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';

/** The bytes of an IDX file of unsigned bytes. */
export function encodeIdx(shape: readonly number[], values: ArrayLike<number>): Uint8Array {
  const sizes = shape.flatMap((size) => [size >>> 24, (size >>> 16) & 255, (size >>> 8) & 255, size & 255]);
  return Uint8Array.from([0, 0, 8, shape.length, ...sizes, ...Array.from(values)]);
}

export interface ImageFilesOptions {
  /** The part of the names before `-images`. */
  readonly set: string;
  readonly count: number;
  readonly classes: number;
  readonly side?: number;
  readonly packed?: boolean;
}

/** Writes a set whose image n has the label `n % classes` and pixels that name n. */
export function writeImageFiles(
  folder: string,
  { set, count, classes, side = 4, packed = true }: ImageFilesOptions,
): void {
  const pixels = Array.from({ length: count * side * side }, (_, n) =>
    n % (side * side) === 0 ? Math.floor(n / (side * side)) % 256 : (n * 37) % 256,
  );
  const write = (part: string, bytes: Uint8Array) => {
    const path = join(folder, `${set}-${part}-ubyte`);
    if (packed) writeFileSync(`${path}.gz`, gzipSync(bytes));
    else writeFileSync(path, bytes);
  };
  write('images-idx3', encodeIdx([count, side, side], pixels));
  write(
    'labels-idx1',
    encodeIdx(
      [count],
      Array.from({ length: count }, (_, n) => n % classes),
    ),
  );
}
