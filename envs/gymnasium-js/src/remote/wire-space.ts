/** Spaces as they travel between this process and Python: a kind by name, and its arguments by Python's names. */

import type { IntegerType } from '../integer-draws.ts';
import { typeText } from '../python-text.ts';
import { Box } from '../spaces/box.ts';
import { Dict } from '../spaces/dict.ts';
import { Discrete } from '../spaces/discrete.ts';
import { ARRAY_TYPES, type ElementType, isFloat, type NumberArray } from '../spaces/element-types.ts';
import { Graph, type GraphPart } from '../spaces/graph.ts';
import { MultiBinary } from '../spaces/multi-binary.ts';
import { MultiDiscrete } from '../spaces/multi-discrete.ts';
import type { NdArray } from '../spaces/nd-array.ts';
import { OneOf } from '../spaces/one-of.ts';
import { Sequence } from '../spaces/sequence.ts';
import type { Space } from '../spaces/space.ts';
import { Text } from '../spaces/text.ts';
import { Tuple } from '../spaces/tuple.ts';
import { arrayToWire, flatOf, fromWire, type Wire, type WireObject } from './wire-value.ts';

/** Bounds with infinities where there are none; of an integer type they need float64 for that. */
function boundsToWire(
  values: NumberArray,
  bounded: readonly boolean[],
  end: number,
  space: Box<ElementType>,
) {
  if (isFloat(space.dtype) || bounded.every(Boolean)) return arrayToWire(values, space.shape, space.dtype);
  const wide = Float64Array.from(values, (value, n) => (bounded[n] ? value : end));
  return arrayToWire(wide, space.shape);
}

function spacesToWire(spaces: readonly Space<unknown>[]): Wire {
  return spaces.map(spaceToWire);
}

/** Python's name of the kind, and the arguments of its constructor. */
function describe(space: Space<unknown>): readonly [type: string, args: WireObject] {
  if (space instanceof Box) {
    const low = boundsToWire(space.low, space.boundedBelow, -Infinity, space);
    const high = boundsToWire(space.high, space.boundedAbove, Infinity, space);
    return ['Box', { low, high, shape: { $: 'tuple', items: space.shape }, dtype: space.dtype }];
  }
  if (space instanceof Discrete) return ['Discrete', { n: space.n, start: space.start, dtype: space.dtype }];
  if (space instanceof MultiBinary)
    return ['MultiBinary', { n: typeof space.n === 'number' ? space.n : { $: 'tuple', items: space.n } }];
  if (space instanceof MultiDiscrete) {
    const { shape, dtype } = space;
    const [nvec, start] = [space.nvec, space.start].map((array) => arrayToWire(array, shape, dtype));
    return ['MultiDiscrete', { nvec, dtype, start }];
  }
  if (space instanceof Text) {
    const { minLength, maxLength, characterList } = space;
    return ['Text', { max_length: maxLength, min_length: minLength, charset: characterList.join('') }];
  }
  if (space instanceof Dict) {
    const items = Array.from(space.spaces, ([key, part]) => ({
      $: 'tuple',
      items: [key, spaceToWire(part)],
    }));
    return ['Dict', { spaces: items }];
  }
  if (space instanceof Tuple) return ['Tuple', { spaces: spacesToWire(space.spaces) }];
  if (space instanceof OneOf) return ['OneOf', { spaces: spacesToWire(space.spaces) }];
  if (space instanceof Sequence)
    return ['Sequence', { space: spaceToWire(space.featureSpace), stack: space.stack }];
  if (space instanceof Graph) {
    const { nodeSpace, edgeSpace } = space;
    const edges = edgeSpace === null ? null : spaceToWire(edgeSpace);
    return ['Graph', { node_space: spaceToWire(nodeSpace), edge_space: edges }];
  }
  throw new TypeError(
    `a space of the kind ${typeText(space)} is not one of Gymnasium's and cannot be sent to Python`,
  );
}

/** @throws TypeError for a kind of space that Gymnasium does not have */
export function spaceToWire(space: Space<unknown>): WireObject {
  const [type, args] = describe(space);
  return { $: 'space', type, args };
}

/** @throws TypeError for a kind that this package does not have */
export function spaceFromWire(wire: Wire): Space<unknown> {
  const { type, args } = wire as unknown as { readonly type: string; readonly args: WireObject };
  const spaces = () => (args.spaces as readonly Wire[]).map(spaceFromWire);
  switch (type) {
    case 'Box': {
      const dtype = args.dtype as ElementType;
      // Flat, of the space's own type where it holds infinities: lists would have to be nested.
      const bound = (name: string) => {
        const values = flatOf(fromWire(args[name]));
        return isFloat(dtype) ? (ARRAY_TYPES[dtype].from(values) as NumberArray) : Float64Array.from(values);
      };
      return new Box(bound('low'), bound('high'), fromWire(args.shape) as number[], dtype);
    }
    case 'Discrete':
      return new Discrete(args.n as number, args.start as number, args.dtype as IntegerType);
    case 'MultiBinary':
      return new MultiBinary(fromWire(args.n) as number | number[]);
    case 'MultiDiscrete': {
      const [nvec, start] = [args.nvec, args.start].map((part) => fromWire(part) as NumberArray | NdArray);
      return new MultiDiscrete(nvec, { dtype: args.dtype as IntegerType, start });
    }
    case 'Text':
      return new Text(args.max_length as number, {
        minLength: args.min_length as number,
        charset: args.charset as string,
      });
    case 'Dict': {
      const pairs = args.spaces as unknown as readonly { readonly items: readonly [string, Wire] }[];
      return new Dict(
        pairs.map(({ items: [key, part] }) => [key, spaceFromWire(part)] as const),
      ) as Space<unknown>;
    }
    case 'Tuple':
      return new Tuple(spaces()) as Space<unknown>;
    case 'OneOf':
      return new OneOf(spaces()) as Space<unknown>;
    case 'Sequence':
      return new Sequence(spaceFromWire(args.space), { stack: args.stack as boolean }) as Space<unknown>;
    case 'Graph': {
      const edges = args.edge_space === null ? null : (spaceFromWire(args.edge_space) as GraphPart);
      return new Graph(spaceFromWire(args.node_space) as GraphPart, edges);
    }
    default:
      throw new TypeError(`a space of the kind ${type} came over the pipe, which this package does not have`);
  }
}
