/**
 * The safetensors file format, float32 tensors only: header length, JSON header, data without holes.
 * (Hugging Face, "Safetensors: format", https://github.com/huggingface/safetensors#format)
 */

/** One named tensor, row-major. */
export interface NamedTensor {
  readonly name: string;
  /** Sizes of the axes; empty for a scalar. */
  readonly shape: readonly number[];
  readonly values: Float32Array;
}

export interface SafetensorsContent {
  readonly tensors: readonly NamedTensor[];
  readonly metadata: Readonly<Record<string, string>>;
}

const METADATA = '__metadata__';
const LENGTH_BYTES = 8;
const ALIGNMENT = 8;
/** The format's own limit on the header, 100 MB. */
const MAXIMUM_HEADER = 100_000_000;
const OPENING_BRACE = 0x7b;

/** Number of elements of a tensor of that shape. */
function elementCount(shape: readonly number[]): number {
  return shape.reduce((product, axis) => product * axis, 1);
}

/**
 * The bytes of a file with these tensors, in the order given.
 * @throws RangeError for a name that is used twice or reserved, or values that do not fill the shape
 */
export function encodeSafetensors({ tensors, metadata }: SafetensorsContent): Uint8Array<ArrayBuffer> {
  const header = new Map<string, unknown>([[METADATA, metadata]]);
  let end = 0;
  for (const { name, shape, values } of tensors) {
    if (header.has(name))
      throw new RangeError(`tensor name ${JSON.stringify(name)} is reserved or used twice`);
    if (elementCount(shape) !== values.length) {
      throw new RangeError(`tensor ${name} of shape [${shape}] cannot hold ${values.length} values`);
    }
    header.set(name, { dtype: 'F32', shape, data_offsets: [end, end + values.length * 4] });
    end += values.length * 4;
  }
  const json = new TextEncoder().encode(JSON.stringify(Object.fromEntries(header)));
  const headerLength = Math.ceil(json.length / ALIGNMENT) * ALIGNMENT;
  const bytes = new Uint8Array(LENGTH_BYTES + headerLength + end);
  const view = new DataView(bytes.buffer);
  view.setBigUint64(0, BigInt(headerLength), true);
  bytes.fill(0x20, LENGTH_BYTES, LENGTH_BYTES + headerLength);
  bytes.set(json, LENGTH_BYTES);
  let position = LENGTH_BYTES + headerLength;
  for (const { values } of tensors) {
    for (let n = 0; n < values.length; n++, position += 4) view.setFloat32(position, values[n], true);
  }
  return bytes;
}

/** Finds a key that stands twice in one object, which `JSON.parse` would drop in silence. */
function duplicateKey(validJson: string): string | undefined {
  const open: Set<string>[] = [];
  for (const [token, quoted, colon] of validJson.matchAll(/("(?:[^"\\]|\\.)*")(\s*:)?|[{}]/g)) {
    if (token === '{') open.push(new Set());
    else if (token === '}') open.pop();
    else if (colon !== undefined) {
      const key = JSON.parse(quoted) as string;
      const keys = open.at(-1);
      if (keys?.has(key)) return key;
      keys?.add(key);
    }
  }
  return undefined;
}

function parseHeader(bytes: Uint8Array): Record<string, unknown> {
  if (bytes.length < LENGTH_BYTES) throw new RangeError('the file is truncated: it has no header length');
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const length = view.getBigUint64(0, true);
  if (length > BigInt(MAXIMUM_HEADER)) {
    throw new RangeError(`the header is ${length} bytes long, more than ${MAXIMUM_HEADER}`);
  }
  const end = LENGTH_BYTES + Number(length);
  if (end > bytes.length) {
    throw new RangeError(`the file is truncated: it ends inside the header, at byte ${bytes.length}`);
  }
  if (bytes[LENGTH_BYTES] !== OPENING_BRACE) throw new SyntaxError('the header must begin with {');
  let json: string;
  let header: unknown;
  try {
    json = new TextDecoder('utf-8', { fatal: true }).decode(bytes.subarray(LENGTH_BYTES, end));
    header = JSON.parse(json);
  } catch (cause) {
    throw new SyntaxError('the header is not JSON in UTF-8', { cause });
  }
  const twice = duplicateKey(json);
  if (twice !== undefined) throw new RangeError(`the header holds ${JSON.stringify(twice)} twice`);
  return header as Record<string, unknown>;
}

