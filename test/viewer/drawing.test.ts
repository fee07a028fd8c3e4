/** Colours, heat maps and picking, by exact values. */
import { describe, expect, test } from 'vitest';
import {
  BODY_COLORS,
  bodyColor,
  DIVERGING_LEVELS,
  divergingColor,
  divergingTable,
  hexToRgba,
} from '../../viewer/drawing/colors.ts';
import { drawMatrix } from '../../viewer/drawing/matrix-raster.ts';
import { bodyAt, cellAt } from '../../viewer/drawing/picking.ts';

const WHITE = [247, 247, 247];
const DARK_BLUE = [8, 64, 129];
const BROWN = [127, 59, 8];

describe('colours', () => {
  test('are read from #rrggbb', () => {
    expect(hexToRgba('#E69f00')).toEqual([230, 159, 0, 255]);
    expect(hexToRgba('#0072b2', 100)).toEqual([0, 114, 178, 100]);
  });

  test.each(['red', '#fff', '#12345g', 'x#123456'])('%s is refused', (hex) => {
    expect(() => hexToRgba(hex)).toThrow(`colour must be #rrggbb, got "${hex}"`);
  });

  test('of bodies are seven and come again', () => {
    expect(new Set(BODY_COLORS).size).toBe(7);
    expect(bodyColor(9)).toBe(bodyColor(2));
  });

  test('of the diverging map: blue, white, orange, each side darker step by step', () => {
    expect(divergingColor(-1)).toEqual(DARK_BLUE);
    expect(divergingColor(-0.5)).toEqual([67, 147, 195]);
    expect(divergingColor(0)).toEqual(WHITE);
    expect(divergingColor(0.5)).toEqual([224, 130, 20]);
    expect(divergingColor(7)).toEqual(BROWN);
    const lightness = Array.from({ length: DIVERGING_LEVELS }, (_, n) => {
      const [red, green, blue] = divergingTable.subarray(n * 3, n * 3 + 3);
      return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
    });
    const middle = (DIVERGING_LEVELS - 1) / 2;
    for (let n = 0; n < middle; n++) {
      expect(lightness[n + 1]).toBeGreaterThanOrEqual(lightness[n] - 0.5);
      expect(lightness[middle + n + 1]).toBeLessThanOrEqual(lightness[middle + n] + 0.5);
    }
  });
});

describe('the heat map', () => {
  test('spans a range symmetric about white', () => {
    const pixels = new Uint8Array(16);
    expect(drawMatrix(Float32Array.of(-2, 0, 1, 2), pixels)).toBe(2);
    const [low, zero, half, high] = [0, 4, 8, 12].map((start) => [...pixels.subarray(start, start + 4)]);
    expect(low).toEqual([...DARK_BLUE, 255]);
    expect(zero).toEqual([...WHITE, 255]);
    expect(half).toEqual([...divergingColor(0.50196), 255]);
    expect(high).toEqual([...BROWN, 255]);
  });

  test('of zeros is white, of no numbers purple, of infinities the ends', () => {
    const pixels = new Uint8Array(16);
    expect(drawMatrix(new Float32Array(4), pixels)).toBe(0);
    expect([...pixels.subarray(0, 4)]).toEqual([...WHITE, 255]);
    const infinity = Number.POSITIVE_INFINITY;
    expect(drawMatrix(Float32Array.of(Number.NaN, -infinity, infinity, 0.5), pixels)).toBe(0.5);
    expect([...pixels]).toEqual([204, 121, 167, 255, ...DARK_BLUE, 255, ...BROWN, 255, ...BROWN, 255]);
  });

  test('needs a pixel a value', () => {
    expect(() => drawMatrix(new Float32Array(2), new Uint8Array(4))).toThrow('2 values need 8 bytes, got 4');
  });
});

describe('picking', () => {
  const grid = { width: 4, height: 3, left: 10, top: 20, cellSize: 30 };

  test.each([
    [10, 20, 0],
    [39.9, 20, 0],
    [40, 20, 1],
    [129, 109, 11],
    [130, 50, undefined],
    [9.9, 50, undefined],
    [50, 110, undefined],
  ])('(%d, %d) lies in cell %s', (x, y, cell) => {
    expect(cellAt(grid, x, y)).toBe(cell);
  });

  test('takes the nearest body within 12 pixels of its cell', () => {
    const bodies = Int32Array.of(5, 5, 6);
    expect(bodyAt(grid, bodies, 55, 65)).toBe(0);
    expect(bodyAt(grid, bodies, 75, 65)).toBe(2);
    expect(bodyAt(grid, bodies, 28, 65)).toBe(0);
    expect(bodyAt(grid, bodies, 27.9, 65)).toBeUndefined();
    expect(bodyAt(grid, bodies, 27.9, 65, 13)).toBe(0);
    expect(bodyAt(grid, [], 55, 65)).toBeUndefined();
  });

  test('takes the nearest cell where cells are small', () => {
    const small = { width: 200, height: 200, left: 0, top: 0, cellSize: 2 };
    expect(bodyAt(small, [0, 3, 8], 9, 1)).toBe(1);
    expect(bodyAt(small, [8, 3, 0], 15, 1)).toBe(0);
  });
});
