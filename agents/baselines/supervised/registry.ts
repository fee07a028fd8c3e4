/** The supervised baselines by name: the one list that experiments and the command line read. */
import type { z } from 'zod';
import type { Learner, MetaLearner } from '../../learner.ts';
import { FastWeightMemory, fastWeightMemoryOptionsSchema } from './fast-weight-memory.ts';
import { FastWeightProgrammer, fastWeightProgrammerOptionsSchema } from './fast-weight-programmer.ts';
import { GradientDescent, gradientDescentOptionsSchema } from './gradient-descent.ts';
import { HebbianFastWeights, hebbianFastWeightsOptionsSchema } from './hebbian-fast-weights.ts';
import { MetaRnn, metaRnnOptionsSchema } from './meta-rnn.ts';

/** Largest input or output. */
const MAXIMUM_SIZE = 65536;

/** What a baseline is made of; options left out take their defaults, numbers may come as text. */
export interface BaselineRequest {
  readonly inputSize: number;
  readonly outputSize: number;
  readonly options?: Readonly<Record<string, unknown>>;
}

/** What a list of baselines shows. */
export interface BaselineListing {
  readonly name: string;
  readonly summary: string;
  /** Whether it has meta-learned parameters, so that the outer loop can train it. */
  readonly metaLearned: boolean;
  /** The options with their defaults. */
  readonly options: Readonly<Record<string, unknown>>;
}

interface RegisteredBaseline extends BaselineListing {
  create(request: BaselineRequest): Learner;
}

function registered<Schema extends z.ZodObject>(
  name: string,
  summary: string,
  metaLearned: boolean,
  schema: Schema,
  construct: (inputSize: number, outputSize: number, options: z.infer<Schema>) => Learner,
): RegisteredBaseline {
  const known = Object.keys(schema.shape);
  return {
    name,
    summary,
    metaLearned,
    options: schema.parse({}),
    create({ inputSize, outputSize, options = {} }) {
      assertSize(name, 'inputSize', inputSize);
      assertSize(name, 'outputSize', outputSize);
      const unknown = Object.keys(options).find((option) => !known.includes(option));
      if (unknown !== undefined) {
        throw new RangeError(`${name} has no option '${unknown}'; it accepts ${known.join(', ')}`);
      }
      const parsed = schema.safeParse(options);
      if (parsed.success) return construct(inputSize, outputSize, parsed.data);
      const { path, message } = parsed.error.issues[0];
      const option = String(path[0]);
      throw new RangeError(`${name}: option '${option}' ${message}, got ${String(options[option])}`);
    },
  };
}

function assertSize(name: string, field: string, size: number): void {
  if (!Number.isInteger(size) || size < 1 || size > MAXIMUM_SIZE) {
    throw new RangeError(`${name}: ${field} must be an integer from 1 to ${MAXIMUM_SIZE}, got ${size}`);
  }
}

/** Every baseline by name. */
const baselines: ReadonlyMap<string, RegisteredBaseline> = new Map(
  [
    registered(
      'meta-rnn',
      'an LSTM that is told its last error and label',
      true,
      metaRnnOptionsSchema,
      (inputSize, outputSize, options) => new MetaRnn(inputSize, outputSize, options),
    ),
    registered(
      'hebbian-fast-weights',
      "a linear layer with a trace by Oja's rule",
      true,
      hebbianFastWeightsOptionsSchema,
      (inputSize, outputSize, options) => new HebbianFastWeights(inputSize, outputSize, options),
    ),
    registered(
      'fast-weight-memory',
      'an LSTM with a memory of associations, written by the delta rule',
      true,
      fastWeightMemoryOptionsSchema,
      (inputSize, outputSize, options) => new FastWeightMemory(inputSize, outputSize, options),
    ),
    registered(
      'fast-weight-programmer',
      'a linear net that programs another by the delta rule',
      true,
      fastWeightProgrammerOptionsSchema,
      (inputSize, outputSize, options) => new FastWeightProgrammer(inputSize, outputSize, options),
    ),
    registered(
      'sgd',
      'online stochastic gradient descent on 1 or 2 layers',
      false,
      gradientDescentOptionsSchema(0.01),
      (inputSize, outputSize, options) => new GradientDescent(inputSize, outputSize, 'sgd', options),
    ),
    registered(
      'adam',
      'online Adam on 1 or 2 layers',
      false,
      gradientDescentOptionsSchema(0.001),
      (inputSize, outputSize, options) => new GradientDescent(inputSize, outputSize, 'adam', options),
    ),
  ].map((baseline) => [baseline.name, baseline]),
);

/**
 * Makes a baseline. A meta-learned one answers 0 until parameters are loaded; every one needs `reset` first.
 * @throws RangeError with one sentence for an unknown name, an unknown option or a value out of range
 */
export function createBaseline(name: string, request: BaselineRequest): Learner {
  const baseline = baselines.get(name);
  if (baseline === undefined) {
    throw new RangeError(`unknown baseline '${name}'; there are ${[...baselines.keys()].join(', ')}`);
  }
  return baseline.create(request);
}

/** Whether a learner has parameters that the outer loop can train. */
export function isMetaLearner(learner: Learner): learner is MetaLearner {
  return 'loadParameters' in learner;
}

/** Names, summaries, kinds and default options of all baselines. */
export function listBaselines(): BaselineListing[] {
  return Array.from(baselines.values(), ({ name, summary, metaLearned, options }) => ({
    name,
    summary,
    metaLearned,
    options,
  }));
}
