/** A picture of Pendulum: the rod, its axle, and a ring whose size tells the torque. */
import { cos, sin } from '../elementary/trigonometric.ts';
import { type Color, Raster } from './raster.ts';

const SIZE = 500;
const ROD_LENGTH = SIZE / 4.4;
const ROD: Color = [204, 77, 77];
const AXLE: Color = [0, 0, 0];
const TORQUE: Color = [120, 160, 220];

/** @param angle radians from upright; @param torque null before the first action */
export function drawPendulum(angle: number, torque: number | null): Raster {
  const raster = new Raster(SIZE, SIZE, [255, 255, 255]);
  const centre = [SIZE / 2, SIZE / 2] as const;
  const tip = [centre[0] - ROD_LENGTH * sin(angle), centre[1] - ROD_LENGTH * cos(angle)] as const;
  if (torque !== null) {
    const radius = 25 * Math.abs(torque);
    raster.circle(centre, radius, TORQUE);
    raster.circle(centre, radius - 3, [255, 255, 255]);
  }
  raster.line(centre, tip, 22, ROD);
  raster.circle(centre, 11, ROD);
  raster.circle(tip, 11, ROD);
  raster.circle(centre, 5, AXLE);
  return raster;
}