function isSize(value: unknown): value is number {
  return Number.isSafeInteger(value) && (value as number) >= 0;
}

interface Placed {
  readonly name: string;
  readonly shape: number[];
  readonly begin: number;
  readonly end: number;
}

function parseTensor(name: string, entry: unknown): Placed {
  const subject = `tensor ${JSON.stringify(name)}`;
  if (typeof entry !== 'object' || entry === null)
    throw new TypeError(`${subject} is not described by an object`);
  const { dtype, shape, data_offsets: offsets } = entry as Record<string, unknown>;
  if (dtype !== 'F32')
    throw new TypeError(`${subject} has dtype ${JSON.stringify(dtype)}, only "F32" is read`);
  if (!Array.isArray(shape) || !shape.every(isSize)) {
    throw new TypeError(`${subject} must have a shape of non-negative integers`);
  }
  if (!Array.isArray(offsets) || offsets.length !== 2 || !offsets.every(isSize)) {
    throw new TypeError(`${subject} must have two data_offsets, non-negative integers`);
  }
  const [begin, end] = offsets as [number, number];
  if (end - begin !== elementCount(shape) * 4) {
    throw new RangeError(
      `${subject} of shape [${shape}] needs ${elementCount(shape) * 4} bytes, not ${end - begin}`,
    );
  }
  return { name, shape, begin, end };
}

/** Tensors must lie end to end and use every byte: an overlap, a hole or a tail would smuggle data. */
function assertContiguous(placed: readonly Placed[], dataLength: number): void {
  let end = 0;
  for (const tensor of placed.toSorted((a, b) => a.begin - b.begin || a.end - b.end)) {
    const subject = `tensor ${JSON.stringify(tensor.name)}`;
    if (tensor.begin < end) throw new RangeError(`${subject} overlaps the tensor before it`);
    if (tensor.begin > end)
      throw new RangeError(`${subject} leaves a hole of ${tensor.begin - end} bytes before it`);
    end = tensor.end;
    if (end > dataLength) {
      throw new RangeError(
        `the file is truncated: ${subject} ends at byte ${end} of ${dataLength} bytes of data`,
      );
    }
  }
  if (end < dataLength)
    throw new RangeError(`${dataLength - end} bytes after the last tensor belong to none`);
}

/**
 * Reads a file; tensors come in the order of the header, with buffers of their own.
 * @throws RangeError, SyntaxError or TypeError with one sentence for anything that the format forbids, and for
 * tensors that are not float32
 */
export function decodeSafetensors(bytes: Uint8Array): SafetensorsContent {
  const header = parseHeader(bytes);
  const metadata = header[METADATA] ?? {};
  const isText = (value: unknown) => typeof value === 'string';
  if (typeof metadata !== 'object' || Array.isArray(metadata) || !Object.values(metadata).every(isText)) {
    throw new TypeError(`${METADATA} must map names to text`);
  }
  const placed = Object.entries(header)
    .filter(([name]) => name !== METADATA)
    .map(([name, entry]) => parseTensor(name, entry));
  const lengthView = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const dataStart = LENGTH_BYTES + Number(lengthView.getBigUint64(0, true));
  assertContiguous(placed, bytes.length - dataStart);
  const tensors = placed.map(({ name, shape, begin, end }) => {
    const values = new Float32Array((end - begin) / 4);
    for (let n = 0; n < values.length; n++)
      values[n] = lengthView.getFloat32(dataStart + begin + 4 * n, true);
    return { name, shape, values };
  });
  return { tensors, metadata: metadata as Record<string, string> };
}
