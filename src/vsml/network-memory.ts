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
  /** Messages are means over synapses, as in the released code, unless they are sums, as in the paper. */
  readonly reduction?: 'mean' | 'sum';
}

/** Views of one layer, row-major; A = inputs, B = outputs, N = state size, M = message size. */
export interface LayerMemory {
  readonly inputs: number;
  readonly outputs: number;
  /** Byte address of the layer's descriptor under each rule: the fields of `DESCRIPTOR`, int32 each. */
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
}

export interface NetworkMemory {
  readonly shape: NetworkShape;
  readonly ruleShape: RuleShape;
  readonly buffer: ArrayBuffer;
  /** Byte range of everything that changes while agents live: messages, states, rewards. */
  readonly lifeStart: number;
  readonly lifeEnd: number;
  /** `[rules, parameterCount]` */
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
  'sums',
] as const; // biome-ignore format: one group a line

const FLOAT = 4;
const ALIGNMENT = 16;

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
  const { bodies, layerSizes, rules = 1, reduction = 'mean' } = shape;
  const ruleLength = parameterCount(ruleShape);
  let end = base;
  const reserve = (floats: number): { address: number; floats: number } => {
    const address = Math.ceil(end / ALIGNMENT) * ALIGNMENT;
    end = address + floats * FLOAT;
    return { address, floats };
  };
  const parameters = reserve(rules * ruleLength);
  const packedHiddenWeights = Array.from({ length: rules }, () => reserve(4 * N * N));
  const scratch = reserve(6 * N);
  const layerCount = layerSizes.length - 1;
  const fixed = layerSizes.slice(0, -1).map((inputs, k) => ({
    descriptors: packedHiddenWeights.map(() => reserve(DESCRIPTOR.length)),
    rows: reserve(inputs * 4 * N),
    columns: reserve(layerSizes[k + 1] * 4 * N),
    inputPositions: reserve(inputs),
    outputPositions: reserve(layerSizes[k + 1] * 2),
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
  const tensorField = (name: string, rule: number): number => {
    const address = tensorAddress.get(name);
    return address === undefined ? 0 : address + rule * ruleLength * FLOAT;
  };
  const layers = fixed.map((region, k): LayerMemory => {
    const regions = { ...region, ...living[k] };
    const fields = (rule: number): Record<(typeof DESCRIPTOR)[number], number> => ({
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
      forward: tensorField('forward', rule),
      backward: tensorField('backward', rule),
      hiddenWeights: tensorField('hidden', rule),
      bias: tensorField('bias', rule),
      ownForward: tensorField('own_forward', rule),
      ownBackward: tensorField('own_backward', rule),
      reward: tensorField('reward', rule),
      coordinates: tensorField('coordinates', rule),
      forwardMessenger: tensorField('forward_messenger', rule),
      forwardMessengerBias: tensorField('forward_messenger_bias', rule),
      backwardMessenger: tensorField('backward_messenger', rule),
      backwardMessengerBias: tensorField('backward_messenger_bias', rule),
      packedHiddenWeights: packedHiddenWeights[rule].address,
      sums: reduction === 'sum' ? 1 : 0,
    });
    region.descriptors.forEach(({ address }, rule) => {
      const values = fields(rule);
      new Int32Array(buffer, address, DESCRIPTOR.length).set(DESCRIPTOR.map((name) => values[name]));
      const asFloats = new Float32Array(buffer, address, DESCRIPTOR.length);
      asFloats[DESCRIPTOR.indexOf('gateOffset')] = ruleShape.gateOffset;
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
