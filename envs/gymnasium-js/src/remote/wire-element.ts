/** Elements of spaces as they travel between this process and Python: the space tells types, shapes and tuples. */
import { Box } from '../spaces/box.ts';
import { Dict } from '../spaces/dict.ts';
import { Discrete } from '../spaces/discrete.ts';
import { arrayFrom, type NumberArray } from '../spaces/element-types.ts';
import { Graph, type GraphInstance } from '../spaces/graph.ts';
import { MultiBinary } from '../spaces/multi-binary.ts';
import { MultiDiscrete } from '../spaces/multi-discrete.ts';
import { NdArray, sizeOf, viewOf } from '../spaces/nd-array.ts';
import { OneOf } from '../spaces/one-of.ts';
import { Sequence } from '../spaces/sequence.ts';
import type { Space } from '../spaces/space.ts';
import { Tuple } from '../spaces/tuple.ts';
import { arrayToWire, flatOf, fromWire, toWire, type Wire } from './wire-value.ts';

function tuple(items: readonly Wire[]): Wire {
  return { $: 'tuple', items };
}

/** Rows of an array, as many as there are. */
function rowsToWire(array: NumberArray, rowShape: readonly number[]): Wire {
  return arrayToWire(array, [array.length / sizeOf(rowShape), ...rowShape]);
}

function graphToWire(space: Graph, { nodes, edges, edgeLinks }: GraphInstance): Wire {
  const edgeShape = space.edgeSpace?.shape ?? [];
  return {
    $: 'graph',
    nodes: rowsToWire(nodes, space.nodeSpace.shape),
    edges: edges === null ? null : rowsToWire(edges, edgeShape),
    edge_links: edgeLinks === null ? null : rowsToWire(edgeLinks, [2]),
  };
}

/** An element; what is none goes as it is, so that the other side refuses it in its own words. */
export function elementToWire(space: Space<unknown>, element: unknown): Wire {
  if (space instanceof Box || space instanceof MultiBinary || space instanceof MultiDiscrete) {
    const view = viewOf(element);
    if (view === null) return toWire(element);
    const array = arrayFrom(view.dtype ?? space.dtype, view.data);
    const fits = view.shape === null && array.length === sizeOf(space.shape);
    return arrayToWire(array, fits ? space.shape : (view.shape ?? [array.length]));
  }
  if (space instanceof Dict && typeof element === 'object' && element !== null) {
    const items = Object.entries(element).map(([key, part]) => {
      const known = space.spaces.get(key);
      return [key, known === undefined ? toWire(part) : elementToWire(known, part)];
    });
    return { $: 'dict', items };
  }
  if (!Array.isArray(element)) {
    if (space instanceof Graph) return graphToWire(space, element as GraphInstance);
    if (space instanceof Sequence && space.stackedFeatureSpace !== null) {
      const { shape } = space.featureSpace;
      if (shape !== null && viewOf(element) !== null) return rowsToWire(flatOf(element), shape);
    }
    return toWire(element);
  }
  if (space instanceof Tuple && element.length === space.spaces.length)
    return tuple(element.map((part, n) => elementToWire(space.spaces[n], part)));
  if (space instanceof OneOf) {
    const chosen = space.spaces[element[0] as number];
    return tuple([toWire(element[0]), chosen ? elementToWire(chosen, element[1]) : toWire(element[1])]);
  }
  if (space instanceof Sequence) return tuple(element.map((part) => elementToWire(space.featureSpace, part)));
  return toWire(element);
}

/** An element of the space, in the form that this package gives it. */
export function elementFromWire(space: Space<unknown>, wire: Wire): unknown {
  return shaped(space, fromWire(wire));
}

function shaped(space: Space<unknown>, value: unknown): unknown {
  if (space instanceof Discrete) return ArrayBuffer.isView(value) ? (value as NumberArray)[0] : value;
  if (space instanceof Box)
    return typeof value === 'number' ? arrayFrom(space.dtype, [value]) : flatOf(value);
  if (space instanceof Tuple && Array.isArray(value))
    return value.map((part, n) => (space.spaces[n] ? shaped(space.spaces[n], part) : part));
  if (space instanceof Dict && typeof value === 'object' && value !== null) {
    const parts = Object.entries(value).map(([key, part]) => {
      const known = space.spaces.get(key);
      return [key, known === undefined ? part : shaped(known, part)];
    });
    return Object.fromEntries(parts);
  }
  if (space instanceof Graph && Array.isArray(value) && value.length === 3) {
    // Python's graphs are tuples by name, which its client sends as tuples.
    const [nodes, edges, edgeLinks] = value.map((part) => (part === null ? null : flatOf(part)));
    return { nodes, edges, edgeLinks };
  }
  if (space instanceof OneOf && Array.isArray(value) && space.spaces[value[0]])
    return [value[0], shaped(space.spaces[value[0]], value[1])];
  if (space instanceof Sequence && Array.isArray(value))
    return value.map((part) => shaped(space.featureSpace, part));
  return value instanceof NdArray ? value.data : value;
}
