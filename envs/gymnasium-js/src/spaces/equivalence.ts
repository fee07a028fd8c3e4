/** Whether elements of two spaces can share one array: bounds may differ, shapes and types not. */
import { Box } from './box.ts';
import { Dict } from './dict.ts';
import { Discrete } from './discrete.ts';
import { Graph } from './graph.ts';
import { MultiBinary } from './multi-binary.ts';
import { MultiDiscrete } from './multi-discrete.ts';
import { OneOf } from './one-of.ts';
import { Sequence } from './sequence.ts';
import { Space } from './space.ts';
import { Text } from './text.ts';
import { Tuple } from './tuple.ts';

/**
 * Whether two spaces are of one kind with elements of one shape and type.
 * @throws TypeError for a first space of a kind that is not built in
 */
export function isSpaceDtypeShapeEquivalent(a: unknown, b: unknown): boolean {
  for (const kind of [Box, Discrete, MultiDiscrete, MultiBinary]) {
    if (a instanceof kind)
      return b instanceof kind && String(a.shape) === String(b.shape) && a.dtype === b.dtype;
  }
  if (a instanceof Text)
    return b instanceof Text && a.maxLength === b.maxLength && a.characters === b.characters;
  if (a instanceof Dict) {
    if (!(b instanceof Dict) || a.spaces.size !== b.spaces.size) return false;
    return [...a.spaces].every(
      ([key, part]) => b.spaces.has(key) && isSpaceDtypeShapeEquivalent(part, b.spaces.get(key)),
    );
  }
  if (a instanceof Tuple) return b instanceof Tuple && areAlike(a.spaces, b.spaces);
  if (a instanceof OneOf) return b instanceof OneOf && areAlike(a.spaces, b.spaces);
  if (a instanceof Graph) {
    if (!(b instanceof Graph) || !isSpaceDtypeShapeEquivalent(a.nodeSpace, b.nodeSpace)) return false;
    if (a.edgeSpace === null || b.edgeSpace === null) return a.edgeSpace === b.edgeSpace;
    return isSpaceDtypeShapeEquivalent(a.edgeSpace, b.edgeSpace);
  }
  if (a instanceof Sequence) {
    if (!(b instanceof Sequence) || a.stack !== b.stack) return false;
    return isSpaceDtypeShapeEquivalent(a.featureSpace, b.featureSpace);
  }
  if (a instanceof Space) throw new TypeError(`${a} is of a kind that cannot be compared by shape and type`);
  return false;
}

function areAlike(a: readonly unknown[], b: readonly unknown[]): boolean {
  return a.length === b.length && a.every((part, n) => isSpaceDtypeShapeEquivalent(part, b[n]));
}
