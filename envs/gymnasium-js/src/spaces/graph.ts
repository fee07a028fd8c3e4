/** Graph: nodes, edges and what the edges link, from two spaces (gymnasium/spaces/graph.py). */
import { AssertionError, ValueError } from '../errors.ts';
import { warn } from '../logger.ts';
import { typeText } from '../python-text.ts';
import { Box } from './box.ts';
import { Discrete, isIntegerType } from './discrete.ts';
import { type ArrayOf, arrayFrom, canCast, type ElementType, type NumberArray } from './element-types.ts';
import { isGiven, refuseBoth } from './mask.ts';
import { MultiDiscrete } from './multi-discrete.ts';
import { flatNumbers, NdArray, type NestedNumbers, sameShape, sizeOf, toLists, viewOf } from './nd-array.ts';
import { type InitialSeed, type SeedResult, Space, type SpaceSeed, SUB_SEED_LIMIT } from './space.ts';
import { isSingleSeed } from './tuple.ts';

/** What a node or an edge may be. */
export type GraphPart = Box<ElementType> | Discrete;
/** A graph: arrays in C order with one row for each node and for each edge. */
export interface GraphInstance {
  readonly nodes: NumberArray;
  readonly edges: NumberArray | null;
  /** From and to: two numbers of nodes for each edge. */
  readonly edgeLinks: ArrayOf<'int32'> | null;
}
/** A mask for the nodes and one for the edges, null where there is none. */
export type GraphMask = readonly [nodes: unknown, edges: unknown];

const DEFAULT_NODES = 10;

function isPart(space: unknown): space is GraphPart {
  return space instanceof Box || space instanceof Discrete;
}

export class Graph extends Space<GraphInstance> {
  readonly nodeSpace: GraphPart;
  readonly edgeSpace: GraphPart | null;

  /** @throws AssertionError for spaces other than Box and Discrete */
  constructor(nodeSpace: GraphPart, edgeSpace: GraphPart | null, seed?: InitialSeed) {
    super(null, null);
    if (!isPart(nodeSpace)) {
      throw new AssertionError(
        `Values of the node_space should be instances of Box or Discrete, got ${typeText(nodeSpace)}`,
      );
    }
    if (edgeSpace !== null && !isPart(edgeSpace)) {
      throw new AssertionError(
        `Values of the edge_space should be instances of None Box or Discrete, got ${typeText(edgeSpace)}`,
      );
    }
    this.nodeSpace = nodeSpace;
    this.edgeSpace = edgeSpace;
    this.seedAtStart(seed);
  }

  private get parts(): readonly GraphPart[] {
    return this.edgeSpace === null ? [this.nodeSpace] : [this.nodeSpace, this.edgeSpace];
  }

  /**
   * Seeds the graph with `seed` and its spaces with numbers drawn from it, or all with a list, whose first is for
   * the graph.
   * @throws ValueError for a list of another length, TypeError for another kind of seed
   */
  override seed(seed?: SpaceSeed): readonly SeedResult[] {
    const { parts } = this;
    if (!isGiven(seed)) return [this.seedOwn(null), ...parts.map((space) => space.seed())];
    if (isSingleSeed(seed)) {
      const own = this.seedOwn(seed);
      const seeds = this.npRandom.integers(SUB_SEED_LIMIT, null, { size: parts.length });
      this.seedOwn(seed);
      return [own, ...parts.map((space, n) => space.seed(seeds[n]))];
    }
    if (!Array.isArray(seed))
      throw new TypeError(`Expects \`None\`, int or tuple of ints, actual type: ${typeText(seed)}`);
    if (seed.length !== parts.length + 1) {
      const expected =
        parts.length === 1
          ? 'two values for Graph and node space'
          : 'three values for Graph, node and edge space';
      throw new ValueError(`Expects a tuple of ${expected}, actual length: ${seed.length}`);
    }
    const [first, ...rest] = seed as readonly SpaceSeed[];
    return [this.seedOwn(first), ...parts.map((space, n) => space.seed(rest[n]))];
  }

  /**
   * @param mask a mask for the nodes, as for a MultiDiscrete of them, and one for each edge or, when the number of
   * edges is drawn, for all edges
   * @param probability probabilities in the same way
   * @param nodeCount how many nodes
   * @param edgeCount how many edges; drawn below the number of pairs of nodes when left out
   * @throws AssertionError for counts that are too small, ValueError for both masks and probabilities
   */
  override sample(
    mask?: GraphMask | null,
    probability?: GraphMask | null,
    nodeCount = DEFAULT_NODES,
    edgeCount: number | null = null,
  ): GraphInstance {
    if (!(nodeCount > 0)) {
      throw new AssertionError(
        `The number of nodes is expected to be greater than 0, actual value: ${nodeCount}`,
      );
    }
    refuseBoth(mask, probability);
    const [nodeMask, edgeMask] = mask ?? probability ?? [null, null];
    const edges = edgeCount === null ? this.drawEdgeCount(nodeCount) : this.checkedEdgeCount(edgeCount);
    const isRepeated = edgeCount === null && isGiven(edgeMask);
    const edgeMasks = isRepeated ? new Array<unknown>(edges).fill(edgeMask) : edgeMask;
    const isMask = isGiven(mask);
    const sampleRows = (space: GraphPart | null, count: number, masks: unknown): NumberArray | null => {
      const rows = count === 0 || space === null ? null : this.rowsOf(space, count);
      if (rows === null) return null;
      return isMask ? rows.sample(masks) : rows.sample(null, masks);
    };
    const nodes = sampleRows(this.nodeSpace, nodeCount, nodeMask) as NumberArray;
    const sampledEdges = sampleRows(this.edgeSpace, edges, edgeMasks);
    if (sampledEdges === null) return { nodes, edges: null, edgeLinks: null };
    const edgeLinks = this.npRandom.integers(0, nodeCount, { size: [edges, 2], dtype: 'int32' });
    return { nodes, edges: sampledEdges, edgeLinks };
  }

