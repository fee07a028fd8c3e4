/** Rule files: they give back the rule to the bit, are the same for ever, and refuse what cannot be run. */
import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import { initialRule } from '../../../src/vsml/rule.ts';
import { decodeRule, encodeRule, type RuleOrigin } from '../../../src/vsml/rule-file.ts';
import type { RuleShape } from '../../../src/vsml/rule-shape.ts';
import { decodeSafetensors, encodeSafetensors, type NamedTensor } from '../../../src/vsml/safetensors.ts';

const SHAPE: RuleShape = {
  stateSize: 4,
  messageSize: 2,
  ownMessages: false,
  reward: true,
  coordinates: false,
  gateOffset: 1,
};
const ORIGIN: RuleOrigin = {
  configuration: { world: 'DarkRoom-v0' },
  seed: 7,
  generation: 41,
  hash: 'ab'.repeat(32),
};
const RULE = initialRule(SHAPE, 3);

/** A good file with its tensors or metadata changed. */
function changed(
  tensors: (tensor: NamedTensor) => NamedTensor[],
  metadata: Record<string, string> = {},
): Uint8Array {
  const content = decodeSafetensors(encodeRule(RULE, ORIGIN));
  return encodeSafetensors({
    tensors: content.tensors.flatMap(tensors),
    metadata: { ...content.metadata, ...metadata },
  });
}

const same = (tensor: NamedTensor) => [tensor];
const only = (name: string, change: (tensor: NamedTensor) => NamedTensor[]) => (tensor: NamedTensor) =>
  tensor.name === name ? change(tensor) : [tensor];
const withFirst = (value: number) => (tensor: NamedTensor) => [
  { ...tensor, values: Float32Array.from(tensor.values, (old, n) => (n === 0 ? value : old)) },
];

it('gives back shape, parameters and origin', () => {
  fc.assert(
    fc.property(
      fc.record({
        stateSize: fc.constantFrom(4, 8, 12),
        messageSize: fc.integer({ min: 2, max: 9 }),
        ownMessages: fc.boolean(),
        reward: fc.boolean(),
        coordinates: fc.boolean(),
        gateOffset: fc.double({ min: 0, max: 20, noNaN: true }).map((value) => value + 0),
      }),
      fc.nat(),
      (shape, seed) => {
        const rule = initialRule(shape, seed);
        const decoded = decodeRule(encodeRule(rule, { ...ORIGIN, seed }), 'x');
        expect(decoded.rule).toEqual(rule);
        expect(decoded.metadata).toEqual({ numericsVersion: 1, origin: { ...ORIGIN, seed } });
      },
    ),
    { numRuns: 30 },
  );
});

it('writes the same bytes for ever: the whole header and the first parameters', () => {
  const parameters = Float32Array.from(RULE.parameters, (_, n) => n / 2);
  const bytes = encodeRule({ shape: SHAPE, parameters }, ORIGIN);
  const length = Number(new DataView(bytes.buffer).getBigUint64(0, true));
  expect(length % 8).toBe(0);
  expect(new TextDecoder().decode(bytes.subarray(8, 8 + length)).trimEnd()).toMatchInlineSnapshot(
    `"{"__metadata__":{"format":"murmuration.rule","numericsVersion":"1","shape":"{\\"stateSize\\":4,\\"messageSize\\":2,\\"ownMessages\\":false,\\"reward\\":true,\\"coordinates\\":false,\\"gateOffset\\":1}","origin":"{\\"configuration\\":{\\"world\\":\\"DarkRoom-v0\\"},\\"seed\\":7,\\"generation\\":41,\\"hash\\":\\"abababababababababababababababababababababababababababababababab\\"}"},"forward":{"dtype":"F32","shape":[2,16],"data_offsets":[0,128]},"backward":{"dtype":"F32","shape":[2,16],"data_offsets":[128,256]},"hidden":{"dtype":"F32","shape":[4,16],"data_offsets":[256,512]},"bias":{"dtype":"F32","shape":[16],"data_offsets":[512,576]},"reward":{"dtype":"F32","shape":[16],"data_offsets":[576,640]},"forward_messenger":{"dtype":"F32","shape":[4,2],"data_offsets":[640,672]},"forward_messenger_bias":{"dtype":"F32","shape":[2],"data_offsets":[672,680]},"backward_messenger":{"dtype":"F32","shape":[4,2],"data_offsets":[680,712]},"backward_messenger_bias":{"dtype":"F32","shape":[2],"data_offsets":[712,720]}}"`,
  );
  expect([...bytes.subarray(8 + length, 8 + length + 12)]).toEqual([
    0, 0, 0, 0, 0, 0, 0, 0x3f, 0, 0, 0x80, 0x3f,
  ]);
  expect(bytes.length).toBe(8 + length + 4 * parameters.length);
});

it.each<[string, Uint8Array, string]>([
  [
    'a truncated file',
    encodeRule(RULE, ORIGIN).subarray(0, -1),
    'my.safetensors: not a readable safetensors file: the file is truncated: tensor "backward_messenger_bias"',
  ],
  [
    'other safetensors',
    encodeSafetensors({ tensors: [], metadata: {} }),
    'my.safetensors: not a rule: its metadata must say format murmuration.rule',
  ],
  [
    'another numerics version',
    changed(same, { numericsVersion: '2' }),
    'my.safetensors: made with numerics version 2, this program computes with version 1',
  ],
  [
    'a numerics version that is no number',
    changed(same, { numericsVersion: 'one' }),
    'my.safetensors: metadata numericsVersion is not JSON',
  ],
  [
    'an impossible shape',
    changed(same, { shape: JSON.stringify({ ...SHAPE, stateSize: 5 }) }),
    'my.safetensors: metadata shape: stateSize must be a multiple of 4 from 4 to 64, got 5',
  ],
  [
    'an incomplete shape',
    changed(same, { shape: '{"stateSize":4}' }),
    'my.safetensors: metadata shape is not valid at messageSize: ',
  ],
  [
    'an origin without a hash',
    changed(same, { origin: JSON.stringify({ ...ORIGIN, hash: 'none' }) }),
    'my.safetensors: metadata origin is not valid at hash: must be 64 hex digits',
  ],
  ['a missing tensor', changed(only('hidden', () => [])), 'my.safetensors: tensor hidden is missing'],
  [
    'a tensor of another shape',
    changed(only('hidden', (tensor) => [{ ...tensor, shape: [16, 4] }])),
    'my.safetensors: tensor hidden must have shape [4, 16], got [16, 4]',
  ],
  [
    'an unknown tensor',
    changed(only('hidden', (tensor) => [tensor, { ...tensor, name: 'extra' }])),
    'my.safetensors: tensor extra does not belong to a rule of this shape',
  ],
  [
    'NaN',
    changed(only('bias', withFirst(Number.NaN))),
    'my.safetensors: tensor bias holds NaN at 0, every parameter must be finite',
  ],
  [
    'infinity',
    changed(only('forward', withFirst(-Infinity))),
    'my.safetensors: tensor forward holds -Infinity at 0, every parameter must be finite',
  ],
])('refuses %s', (_case, bytes, message) => {
  expect(() => decodeRule(bytes, 'my.safetensors')).toThrow(message);
});

it('refuses to write a rule with NaN', () => {
  const parameters = RULE.parameters.slice();
  parameters[2] = Number.NaN;
  expect(() => encodeRule({ shape: SHAPE, parameters }, ORIGIN)).toThrow('rule parameter 2 is NaN');
});
