/** Spaces and values of the golden data as objects of this package, and values as the data writes them. */
import {
  Box,
  Dict,
  Discrete,
  type ElementType,
  Graph,
  type GraphPart,
  MultiBinary,
  MultiDiscrete,
  NdArray,
  type NestedNumbers,
  OneOf,
  PythonList,
  Sequence,
  Space,
  Text,
  Tuple,
} from 'gymnasium-js';
import { ARRAY_TYPES, arrayFrom } from '../../../envs/gymnasium-js/src/spaces/element-types.ts';
import { nest } from '../../../envs/gymnasium-js/src/spaces/nd-array.ts';

/** A space in the words of the data's README. */
export type GoldenSpace =
  | { type: 'Box'; low: unknown; high: unknown; shape: number[] | null; dtype: ElementType }
  | { type: 'Discrete'; n: number; start?: number; dtype?: 'int64' | 'int32' }
  | { type: 'MultiBinary'; n: number | number[] }
  | { type: 'MultiDiscrete'; nvec: NestedNumbers; start?: NestedNumbers; dtype?: 'int64' | 'int32' }
  | { type: 'Text'; max_length: number; min_length: number; charset: string }
  | { type: 'Tuple' | 'OneOf'; spaces: GoldenSpace[] }
  | { type: 'Dict'; spaces: [string, GoldenSpace][]; from?: 'mapping' }
  | { type: 'Sequence'; space: GoldenSpace; stack: boolean }
  | { type: 'Graph'; node_space: GoldenSpace; edge_space: GoldenSpace | null };
/** What came of a call. */
export interface Outcome {
  readonly ok?: unknown;
  readonly error?: string;
  readonly message?: string;
  readonly explicit?: boolean;
}
/** A value with its kind in Python. */
export type TypedValue =
  | { t: 'none' }
  | { t: 'bool'; v: boolean }
  | { t: 'int' | 'float'; v: number | string }
  | { t: 'str'; v: string }
  | { t: 'tuple' | 'list'; v: TypedValue[] }
  | { t: 'dict'; v: [string, TypedValue][] }
  | { t: 'ndarray'; dtype: ElementType; shape: number[]; v: unknown }
  | { t: 'scalar'; dtype: ElementType; v: number | string }
  | { t: 'graph'; nodes: TypedValue; edges: TypedValue; edge_links: TypedValue }
  | { t: 'space'; v: GoldenSpace };

/** Numbers that JSON has no words for are strings. */
function numeric(value: unknown): number {
  if (typeof value !== 'string') return Number(value);
  return value === 'nan' ? Number.NaN : Number(value.replace('inf', 'Infinity'));
}

function numericTree(value: unknown): NestedNumbers {
  return Array.isArray(value) ? value.map(numericTree) : numeric(value);
}

export function buildSpace(space: GoldenSpace): Space<unknown> {
  switch (space.type) {
    case 'Box':
      return new Box(
        numericTree(space.low),
        numericTree(space.high),
        space.shape,
        space.dtype,
      ) as Space<unknown>;
    case 'Discrete':
      return new Discrete(space.n, space.start, space.dtype);
    case 'MultiBinary':
      return new MultiBinary(space.n);
    case 'MultiDiscrete': {
      const start = space.start === undefined ? {} : { start: space.start };
      return new MultiDiscrete(space.nvec, { ...start, dtype: space.dtype ?? 'int64' }) as Space<unknown>;
    }
    case 'Text':
      return new Text(space.max_length, { minLength: space.min_length, charset: space.charset });
    case 'Tuple':
      return new Tuple(space.spaces.map(buildSpace)) as Space<unknown>;
    case 'OneOf':
      return new OneOf(space.spaces.map(buildSpace)) as Space<unknown>;
    case 'Dict': {
      const pairs = space.spaces.map(([key, part]) => [key, buildSpace(part)] as const);
      return space.from === 'mapping' ? new Dict(Object.fromEntries(pairs)) : new Dict(pairs);
    }
    case 'Sequence':
      return new Sequence(buildSpace(space.space), { stack: space.stack }) as Space<unknown>;
    case 'Graph': {
      const edges = space.edge_space === null ? null : (buildSpace(space.edge_space) as GraphPart);
      return new Graph(buildSpace(space.node_space) as GraphPart, edges);
    }
  }
}

/**
 * The value of a record; tuples are arrays and lists are told to be lists. A whole float, which JavaScript cannot tell
 * from an integer, is a float64 array without axes.
 * @param form whether arrays of one axis are `flat` typed arrays, or `shaped` ones as all others are
 */
