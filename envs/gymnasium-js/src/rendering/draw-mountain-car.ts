/** A picture of MountainCar: the hill, the car on it and the flag at its goal. */
import { cos, sin } from '../elementary/trigonometric.ts';
import { type Color, type Point, Raster } from './raster.ts';

const WIDTH = 600;
const HEIGHT = 400;
const LEFT_END = -1.2;
const PIXELS_PER_UNIT = WIDTH / 1.8;
const INK: Color = [0, 0, 0];
const WHEEL: Color = [128, 128, 128];
const FLAG: Color = [204, 204, 0];

function onHill(position: number): Point {
  const height = sin(3 * position) * 0.45 + 0.55;
  return [(position - LEFT_END) * PIXELS_PER_UNIT, HEIGHT - height * PIXELS_PER_UNIT];
}

/** @param goal the position of the flag */
export function drawMountainCar(position: number, goal: number): Raster {
  const raster = new Raster(WIDTH, HEIGHT, [255, 255, 255]);
  const hill = Array.from({ length: 101 }, (_, n) => onHill(LEFT_END + (1.8 * n) / 100));
  for (let n = 1; n < hill.length; n++) raster.line(hill[n - 1], hill[n], 2, INK);
  const [x, y] = onHill(position);
  // Cosine and sine of the angle of the slope.
  const slope = 3 * 0.45 * cos(3 * position);
  const along = 1 / Math.sqrt(1 + slope * slope);
  const across = slope * along;
  const place = (forward: number, up: number): Point => [
    x + forward * along - up * across,
    y - forward * across - up * along,
  ];
  raster.polygon([place(-20, 10), place(20, 10), place(20, 30), place(-20, 30)], INK);
  raster.circle(place(10, 10), 8, WHEEL);
  raster.circle(place(-10, 10), 8, WHEEL);
  const [flagX, flagY] = onHill(goal);
  raster.line([flagX, flagY], [flagX, flagY - 50], 1.5, INK);
  raster.polygon(
    [
      [flagX, flagY - 50],
      [flagX, flagY - 40],
      [flagX + 25, flagY - 45],
    ],
    FLAG,
  );
  return raster;
}
