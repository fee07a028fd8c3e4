/** A picture of Acrobot: two links hanging from a joint, and the height to be reached. */
import { cos, sin } from '../elementary/trigonometric.ts';
import { type Color, type Point, Raster } from './raster.ts';

const SIZE = 500;
/** Pixels for a metre: both links and a margin of a tenth fit. */
const SCALE = SIZE / 4.4;
const LINK: Color = [0, 204, 204];
const JOINT: Color = [204, 204, 0];
const GOAL: Color = [0, 0, 0];

/** @param state the angles of the first link from hanging and of the second from the first, and their speeds */
export function drawAcrobot(state: Float64Array): Raster {
  const raster = new Raster(SIZE, SIZE, [255, 255, 255]);
  const link = ([x, y]: Point, angle: number): Point => [x + SCALE * sin(angle), y + SCALE * cos(angle)];
  const top: Point = [SIZE / 2, SIZE / 2];
  const elbow = link(top, state[0]);
  const tip = link(elbow, state[0] + state[1]);
  raster.rectangle(0, SIZE / 2 - SCALE, SIZE, 1, GOAL);
  raster.line(top, elbow, 0.2 * SCALE, LINK);
  raster.line(elbow, tip, 0.2 * SCALE, LINK);
  raster.circle(top, 0.1 * SCALE, JOINT);
  raster.circle(elbow, 0.1 * SCALE, JOINT);
  return raster;
}
