/** Numbers in arrays as NumPy has them: types, texts, sums; and the tables behind its normals. */
import { createHash } from 'node:crypto';
import { Box, NdArray, npRandom } from 'gymnasium-js';
import { describe, expect, it } from 'vitest';
import { log1pOfC } from '../../../envs/gymnasium-js/src/elementary/log1p-of-c.ts';
import {
  arrayFrom,
  canCast,
  castTo,
  type ElementType,
  promote,
} from '../../../envs/gymnasium-js/src/spaces/element-types.ts';
import { arrayText, scalarText } from '../../../envs/gymnasium-js/src/spaces/number-text.ts';
import { pairwiseSum } from '../../../envs/gymnasium-js/src/spaces/pairwise-sum.ts';
import { zigguratLayers } from '../../../envs/gymnasium-js/src/ziggurat.ts';

describe('element types', () => {
  it('promote as in numpy.promote_types', () => {
    const promoted: [ElementType, ElementType, ElementType][] = [
      ['bool', 'int8', 'int8'],
      ['int8', 'uint8', 'int16'],
      ['int16', 'uint8', 'int16'],
      ['int32', 'uint32', 'int64'],
      ['int64', 'uint64', 'float64'],
      ['float16', 'int8', 'float16'],
      ['float16', 'int16', 'float32'],
      ['float32', 'uint16', 'float32'],
      ['float32', 'int32', 'float64'],
      ['float16', 'float64', 'float64'],
    ];
    for (const [a, b, expected] of promoted)
      expect([promote(a, b), promote(b, a)]).toEqual([expected, expected]);
  });

  it('cast safely as in numpy.can_cast', () => {
    expect([canCast('int16', 'float32'), canCast('uint64', 'float64'), canCast('bool', 'uint8')]).toEqual([
      true,
      true,
      true,
    ]);
    expect([canCast('int32', 'float32'), canCast('uint8', 'int8'), canCast('float32', 'int64')]).toEqual([
      false,
      false,
      false,
    ]);
  });

  it('round floats of 16 bits to even and cut integers', () => {
    // numpy.float16 of each.
    const halves = [0.1, 65519.9, 65520, 3e-8, 2.98e-8, 2049, 2051].map((value) => castTo('float16', value));
    expect(halves).toEqual([0.0999755859375, 65504, Infinity, 2 ** -24, 0, 2048, 2052]);
    expect([...arrayFrom('int8', [1.9, -1.9]), ...arrayFrom('bool', [0, 0.5])]).toEqual([1, -1, 0, 1]);
  });
});

