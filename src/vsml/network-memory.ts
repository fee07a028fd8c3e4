/**
 * Where a network's numbers lie: parameters, messages and states of all layers and bodies in one buffer, so that a
 * kernel runs a whole lifetime in its own memory and two kernels can be compared byte by byte.
 */
import { parameterCount, parameterLayout, type RuleShape } from './rule-shape.ts';

/** How many units each level has, inputs first: `[25, 5]` is one layer of 25 x 5 synapses. */
export interface NetworkShape {
  readonly layerSizes: readonly number[];
  /** Networks side by side, one a body; they share the rule and nothing else. */
  readonly bodies: number;
  /** Rules side by side, for layers or passes with a rule of their own; 1 unless told otherwise. */
  readonly rules?: number;
  /** Types of synapses, each with parameters of its own in every rule; 1 (all share) unless told otherwise. */
  readonly types?: number;
  /** Messages are means over synapses, as in the released code, unless they are sums, as in the paper. */
  readonly reduction?: 'mean' | 'sum';
}

/** Views of one layer, row-major; A = inputs, B = outputs, N = state size, M = message size. */
export interface LayerMemory {
  readonly inputs: number;
  readonly outputs: number;
  /**
   * Byte address of the layer's descriptors under each rule, one descriptor a type, end to end: the fields of
   * `DESCRIPTOR`, int32 each.
   */
  readonly descriptors: readonly number[];
  /** `[bodies, A, M]`, what the input units say to the layer. */
  readonly forwardIn: Float32Array;
  /** `[bodies, B, M]`, what the output units say back to the layer. */
  readonly backwardIn: Float32Array;
  /** `[bodies, B, M]`, what the layer says to its output units. */
  readonly forwardOut: Float32Array;
  /** `[bodies, A, M]`, what the layer says back to its input units. */
  readonly backwardOut: Float32Array;
  /** `[bodies, A, B, N]`, h: also what a synapse contributes to both messages. */
  readonly hidden: Float32Array;
  /** `[bodies, A, B, N]`, c. */
  readonly cell: Float32Array;
  /** `[bodies, A, B, N]`, contributions as they arrived over a bus; used by `aggregate` when asked to. */
  readonly arrivedForward: Float32Array;
  readonly arrivedBackward: Float32Array;
  /** `[A, 4N]` and `[B, 4N]`: gate terms shared along a row and along a column of the body at work. */
  readonly rows: Float32Array;
  readonly columns: Float32Array;
  /** `[A]`: where each input lies, 1/A to 1. Read by rules with coordinates. */
  readonly inputPositions: Float32Array;
  /** `[B, 2]`: where each output lies, 1/B to 1, and where the layer lies, 1/K to 1. */
  readonly outputPositions: Float32Array;
  /** `[A, B]`: which type each synapse is of, 0 unless overwritten. */
  readonly types: Uint32Array;
}

export interface NetworkMemory {
  readonly shape: NetworkShape;
  readonly ruleShape: RuleShape;
  readonly buffer: ArrayBuffer;
  /** Byte range of everything that changes while agents live: messages, states, rewards. */
  readonly lifeStart: number;
  readonly lifeEnd: number;
  /** `[rules, types, parameterCount]` */
  readonly parameters: Float32Array;
  /** `[bodies]`, the reward each body is told at this tick. */
  readonly reward: Float32Array;
  readonly layers: readonly LayerMemory[];
}

/** Fields of a layer's descriptor in order: sizes first, then byte addresses; a parameter tensor that the rule lacks has address 0. */
export const DESCRIPTOR = [
  'bodies', 'inputs', 'outputs', 'stateSize', 'messageSize', 'gateOffset',
  'forwardIn', 'backwardIn', 'forwardOut', 'backwardOut', 'hidden', 'cell', 'arrivedForward', 'arrivedBackward',
  'rows', 'columns', 'inputPositions', 'outputPositions', 'rewards', 'scratch',
  'forward', 'backward', 'hiddenWeights', 'bias', 'ownForward', 'ownBackward', 'reward', 'coordinates',
  'forwardMessenger', 'forwardMessengerBias', 'backwardMessenger', 'backwardMessengerBias', 'packedHiddenWeights',
  'sums', 'types', 'typeCount',
] as const; // biome-ignore format: one group a line