  private drawEdgeCount(nodeCount: number): number {
    return nodeCount > 1 ? this.npRandom.integers(nodeCount * (nodeCount - 1)) : 0;
  }

  private checkedEdgeCount(edgeCount: number): number {
    if (this.edgeSpace === null)
      warn(`The number of edges is set (${edgeCount}) but the edge space is None.`);
    if (!(edgeCount >= 0)) {
      throw new AssertionError(
        `Expects the number of edges to be greater than 0, actual value: ${edgeCount}`,
      );
    }
    return edgeCount;
  }

  /** The space of `count` rows, which draws from the graph's generator. Like Gymnasium's it has no start. */
  private rowsOf(space: GraphPart, count: number): Space<NumberArray> {
    const seed = this.npRandom;
    if (space instanceof Discrete)
      return new MultiDiscrete(new Array<number>(count).fill(space.n), { seed }) as Space<NumberArray>;
    const shape = [count, ...space.shape];
    const repeated = (bound: NumberArray) => {
      const rows = Array.from({ length: count }, () => Array.from(bound)).flat();
      return new NdArray(arrayFrom(space.dtype, rows), shape);
    };
    return new Box(repeated(space.low), repeated(space.high), shape, space.dtype, seed) as Space<NumberArray>;
  }

  override contains(value: unknown): value is GraphInstance {
    if (typeof value !== 'object' || value === null) return false;
    const { nodes, edges, edgeLinks } = value as Readonly<Record<string, unknown>>;
    const nodeCount = rowCount(this.nodeSpace, nodes);
    if (nodeCount === null) return false;
    if (edges === null && edgeLinks === null) return true;
    const edgeCount = this.edgeSpace === null ? null : rowCount(this.edgeSpace, edges);
    const links = viewOf(edgeLinks);
    if (edgeCount === null || links === null || !isIntegerType(links.dtype)) return false;
    const isPaired =
      links.shape === null ? links.data.length === 2 * edgeCount : sameShape(links.shape, [edgeCount, 2]);
    return isPaired && Array.from(links.data).every((node) => node >= 0 && node < nodeCount);
  }

  override equals(other: unknown): boolean {
    return (
      other instanceof Graph &&
      other.nodeSpace.equals(this.nodeSpace) &&
      (this.edgeSpace === null ? other.edgeSpace === null : this.edgeSpace.equals(other.edgeSpace))
    );
  }

  override toString(): string {
    return `Graph(${this.nodeSpace}, ${this.edgeSpace ?? 'None'})`;
  }

  /** Objects with nested lists `nodes` and, where there are edges, `edges` and `edge_links`. */
  override toJsonable(samples: readonly GraphInstance[]): unknown[] {
    return samples.map(({ nodes, edges, edgeLinks }) => {
      const json = { nodes: toLists(nodes, [nodes.length, ...this.nodeSpace.shape]) };
      if (edges === null || edgeLinks === null || this.edgeSpace === null) return json;
      return {
        ...json,
        edges: toLists(edges, [edges.length, ...this.edgeSpace.shape]),
        edge_links: toLists(edgeLinks, [edgeLinks.length / 2, 2]),
      };
    });
  }

  override fromJsonable(json: unknown): GraphInstance[] {
    return (json as Readonly<Record<string, NestedNumbers>>[]).map(({ nodes, edges, edge_links: links }) => ({
      nodes: arrayFrom(this.nodeSpace.dtype, flatNumbers(nodes)),
      edges: edges === undefined ? null : arrayFrom((this.edgeSpace as GraphPart).dtype, flatNumbers(edges)),
      edgeLinks: links === undefined ? null : arrayFrom('int32', flatNumbers(links)),
    }));
  }
}

/** How many elements of `space` an array holds in rows; null when it does not hold such. */
function rowCount(space: GraphPart, array: unknown): number | null {
  const view = viewOf(array);
  if (view === null || view.dtype === null) return null;
  if (view.shape !== null && !sameShape(view.shape.slice(1), space.shape)) return null;
  if (!canCast(view.dtype, space.dtype)) return view.data.length === 0 ? 0 : null;
  if (space instanceof Discrete && !isIntegerType(view.dtype)) return null;
  const size = sizeOf(space.shape);
  const data = view.data as NumberArray;
  const count = view.shape === null ? data.length / size : view.shape[0];
  if (!Number.isInteger(count)) return null;
  for (let n = 0; n < count; n++) {
    const element = space instanceof Discrete ? data[n] : data.subarray(n * size, (n + 1) * size);
    if (!space.contains(element)) return null;
  }
  return count;
}