describe('arrays as text', () => {
  it('are what str(numpy.array) gives', () => {
    const texts: [ElementType, number[], string][] = [
      ['float32', [0.1, -4.8, -Infinity].map(Math.fround), '[ 0.1 -4.8 -inf]'],
      ['float32', [1e6, 1], '[1.e+06 1.e+00]'],
      [
        'float32',
        [220195.125, -1009618.2, -209175.58, Infinity].map(Math.fround),
        '[ 2.2019512e+05 -1.0096182e+06 -2.0917558e+05            inf]',
      ],
      ['float64', [1 / 3, 2 / 3, 1e-3], '[0.33333333 0.66666667 0.001     ]'],
      ['float64', [-0, Number.NaN, 1000], '[  -0.   nan 1000.]'],
      ['float16', [1000, 0.5], '[1.e+03 5.e-01]'],
      ['int64', [-1, 0, 100], '[ -1   0 100]'],
      ['bool', [0, 1], '[False  True]'],
      ['uint8', [], '[]'],
    ];
    for (const [type, values, text] of texts) expect(arrayText(values, [values.length], type)).toBe(text);
  });

  it('wrap lines and leave out the middle of large arrays', () => {
    const thousands = Array.from({ length: 30 }, (_, n) => n * 1000);
    expect(arrayText(thousands, [30], 'int64').split('\n')).toEqual([
      '[    0  1000  2000  3000  4000  5000  6000  7000  8000  9000 10000 11000',
      ' 12000 13000 14000 15000 16000 17000 18000 19000 20000 21000 22000 23000',
      ' 24000 25000 26000 27000 28000 29000]',
    ]);
    const quarters = Array.from({ length: 2000 }, (_, n) => n / 4);
    const lines = arrayText(quarters, [20, 100], 'float64').split('\n');
    expect(lines).toHaveLength(7);
    expect(lines[0]).toBe('[[0.0000e+00 2.5000e-01 5.0000e-01 ... 2.4250e+01 2.4500e+01 2.4750e+01]');
    expect(lines[3]).toBe(' ...');
    expect(arrayText([1, 2, 3, 4], [2, 1, 2], 'int8')).toBe('[[[1 2]]\n\n [[3 4]]]');
  });

  it('are numbers where there are no axes', () => {
    const float32 = [0.1, 1e6, 1e-5, 123456.7].map((value) => scalarText(Math.fround(value), 'float32'));
    expect(float32).toEqual(['0.1', '1e+06', '1e-05', '123456.7']);
    const float64 = [0.1, 1e15, 1e16, 1e-5].map((value) => scalarText(value, 'float64'));
    expect(float64).toEqual(['0.1', '1000000000000000.0', '1e+16', '1e-05']);
    expect(String(new Box(new NdArray(Int8Array.of(3), []), 4, null, 'int8'))).toBe('Box(3, 4, (), int8)');
  });
});

it('sums in the order of numpy.sum', () => {
  // numpy.sum(numpy.random.default_rng(0).random(1000)[:n])
  const values = npRandom(0)[0].random(1000);
  const sums = [7, 8, 100, 129, 1000].map((n) => pairwiseSum(values.subarray(0, n)));
  expect(sums).toEqual([
    3.2969111527952224, 4.0264077137792205, 54.829098257852365, 68.8120608133899, 516.9063382672537,
  ]);
});

it('takes the logarithm of 1 + x with the bits of glibc 2.36', () => {
  const pairs: [number, number][] = [
    [-0.25, -0.2876820724517809],
    [-1e-10, -1.00000000005e-10],
    [-0.9999999, -16.118095651484676],
    [-0.3, -0.35667494393873234],
    [-0.2677643179578748, -0.3116528468391407],
    [-0.6126498419867668, -0.9484261939703129],
    [-0.9999999999999999, -36.7368005696771],
    [-5e-324, -5e-324],
    [-1e-7, -1.0000000500000033e-7],
  ];
  for (const [x, expected] of pairs) expect(log1pOfC(x)).toBe(expected);
});

it('rebuilds the tables of the ziggurat, bit for bit those of NumPy', () => {
  // sha256 of 256 float64 each of ziggurat_constants.h, NumPy 2.4.6.
  const { normal, exponential } = zigguratLayers();
  const sha256 = (table: Float64Array) => createHash('sha256').update(table).digest('hex');
  expect([normal.sure, normal.width, normal.density].map(sha256)).toEqual([
    'd3c6847aee4edccce48020e66271d2c4cc11056c0013e69e082c1c6ef30bd23b',
    '33c6472209e1d09ea3548f0291e5e1ad67fb4f1d0305e9f1086689584b7bb7fa',
    'acd898d9d87e212f657755ba43b21e40958090a7ff2103c9e79f4ea1b0fe2bc5',
  ]);
  expect([exponential.sure, exponential.width, exponential.density].map(sha256)).toEqual([
    '3d3e4b1ae699759d17d20af9104205749d86095ad27f97c5f5b1f65ec63c5995',
    '12751415cc5c2d3a76783f682d265bbfdd63c8775b4d3ded9926d3bb673871a1',
    '1f4b2a07fcf8396e73fc378ce2199c83cf46da21f0d6469f43375c29cb2d8635',
  ]);
});
