/**
 * Equivalence: a VSML network is one recurrent network with a sparse matrix in which few numbers are repeated.
 * (Kirsch & Schmidhuber 2021, section 3)
 */
import * as Plot from '@observablehq/plot';
import { z } from 'zod';
import { VsmlLearner, vsmlLearnerOptionsSchema } from '../../agents/vsml/vsml-learner.ts';
import { fillGaussian } from '../../src/numerics/noise.ts';
import { STREAM } from '../../src/numerics/streams.ts';
import { loadWasmKernel } from '../../src/vsml/kernels/wasm/wasm.ts';
import { parameterLayout } from '../../src/vsml/rule-shape.ts';
import type { CaseResult, Experiment, ExperimentCase, Scale } from '../harness/experiment.ts';
import { markdownTable } from '../harness/markdown.ts';
import { COLOURS, drawPlot } from '../harness/plot.ts';
import { type BigMatrix, BLOCK, bigMatrix, RecurrentNetwork } from './recurrent-network.ts';

export interface EquivalenceCase extends ExperimentCase {
  readonly sizes: readonly number[];
  readonly examples: number;
}

const resultSchema = z.strictObject({
  /** Largest difference between the predictions of both, from the same states before each example. */
  largestDifference: z.number(),
  /** The same when each goes on from its own states: recurrent networks may amplify a rounding without end. */
  largestDrift: z.number(),
  /** Largest prediction, to compare it with. */
  largestPrediction: z.number(),
  parameters: z.int(),
  entries: z.int(),
  nonZero: z.int(),
  /** `[synapses, synapses + 3]` which product stands in each block. */
  blocks: z.array(z.array(z.int())),
});

export type EquivalenceResult = z.infer<typeof resultSchema>;

const shape = {
  stateSize: 4,
  messageSize: 2,
  ownMessages: false,
  reward: false,
  coordinates: false,
  gateOffset: 1,
};
/** Random rules of the usual size say almost nothing; four times as large they drive the states about. */
const SCALE = 4;

function tensorOf(parameters: Float32Array, name: string): Float32Array {
  const { offset, length } = parameterLayout(shape).find((tensor) => tensor.name === name)!;
  return parameters.subarray(offset, offset + length);
}

/** `100 tanh(F mean(h) / 100)` on channel 1 of the last layer's messages. */
function readPrediction(
  { hidden }: RecurrentNetwork,
  { synapses }: BigMatrix,
  parameters: Float32Array,
  sizes: readonly number[],
): number[] {
  const { stateSize: N, messageSize: M } = shape;
  const [inputs, outputs] = [sizes.at(-2)!, sizes.at(-1)!];
  const first = synapses - inputs * outputs;
  const messenger = tensorOf(parameters, 'forward_messenger');
  const bias = tensorOf(parameters, 'forward_messenger_bias')[1];
  return Array.from({ length: outputs }, (_, b) => {
    let message = bias;
    for (let a = 0; a < inputs; a++) {
      const start = (first + a * outputs + b) * N;
      for (let n = 0; n < N; n++) message += (messenger[n * M + 1] * hidden[start + n]) / inputs;
    }
    return 100 * Math.tanh(message / 100);
  });
}

/** Runs both on the same noise and compares every prediction. */
export async function compare({ sizes, examples, seed }: EquivalenceCase): Promise<EquivalenceResult> {
  const [inputSize, outputSize] = [sizes[0], sizes.at(-1)!];
  const options = vsmlLearnerOptionsSchema.parse({ hiddenLayers: sizes.slice(1, -1), backwardPass: false });
  const learner = new VsmlLearner(shape, { inputSize, outputSize }, options, await loadWasmKernel());
  const parameters = learner.initialParameters(seed).map((value) => SCALE * value);
  learner.loadParameters(parameters);
  learner.reset(seed);
  const matrix = bigMatrix(shape, parameters, sizes);
  const free = new RecurrentNetwork(matrix, shape.stateSize);
  const tied = new RecurrentNetwork(matrix, shape.stateSize);
  const layers = learner.kernel.memory.layers;
  const copyStates = ({ hidden, cell }: RecurrentNetwork) => {
    for (const [k, layer] of layers.entries()) {
      hidden.set(layer.hidden, matrix.layerStarts[k] * shape.stateSize);
      cell.set(layer.cell, matrix.layerStarts[k] * shape.stateSize);
    }
  };
  copyStates(free);
  const backwardBias = tensorOf(parameters, 'backward_messenger_bias');
  for (const { backwardIn } of layers.slice(0, -1)) {
    // A layer that has heard nothing hears silence; one network has no such moment, so it hears what h = 0 says.
    for (let n = 0; n < backwardIn.length; n++) backwardIn[n] = backwardBias[n % shape.messageSize];
  }

  const input = new Float32Array(inputSize);
  const error = new Float32Array(outputSize);
  const prediction = new Float32Array(outputSize);
  const differenceOf = (network: RecurrentNetwork): number => {
    for (const k of layers.keys()) network.updateLayer(k, [...input, ...error, 1]);
    const own = readPrediction(network, matrix, parameters, sizes);
    return Math.max(...own.map((value, b) => Math.abs(value - prediction[b])));
  };
  let [largestDifference, largestDrift, largestPrediction] = [0, 0, 0];
  for (let example = 0; example < examples; example++) {
    fillGaussian(input, seed, STREAM.test, example, 0);
    copyStates(tied);
    learner.predict(input, prediction);
    largestDifference = Math.max(largestDifference, differenceOf(tied));
    largestDrift = Math.max(largestDrift, differenceOf(free));
    largestPrediction = Math.max(largestPrediction, ...prediction.map(Math.abs));
    fillGaussian(error, seed, STREAM.test, example, 1);
    learner.learn(error, error);
  }
  const width = matrix.synapses + 3;
  return {
    largestDifference,
    largestDrift,
    largestPrediction,
    parameters: parameters.length,
    entries: matrix.values.length,
    nonZero: matrix.values.reduce((count, value) => count + (value === 0 ? 0 : 1), 0),
    blocks: Array.from({ length: matrix.synapses }, (_, row) => [
      ...matrix.blocks.subarray(row * width, (row + 1) * width),
    ]),
  };
}

