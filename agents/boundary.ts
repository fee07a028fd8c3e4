/**
 * Where the line between agent and environment is drawn, finest last: which synapses are one agent, and so which
 * messages have to cross the bus. (ARCHITECTURE.md, "Boundaries")
 */

export const boundaryNames = ['swarm', 'body', 'layer', 'neuron', 'synapse'] as const;
export type BoundaryName = (typeof boundaryNames)[number];

export interface Boundary {
  readonly name: BoundaryName;
  readonly summary: string;
  /** Whether the first half of every synapse's state is one memory for all bodies. */
  readonly sharesMemory: boolean;
  /** Whether what bodies hear of each other crosses the bus. */
  readonly crossesBodies: boolean;
  /** Whether messages from layer to layer cross. */
  readonly crossesLayers: boolean;
  /** Whether what a synapse adds to the message back to its input unit crosses: the inputs of a unit are not the unit. */
  readonly crossesBackwardContributions: boolean;
  /** Whether what a synapse adds to the message to its own output unit crosses. */
  readonly crossesForwardContributions: boolean;
}

function boundary(name: BoundaryName, summary: string, crossings: number): Boundary {
  return {
    name,
    summary,
    sharesMemory: name === 'swarm',
    crossesBodies: crossings >= 1,
    crossesLayers: crossings >= 2,
    crossesBackwardContributions: crossings >= 3,
    crossesForwardContributions: crossings >= 4,
  };
}

/** Every boundary by name; whatever crosses at one crosses at all finer ones. */
export const boundaries: Readonly<Record<BoundaryName, Boundary>> = {
  swarm: boundary('swarm', 'all bodies are one agent and share learned memory; nothing crosses the bus', 0),
  body: boundary('body', 'one body is one agent; what bodies hear of each other crosses', 1),
  layer: boundary('layer', 'one layer is one agent; messages between layers cross as well', 2),
  neuron: boundary(
    'neuron',
    'all synapses into one unit are one agent; messages between units cross as well',
    3,
  ),
  synapse: boundary('synapse', 'one synapse is one agent; everything crosses', 4),
};

/** Throws a RangeError that lists the boundaries unless `name` is one. */
export function boundaryByName(name: string): Boundary {
  const found = boundaryNames.find((known) => known === name);
  if (!found)
    throw new RangeError(`boundary "${name}" is unknown; choose one of: ${boundaryNames.join(', ')}`);
  return boundaries[found];
}
