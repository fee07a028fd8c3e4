/**
 * Which input pixel a tap of the kernel looks at from an output position: zero "same" padding, an odd kernel around
 * every stride-th pixel. (As the released VSML code pads and strides)
 */

export interface ConvolutionGeometry {
  /** Pixels of the input image. */
  readonly height: number;
  readonly width: number;
  /** Taps along each side of the kernel; odd, so that it has a middle. */
  readonly kernel: number;
  readonly stride: number;
}

/** Throws a RangeError that names the field unless the geometry is possible. */
export function assertConvolutionGeometry(geometry: ConvolutionGeometry): void {
  for (const name of ['height', 'width', 'kernel', 'stride'] as const) {
    const value = geometry[name];
    if (!Number.isInteger(value) || value < 1) {
      throw new RangeError(`${name} of a convolution must be a positive integer, got ${value}`);
    }
  }
  if (geometry.kernel % 2 === 0) {
    throw new RangeError(`kernel of a convolution must be odd, got ${geometry.kernel}`);
  }
}

/** Output positions down and across: every stride-th pixel has one. */
export function outputImage(geometry: ConvolutionGeometry): { height: number; width: number } {
  const { height, width, stride } = geometry;
  return { height: Math.ceil(height / stride), width: Math.ceil(width / stride) };
}

/**
 * The pixel, `row * width + column`, that a tap looks at, or -1 where it looks into the padding.
 * @param position `row * width + column` in the output image
 * @param tap `row * kernel + column` in the kernel
 */
export function pixelUnderTap(geometry: ConvolutionGeometry, position: number, tap: number): number {
  const { height, width, kernel, stride } = geometry;
  const across = outputImage(geometry).width;
  const padding = (kernel - 1) / 2;
  const row = Math.floor(position / across) * stride + Math.floor(tap / kernel) - padding;
  const column = (position % across) * stride + (tap % kernel) - padding;
  const inside = row >= 0 && row < height && column >= 0 && column < width;
  return inside ? row * width + column : -1;
}
