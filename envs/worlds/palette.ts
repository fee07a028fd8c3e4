/**
 * The colours of Okabe & Ito 2008, "Color universal design": told apart under every common colour blindness.
 */
export const PALETTE = {
  black: '#000000',
  orange: '#e69f00',
  skyBlue: '#56b4e9',
  bluishGreen: '#009e73',
  yellow: '#f0e442',
  blue: '#0072b2',
  vermillion: '#d55e00',
  reddishPurple: '#cc79a7',
} as const;
