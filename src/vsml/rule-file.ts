/**
 * Rules as files: safetensors with one tensor for each part of the rule, named as in `parameterLayout`, so that
 * Python's `safetensors.numpy.load_file` reads them; shape, numerics version and origin stand in the metadata.
 */
import * as z from 'zod';
import { MAXIMUM_SEED } from '../numerics/noise.ts';
import { NUMERICS_VERSION } from '../numerics/numerics-version.ts';
import { assertRule, type Rule } from './rule.ts';
import { type ParameterTensor, parameterLayout, type RuleShape } from './rule-shape.ts';
import {
  decodeSafetensors,
  encodeSafetensors,
  type NamedTensor,
  type SafetensorsContent,
} from './safetensors.ts';

const FORMAT = 'murmuration.rule';

const shapeSchema: z.ZodType<RuleShape> = z.strictObject({
  stateSize: z.int(),
  messageSize: z.int(),
  ownMessages: z.boolean(),
  reward: z.boolean(),
  coordinates: z.boolean(),
  gateOffset: z.number(),
});

/** Where a rule comes from: enough to evolve it again. */
export const ruleOriginSchema = z.strictObject({
  /** What the run was configured with, any JSON. */
  configuration: z.json(),
  seed: z.int().min(0).max(MAXIMUM_SEED),
  /** Index of the last generation that shaped it, from 0; -1 for one that was not evolved. */
  generation: z.int().min(-1),
  /** SHA-256 of the parameters' little-endian float32 bytes, hex. */
  hash: z.string().regex(/^[0-9a-f]{64}$/, 'must be 64 hex digits'),
});

export type RuleOrigin = z.infer<typeof ruleOriginSchema>;

export interface RuleMetadata {
  readonly numericsVersion: number;
  readonly origin: RuleOrigin;
}

/** A file that is not a rule that can be run here; its message is one sentence that starts with the file. */
export class RuleFileError extends Error {
  override readonly name = 'RuleFileError';
}

/**
 * The bytes of a rule file.
 * @throws RangeError for parameters that are not finite or of another length than the shape asks for
 */
export function encodeRule(rule: Rule, origin: RuleOrigin): Uint8Array<ArrayBuffer> {
  assertRule(rule);
  const { stateSize, messageSize, ownMessages, reward, coordinates, gateOffset } = rule.shape;
  const { configuration, seed, generation, hash } = ruleOriginSchema.parse(origin);
  const tensors = parameterLayout(rule.shape).map(({ name, shape, offset, length }) => ({
    name,
    shape,
    values: rule.parameters.subarray(offset, offset + length),
  }));
  return encodeSafetensors({
    tensors,
    // Keys in a fixed order: the same rule gives the same bytes.
    metadata: {
      format: FORMAT,
      numericsVersion: String(NUMERICS_VERSION),
      shape: JSON.stringify({ stateSize, messageSize, ownMessages, reward, coordinates, gateOffset }),
      origin: JSON.stringify({ configuration, seed, generation, hash }),
    },
  });
}

function parseField<Output>(
  schema: z.ZodType<Output>,
  metadata: SafetensorsContent['metadata'],
  field: string,
  sourceName: string,
): Output {
  const refuse = (reason: string) => new RuleFileError(`${sourceName}: metadata ${field} ${reason}`);
  const text = Object.hasOwn(metadata, field) ? metadata[field] : undefined;
  if (text === undefined) throw refuse('is missing');
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    throw refuse('is not JSON');
  }
  const result = schema.safeParse(json);
  if (result.success) return result.data;
  const [issue] = result.error.issues;
  const path = issue.path.length > 0 ? ` at ${z.core.toDotPath(issue.path)}` : '';
  throw refuse(`is not valid${path}: ${issue.message}`);
}

function copyTensor(
  tensor: NamedTensor | undefined,
  place: ParameterTensor,
  out: Float32Array,
  sourceName: string,
) {
  if (tensor === undefined) throw new RuleFileError(`${sourceName}: tensor ${place.name} is missing`);
  if (tensor.shape.join() !== place.shape.join()) {
    throw new RuleFileError(
      `${sourceName}: tensor ${place.name} must have shape [${place.shape.join(', ')}], got [${tensor.shape.join(', ')}]`,
    );
  }
  const bad = tensor.values.findIndex((value) => !Number.isFinite(value));
  if (bad >= 0) {
    throw new RuleFileError(
      `${sourceName}: tensor ${place.name} holds ${tensor.values[bad]} at ${bad}, every parameter must be finite`,
    );
  }
  out.set(tensor.values, place.offset);
}

/**
 * Reads a rule file.
 * @param sourceName the file's name, the start of every error message
 * @throws RuleFileError for bytes that are no safetensors file, other metadata, another numerics version, a tensor
 * that is missing, unknown or of another shape, and a parameter that is not finite
 */
export function decodeRule(bytes: Uint8Array, sourceName: string): { rule: Rule; metadata: RuleMetadata } {
  let content: SafetensorsContent;
  try {
    content = decodeSafetensors(bytes);
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new RuleFileError(`${sourceName}: not a readable safetensors file: ${reason}`, { cause });
  }
  if (content.metadata.format !== FORMAT) {
    throw new RuleFileError(`${sourceName}: not a rule: its metadata must say format ${FORMAT}`);
  }
  const numericsVersion = parseField(z.int(), content.metadata, 'numericsVersion', sourceName);
  if (numericsVersion !== NUMERICS_VERSION) {
    throw new RuleFileError(
      `${sourceName}: made with numerics version ${numericsVersion}, this program computes with version ${NUMERICS_VERSION}`,
    );
  }
  const shape = parseField(shapeSchema, content.metadata, 'shape', sourceName);
  let layout: ParameterTensor[];
  try {
    layout = parameterLayout(shape);
  } catch (cause) {
    throw new RuleFileError(`${sourceName}: metadata shape: ${(cause as Error).message}`, { cause });
  }
  const origin = parseField(ruleOriginSchema, content.metadata, 'origin', sourceName);
  const named = new Map(content.tensors.map((tensor) => [tensor.name, tensor]));
  const parameters = new Float32Array(layout.reduce((sum, { length }) => sum + length, 0));
  for (const place of layout) {
    copyTensor(named.get(place.name), place, parameters, sourceName);
    named.delete(place.name);
  }
  const [unknown] = named.keys();
  if (unknown !== undefined) {
    throw new RuleFileError(`${sourceName}: tensor ${unknown} does not belong to a rule of this shape`);
  }
  return { rule: { shape, parameters }, metadata: { numericsVersion, origin } };
}