const FLOAT = 4;
const ALIGNMENT = 16;
/** Most types of synapses; kernels look a layer through once for each. */
export const MAXIMUM_TYPES = 1024;

/** Throws a RangeError that names the field unless the network can be built. */
export function assertNetworkShape(shape: NetworkShape): void {
  const { layerSizes, bodies } = shape;
  if (layerSizes.length < 2 || layerSizes.some((size) => !Number.isInteger(size) || size < 1)) {
    throw new RangeError(`layerSizes must be at least two positive integers, got [${layerSizes}]`);
  }
  if (!Number.isInteger(bodies) || bodies < 1)
    throw new RangeError(`bodies must be a positive integer, got ${bodies}`);
  const { rules = 1 } = shape;
  if (!Number.isInteger(rules) || rules < 1)
    throw new RangeError(`rules must be a positive integer, got ${rules}`);
  const { types = 1 } = shape;
  if (!Number.isInteger(types) || types < 1 || types > MAXIMUM_TYPES)
    throw new RangeError(`types must be an integer from 1 to ${MAXIMUM_TYPES}, got ${types}`);
}

/**
 * Lays a network out from byte address `base` on.
 * @param allocate returns a buffer of at least the given number of bytes; called once, when the size is known
 */
export function layOutNetwork(
  ruleShape: RuleShape,
  shape: NetworkShape,
  base: number,
  allocate: (bytes: number) => ArrayBuffer,
): NetworkMemory {
  assertNetworkShape(shape);
  const { stateSize: N, messageSize: M } = ruleShape;
  const { bodies, layerSizes, rules = 1, types = 1, reduction = 'mean' } = shape;
  const ruleLength = parameterCount(ruleShape);
  let end = base;
  const reserve = (floats: number): { address: number; floats: number } => {
    const address = Math.ceil(end / ALIGNMENT) * ALIGNMENT;
    end = address + floats * FLOAT;
    return { address, floats };
  };
  const parameters = reserve(rules * types * ruleLength);
  /** Sets of parameters one after the other: those of a rule's types lie together. */
  const packedHiddenWeights = Array.from({ length: rules * types }, () => reserve(4 * N * N));
  const scratch = reserve(6 * N);
  const layerCount = layerSizes.length - 1;
  const fixed = layerSizes.slice(0, -1).map((inputs, k) => ({
    descriptors: Array.from({ length: rules }, () => reserve(types * DESCRIPTOR.length)),
    rows: reserve(inputs * 4 * N),
    columns: reserve(layerSizes[k + 1] * 4 * N),
    inputPositions: reserve(inputs),
    outputPositions: reserve(layerSizes[k + 1] * 2),
    types: reserve(inputs * layerSizes[k + 1]),
    arrivedForward: reserve(bodies * inputs * layerSizes[k + 1] * N),
    arrivedBackward: reserve(bodies * inputs * layerSizes[k + 1] * N),
  }));
  const lifeStart = reserve(0).address;
  const rewards = reserve(bodies);
  const living = layerSizes.slice(0, -1).map((inputs, k) => {
    const outputs = layerSizes[k + 1];
    return {
      forwardIn: reserve(bodies * inputs * M),
      backwardIn: reserve(bodies * outputs * M),
      forwardOut: reserve(bodies * outputs * M),
      backwardOut: reserve(bodies * inputs * M),
      hidden: reserve(bodies * inputs * outputs * N),
      cell: reserve(bodies * inputs * outputs * N),
    };
  });
  const lifeEnd = end;

  const buffer = allocate(end);
  const view = (region: { address: number; floats: number }) =>
    new Float32Array(buffer, region.address, region.floats);
  const tensorAddress = new Map(
    parameterLayout(ruleShape).map((tensor) => [tensor.name, parameters.address + tensor.offset * FLOAT]),
  );
  const tensorField = (name: string, set: number): number => {
    const address = tensorAddress.get(name);
    return address === undefined ? 0 : address + set * ruleLength * FLOAT;
  };
  const layers = fixed.map((region, k): LayerMemory => {
    const regions = { ...region, ...living[k] };
    const fields = (set: number): Record<(typeof DESCRIPTOR)[number], number> => ({
      bodies,
      inputs: layerSizes[k],
      outputs: layerSizes[k + 1],
      stateSize: N,
      messageSize: M,
      gateOffset: 0,
      forwardIn: regions.forwardIn.address,
      backwardIn: regions.backwardIn.address,
      forwardOut: regions.forwardOut.address,
      backwardOut: regions.backwardOut.address,
      hidden: regions.hidden.address,
      cell: regions.cell.address,
      arrivedForward: regions.arrivedForward.address,
      arrivedBackward: regions.arrivedBackward.address,
      rows: regions.rows.address,
      columns: regions.columns.address,
      inputPositions: regions.inputPositions.address,
      outputPositions: regions.outputPositions.address,
      rewards: rewards.address,
      scratch: scratch.address,
      forward: tensorField('forward', set),
      backward: tensorField('backward', set),
      hiddenWeights: tensorField('hidden', set),
      bias: tensorField('bias', set),
      ownForward: tensorField('own_forward', set),
      ownBackward: tensorField('own_backward', set),
      reward: tensorField('reward', set),
      coordinates: tensorField('coordinates', set),
      forwardMessenger: tensorField('forward_messenger', set),
      forwardMessengerBias: tensorField('forward_messenger_bias', set),
      backwardMessenger: tensorField('backward_messenger', set),
      backwardMessengerBias: tensorField('backward_messenger_bias', set),
      packedHiddenWeights: packedHiddenWeights[set].address,
      sums: reduction === 'sum' ? 1 : 0,
      types: regions.types.address,
      typeCount: types,
    });
    region.descriptors.forEach((ofRule, rule) => {
      for (let type = 0; type < types; type++) {
        const address = ofRule.address + type * DESCRIPTOR.length * FLOAT;
        const values = fields(rule * types + type);
        new Int32Array(buffer, address, DESCRIPTOR.length).set(DESCRIPTOR.map((name) => values[name]));
        const asFloats = new Float32Array(buffer, address, DESCRIPTOR.length);
        asFloats[DESCRIPTOR.indexOf('gateOffset')] = ruleShape.gateOffset;
      }
    });
    const inputPositions = view(regions.inputPositions);
    inputPositions.forEach((_, a) => {
      inputPositions[a] = (a + 1) / layerSizes[k];
    });
    const outputPositions = view(regions.outputPositions);
    for (let b = 0; b < layerSizes[k + 1]; b++) {
      outputPositions.set([(b + 1) / layerSizes[k + 1], (k + 1) / layerCount], 2 * b);
    }
    return {
      inputs: layerSizes[k],
      outputs: layerSizes[k + 1],
      descriptors: region.descriptors.map(({ address }) => address),
      forwardIn: view(regions.forwardIn),
      backwardIn: view(regions.backwardIn),
      forwardOut: view(regions.forwardOut),
      backwardOut: view(regions.backwardOut),
      hidden: view(regions.hidden),
      cell: view(regions.cell),
      arrivedForward: view(regions.arrivedForward),
      arrivedBackward: view(regions.arrivedBackward),
      rows: view(regions.rows),
      columns: view(regions.columns),
      inputPositions,
      outputPositions,
      types: new Uint32Array(buffer, regions.types.address, regions.types.floats),
    };
  });
  return {
    shape,
    ruleShape,
    buffer,
    lifeStart,
    lifeEnd,
    parameters: view(parameters),
    reward: view(rewards),
    layers,
  };
}
