/** A picture of CartPole: the track, the cart, the pole and its axle. */
import { cos, sin } from '../elementary/trigonometric.ts';
import { type Color, Raster } from './raster.ts';

const WIDTH = 600;
const HEIGHT = 400;
const PIXELS_PER_METRE = WIDTH / 4.8;
const CART_TOP = HEIGHT - 115;
const CART: Color = [0, 0, 0];
const POLE: Color = [202, 152, 101];
const AXLE: Color = [129, 132, 203];

/** @param state position, velocity, angle and angular velocity */
export function drawCartPole(state: Float64Array): Raster {
  const raster = new Raster(WIDTH, HEIGHT, [255, 255, 255]);
  const x = state[0] * PIXELS_PER_METRE + WIDTH / 2;
  raster.rectangle(0, HEIGHT - 100, WIDTH, 1, CART);
  raster.rectangle(x - 25, CART_TOP, 50, 30, CART);
  const axle = [x, CART_TOP + 7] as const;
  const length = PIXELS_PER_METRE;
  const tip = [x + length * sin(state[2]), axle[1] - length * cos(state[2])] as const;
  raster.line(axle, tip, 10, POLE);
  raster.circle(axle, 5, AXLE);
  return raster;
}
