/** Spaces of other kinds than the built-in ones: what flattening and batching do with them, by their class. */
import type { ElementType, NumberArray } from './element-types.ts';
import type { Space } from './space.ts';

/** Allocates the array of a batch; given when it is to lie in shared memory. */
export type Allocate = (dtype: ElementType, length: number) => NumberArray;

/** What a kind of space brings along; whatever is left out is not possible with it. */
export interface SpaceUtilities<Some extends Space<unknown>> {
  readonly flatdim?: (space: Some) => number;
  readonly flatten?: (space: Some, element: unknown) => unknown;
  readonly unflatten?: (space: Some, flat: unknown) => unknown;
  readonly flattenSpace?: (space: Some) => Space<unknown>;
  readonly batchSpace?: (space: Some, count: number) => Space<unknown>;
  readonly batchDifferingSpaces?: (spaces: readonly Some[]) => Space<unknown>;
  readonly iterate?: (space: Some, batch: unknown) => Iterable<unknown>;
  readonly concatenate?: (space: Some, elements: readonly unknown[], out: unknown) => unknown;
  readonly createEmptyArray?: (space: Some, count: number, allocate: Allocate) => unknown;
}
type SpaceClass<Some extends Space<unknown>> = abstract new (...parameters: never[]) => Some;

const registered = new Map<SpaceClass<Space<unknown>>, SpaceUtilities<Space<unknown>>>();

/** Says what the utilities do with spaces of a class and of those that extend it; replaces what was said before. */
export function registerSpaceUtilities<Some extends Space<unknown>>(
  spaceClass: SpaceClass<Some>,
  utilities: SpaceUtilities<Some>,
): void {
  registered.set(spaceClass, utilities as SpaceUtilities<Space<unknown>>);
}

/** What was registered for the nearest class of a space; nothing for the built-in kinds. */
export function utilitiesOf(space: Space<unknown>): SpaceUtilities<Space<unknown>> {
  let prototype: unknown = Object.getPrototypeOf(space);
  while (typeof prototype === 'object' && prototype !== null) {
    const utilities = registered.get(prototype.constructor as SpaceClass<Space<unknown>>);
    if (utilities !== undefined) return utilities;
    prototype = Object.getPrototypeOf(prototype);
  }
  return {};
}
