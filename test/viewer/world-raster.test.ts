/** The picture of a world, texel by texel. */
import { describe, expect, test } from 'vitest';
import { FLASH_FRAMES, type RasterFrame, WorldRaster } from '../../viewer/drawing/world-raster.ts';

const world = {
  width: 3,
  height: 2,
  legend: [
    { name: 'floor', color: '#000000' },
    { name: 'food', color: '#f0e442' },
  ],
  bodies: 2,
};
const FLOOR = [0, 0, 0, 255];
const FOOD = [240, 228, 66, 255];
const SKY_BLUE = [86, 180, 233, 255];
const ORANGE = [230, 159, 0, 255];
const WHITE = [255, 255, 255, 255];

function frame(step: number, cells: number[], rewards: number[] = [0, 0]): RasterFrame {
  return {
    step,
    tiles: Uint8Array.of(0, 1, 0, 0, 0, 9),
    bodyCells: Int32Array.from(cells),
    rewards: Float32Array.from(rewards),
  };
}

const texel = ({ pixels }: WorldRaster, cell: number) => [...pixels.subarray(cell * 4, cell * 4 + 4)];

describe('one frame', () => {
  test('tiles in the colours of the legend, bodies in their own, unknown tiles black', () => {
    const raster = new WorldRaster(world);
    raster.draw(frame(0, [3, 2]));
    expect([...raster.pixels]).toEqual([FLOOR, FOOD, ORANGE, SKY_BLUE, FLOOR, FLOOR].flat());
  });

  test('the selected body is white and above the others', () => {
    const raster = new WorldRaster(world);
    raster.draw(frame(0, [4, 4]), 0);
    expect(texel(raster, 4)).toEqual(WHITE);
    raster.draw(frame(0, [4, 4]), 7);
    expect(texel(raster, 4)).toEqual(ORANGE);
  });

  test('a frame of another world is refused', () => {
    const raster = new WorldRaster({ ...world, bodies: 3 });
    expect(() => raster.draw(frame(0, [0, 1]))).toThrow(
      'a raster of 6 cells and 3 bodies cannot draw a frame of 6 and 2',
    );
  });
});

describe('from frame to frame', () => {
  test('a trail covers half a tile and fades until it is gone', () => {
    const raster = new WorldRaster(world);
    raster.draw(frame(0, [0, 5]));
    raster.draw(frame(1, [1, 5]));
    expect(texel(raster, 0)).toEqual([40, 84, 108, 255]);
    raster.draw(frame(1, [1, 5]));
    expect(texel(raster, 0)).toEqual([40, 84, 108, 255]);
    raster.draw(frame(2, [3, 5]));
    expect(texel(raster, 0)).toEqual([37, 78, 101, 255]);
    expect(texel(raster, 1)).toEqual([168, 205, 143, 255]);
    for (let step = 3; step < 70; step++) raster.draw(frame(step, [3, 5]));
    expect(texel(raster, 0)).toEqual(FLOOR);
    expect(texel(raster, 1)).toEqual(FOOD);
  });

  test('the selected body leaves a white trail', () => {
    const raster = new WorldRaster(world);
    raster.draw(frame(0, [0, 5]), 0);
    raster.draw(frame(1, [1, 5]), 0);
    expect(texel(raster, 0)).toEqual([119, 119, 119, 255]);
  });

  test('a new lifetime begins without trails and flashes', () => {
    const raster = new WorldRaster(world);
    raster.draw(frame(8, [0, 5], [1, 0]));
    raster.draw(frame(0, [3, 5]));
    expect(texel(raster, 0)).toEqual(FLOOR);
    expect(texel(raster, 3)).toEqual(SKY_BLUE);
  });

  test('a reward brightens the body, less and less', () => {
    const raster = new WorldRaster(world);
    raster.draw(frame(1, [0, 2], [1, -1]));
    expect(texel(raster, 0)).toEqual([191, 226, 246, 255]);
    expect(texel(raster, 2)).toEqual(ORANGE);
    const reds = [];
    for (let step = 2; step < 2 + FLASH_FRAMES; step++) {
      raster.draw(frame(step, [0, 2]));
      reds.push(texel(raster, 0)[0]);
    }
    expect(reds).toEqual([...reds].sort((first, second) => second - first));
    expect(new Set(reds).size).toBe(FLASH_FRAMES);
    expect(texel(raster, 0)).toEqual(SKY_BLUE);
  });
});