type Results = readonly CaseResult<EquivalenceCase, EquivalenceResult>[];

const NETWORKS: Record<Scale, readonly (readonly number[])[]> = {
  quick: [
    [3, 2],
    [4, 3, 2],
  ],
  full: [
    [3, 2],
    [8, 4],
    [4, 3, 2],
    [5, 4, 3, 2],
  ],
};

const LEGEND: readonly (readonly [block: number, text: string])[] = [
  [BLOCK.own, 'own state'],
  [BLOCK.below, 'from below'],
  [BLOCK.above, 'from above'],
  [BLOCK.input, 'input'],
  [BLOCK.error, 'error'],
  [BLOCK.bias, 'bias'],
];

/** The matrix of the network with most layers, one square a block, one colour for each product that is repeated. */
function figure(results: Results): string {
  const deepest = results.reduce((a, b) => (b.case.sizes.length > a.case.sizes.length ? b : a));
  const nameOf = new Map(LEGEND);
  const squares = deepest.result.blocks.flatMap((row, to) =>
    row.flatMap((block, from) => (block === BLOCK.none ? [] : [{ to, from, block: nameOf.get(block)! }])),
  );
  return drawPlot({
    width: 620,
    height: 560,
    marginLeft: 50,
    marginRight: 90,
    x: {
      label: `synapse that speaks, of a ${deepest.case.sizes.join('-')} network; then input, error, bias`,
    },
    y: { label: 'synapse that hears', reverse: true },
    color: { domain: LEGEND.map(([, text]) => text), range: COLOURS },
    marks: [
      Plot.frame({ stroke: '#ccc' }),
      Plot.rect(squares, {
        x1: (square) => square.from - 0.5,
        x2: (square) => square.from + 0.5,
        y1: (square) => square.to - 0.5,
        y2: (square) => square.to + 0.5,
        fill: 'block',
        inset: 0.5,
      }),
      ...LEGEND.map(([, text], index) =>
        Plot.text([text], {
          frameAnchor: 'top-right',
          text: (name: string) => name,
          fill: (name: string) => name,
          textAnchor: 'start',
          dx: 8,
          dy: 16 * index,
        }),
      ),
    ],
  });
}

/** What single precision leaves of a prediction near 1 after one pass. */
const TOLERANCE = 1e-5;

function findings(results: Results): string {
  const worst = Math.max(...results.map(({ result }) => result.largestDifference));
  const rows = results.map(({ case: work, result }) => [
    work.sizes.join('-'),
    String(work.seed),
    String(result.parameters),
    result.entries.toLocaleString('en'),
    `${((100 * result.nonZero) / result.entries).toFixed(1)} %`,
    result.largestDifference.toExponential(1),
    result.largestDrift.toExponential(1),
    result.largestPrediction.toFixed(2),
  ]);
  return [
    `**The claim ${worst < TOLERANCE ? 'held' : 'did not hold'} here**: from the same states, the predictions of the two differ by at most ${worst.toExponential(1)} over ${results[0].case.examples} examples, the rounding of single against double precision. Left to themselves they drift apart by as much as their own dynamics amplify that rounding.`,
    markdownTable(
      [
        'network',
        'seed',
        'numbers in the rule',
        'entries of the matrix',
        'not zero',
        'largest difference',
        'largest drift',
        'largest prediction',
      ],
      rows,
    ),
  ].join('\n\n');
}

export const equivalence: Experiment<EquivalenceCase, EquivalenceResult> = {
  name: 'equivalence',
  title: 'Equivalence: one recurrent network with a sparse shared matrix',
  question:
    'Is a VSML network the same as one large LSTM whose weight matrix is sparse and repeats the few numbers of the rule? (Kirsch & Schmidhuber 2021, section 3)',
  method:
    'Networks of one to three layers run a random rule (N = 4, M = 2) on Gaussian inputs and errors in the kernel, in single precision. The same rule is written out as one matrix over all synapses, and an ordinary LSTM with that matrix runs the same examples in double precision.',
  seeds: { quick: 1, full: 5 },
  cases: (scale, seeds) =>
    seeds.flatMap((seed) =>
      NETWORKS[scale].map((sizes) => ({
        key: `${sizes.join('-')}-seed-${seed}`,
        seed,
        sizes,
        examples: 100,
      })),
    ),
  run: compare,
  resultSchema,
  figure,
  findings,
};
