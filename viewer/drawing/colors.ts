/** Colours as numbers, all chosen to be told apart under every common colour blindness. */
import { PALETTE } from '../../envs/worlds/palette.ts';

/** Red, green, blue from 0 to 255. */
export type Rgb = readonly [red: number, green: number, blue: number];

/** Okabe & Ito's colours without black, which worlds are drawn on, in the order in which bodies take them. */
export const BODY_COLORS: readonly string[] = [
  PALETTE.skyBlue,
  PALETTE.orange,
  PALETTE.bluishGreen,
  PALETTE.reddishPurple,
  PALETTE.yellow,
  PALETTE.vermillion,
  PALETTE.blue,
];

/** The colour of a body, again and again the same seven. */
export function bodyColor(body: number): string {
  return BODY_COLORS[body % BODY_COLORS.length];
}

/** Reads `#rrggbb`. @throws RangeError that quotes the colour unless it is one */
export function parseColor(hex: string): Rgb {
  if (!/^#[0-9a-f]{6}$/i.test(hex)) throw new RangeError(`colour must be #rrggbb, got "${hex}"`);
  const value = Number.parseInt(hex.slice(1), 16);
  return [value >> 16, (value >> 8) & 255, value & 255];
}

/** Reads `#rrggbb` as red, green, blue and alpha from 0 to 255. @throws RangeError unless it is a colour */
export function hexToRgba(hex: string, alpha = 255): [number, number, number, number] {
  return [...parseColor(hex), alpha];
}

/** Colours mixed, channel by channel: all `from` at 0, all `to` at 1. */
export function mix(from: Rgb, to: Rgb, share: number): Rgb {
  return [
    Math.round(from[0] + (to[0] - from[0]) * share),
    Math.round(from[1] + (to[1] - from[1]) * share),
    Math.round(from[2] + (to[2] - from[2]) * share),
  ];
}

/** Where the diverging map goes: dark blue, blue, white, orange, brown; lightness falls evenly to both ends. */
const DIVERGING: readonly Rgb[] = ['#084081', '#4393c3', '#f7f7f7', '#e08214', '#7f3b08'].map(parseColor);

/** Entries of `divergingTable`; odd, so that 0 has one of its own. */
export const DIVERGING_LEVELS = 511;

/**
 * Blue below 0, white at 0, orange above.
 * @param value from -1 to 1; beyond is drawn as the end
 */
export function divergingColor(value: number): Rgb {
  const position = ((Math.min(1, Math.max(-1, value)) + 1) / 2) * (DIVERGING.length - 1);
  const below = Math.min(DIVERGING.length - 2, Math.floor(position));
  return mix(DIVERGING[below], DIVERGING[below + 1], position - below);
}

/** The diverging map at even distances from -1 to 1, `[DIVERGING_LEVELS, 3]`, for drawing many values. */
export const divergingTable: Uint8Array = Uint8Array.from(
  Array.from({ length: DIVERGING_LEVELS }, (_, n) =>
    divergingColor((2 * n) / (DIVERGING_LEVELS - 1) - 1),
  ).flat(),
);
