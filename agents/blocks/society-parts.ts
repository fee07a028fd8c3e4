/** What an environment of blocks is made of, whatever the boundary. */
import { Box } from 'gymnasium-js';
import type { KernelFactory } from '../../src/vsml/kernel.ts';
import type { Rule } from '../../src/vsml/rule.ts';
import type { InhabitedWorld } from '../society.ts';
import type { VsmlOptions } from '../vsml/vsml-options.ts';

export interface SocietyParts {
  readonly world: InhabitedWorld;
  readonly options: VsmlOptions;
  readonly rule: Rule;
  readonly createKernel: KernelFactory;
  /** Steps of the world in one episode. */
  readonly steps: number;
}

/** Sizes of the levels of one body's network, sensors first. */
export function layerSizesOf({ world, options }: SocietyParts): number[] {
  return [world.observationSize, ...options.hiddenLayers, world.actionCount];
}

/** The space of all arrays of one length. */
export function everything(length: number): Box {
  return new Box(Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY, [length]);
}