export function decode(value: TypedValue, form: 'flat' | 'shaped' = 'flat', topLevel = true): unknown {
  switch (value.t) {
    case 'none':
      return null;
    case 'bool':
    case 'str':
      return value.v;
    case 'int':
      return numeric(value.v);
    case 'float': {
      const number = numeric(value.v);
      return topLevel && Number.isInteger(number) ? new NdArray(Float64Array.of(number), []) : number;
    }
    case 'tuple':
      return value.v.map((part) => decode(part, form, false));
    case 'list':
      return PythonList.from(value.v, (part) => decode(part, form, false));
    case 'dict':
      return Object.fromEntries(value.v.map(([key, part]) => [key, decode(part, form, false)]));
    case 'scalar':
      return new NdArray(arrayFrom(value.dtype, [numeric(value.v)]), []);
    case 'ndarray': {
      const data = arrayFrom(value.dtype, [numericTree(value.v)].flat(9) as number[]);
      return value.shape.length === 1 && form === 'flat' ? data : new NdArray(data, value.shape);
    }
    case 'graph':
      return {
        nodes: decode(value.nodes, form),
        edges: decode(value.edges, form),
        edgeLinks: decode(value.edge_links, form),
      };
    case 'space':
      return buildSpace(value.v);
  }
}

function dtypeOf(space: Space<unknown>): ElementType | null {
  return space.dtype !== null && space.dtype in ARRAY_TYPES ? (space.dtype as ElementType) : null;
}

/** A recorded element with its numbers rounded to the element type and shortened to what the type can tell. */
function leaf(dtype: ElementType | null, value: unknown): unknown {
  if (Array.isArray(value)) return value.map((part) => leaf(dtype, part));
  const number = typeof value === 'boolean' ? Number(value) : numeric(value);
  return dtype === 'float32' ? Math.fround(number) : number;
}

/** A recorded element of `space`, comparable with `written`. */
export function expectedElement(space: Space<unknown>, value: unknown): unknown {
  const list = value as unknown[];
  if (space instanceof Tuple) return space.spaces.map((part, n) => expectedElement(part, list[n]));
  if (space instanceof Dict) {
    const parts = value as Record<string, unknown>;
    return Object.fromEntries(
      Array.from(space.spaces, ([key, part]) => [key, expectedElement(part, parts[key])]),
    );
  }
  if (space instanceof OneOf) return [list[0], expectedElement(space.spaces[list[0] as number], list[1])];
  if (space instanceof Sequence) return list.map((part) => expectedElement(space.featureSpace, part));
  if (space instanceof Text) return value;
  if (space instanceof Graph) {
    const { nodes, edges, edge_links } = value as Record<string, unknown>;
    return {
      nodes: leaf(dtypeOf(space.nodeSpace), nodes),
      edges: edges === null ? null : leaf(dtypeOf(space.edgeSpace as Space<unknown>), edges),
      edge_links,
    };
  }
  return leaf(dtypeOf(space), value);
}

/** An element of `space` as the data writes it: nested lists, numbers, strings. */
export function written(space: Space<unknown>, element: unknown): unknown {
  const list = element as unknown[];
  if (space instanceof Tuple) return space.spaces.map((part, n) => written(part, list[n]));
  if (space instanceof Dict) {
    const parts = element as Record<string, unknown>;
    return Object.fromEntries(Array.from(space.spaces, ([key, part]) => [key, written(part, parts[key])]));
  }
  if (space instanceof OneOf) return [list[0], written(space.spaces[list[0] as number], list[1])];
  if (space instanceof Sequence) {
    if (!space.stack) return list.map((part) => written(space.featureSpace, part));
    const { shape } = space.featureSpace;
    return nest<number>(element as Float32Array, [Number.NaN, ...(shape as number[])]);
  }
  if (space instanceof Graph) {
    const { nodes, edges, edgeLinks } = element as {
      nodes: Int8Array;
      edges: Int8Array | null;
      edgeLinks: Int32Array | null;
    };
    const { nodeSpace, edgeSpace } = space;
    return {
      nodes: nest<number>(nodes, [nodes.length, ...nodeSpace.shape]),
      edges: edges === null ? null : nest<number>(edges, [edges.length, ...(edgeSpace as GraphPart).shape]),
      edge_links: edgeLinks === null ? null : nest<number>(edgeLinks, [edgeLinks.length, 2]),
    };
  }
  if (typeof element === 'number' || typeof element === 'string') return element;
  return nest<number>(element as Float32Array, space.shape as number[]);
}

/** Whether `value` is a space; a type guard for what records give. */
export function isSpace(value: unknown): value is Space<unknown> {
  return value instanceof Space;
}
