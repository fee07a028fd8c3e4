/** Disturbances: nothing wrong changes nothing; each kind does what it says, to the state and the messages. */
import { describe, expect, it } from 'vitest';
import { VsmlLearner } from '../../../agents/vsml/vsml-learner.ts';
import { createStream } from '../../../envs/streams/registry.ts';
import { type DisturbanceInput, disturbanceSchema } from '../../../experiments/organisation/disturbance.ts';
import { DisturbedKernel } from '../../../experiments/organisation/disturbed-kernel.ts';
import { DisturbedLearner } from '../../../experiments/organisation/disturbed-learner.ts';
import {
  learnerConfigurationSchema,
  ruleShapeOf,
} from '../../../experiments/supervised/learner-configuration.ts';
import { emptyCurve, SupervisedLifetime } from '../../../experiments/supervised/supervised-lifetime.ts';
import { loadWasmKernel } from '../../../src/vsml/kernels/wasm/wasm.ts';
import { initialRule } from '../../../src/vsml/rule.ts';

const createKernel = await loadWasmKernel();
const configuration = learnerConfigurationSchema.parse({
  kind: 'vsml',
  stateSize: 8,
  messageSize: 4,
  gateOffset: 1,
});
if (configuration.kind !== 'vsml') throw new Error('a VSML network');
const shape = ruleShapeOf(configuration);
const parameters = initialRule(shape, 1).parameters.map((value) => 3 * value);
const [A, B, N, M] = [5, 3, 8, 4];
const size = { inputSize: A, outputSize: B };
const clusters = () => createStream('GaussianClusters-v0', { inputs: A, classes: B });

function kernelOf(disturbance: DisturbanceInput): DisturbedKernel {
  const kernel = new DisturbedKernel(
    createKernel(shape, { layerSizes: [A, B], bodies: 1 }),
    disturbanceSchema.parse(disturbance),
  );
  kernel.loadParameters(parameters);
  kernel.begin(1);
  const [layer] = kernel.memory.layers;
  for (const array of [layer.cell, layer.hidden, layer.forwardIn, layer.backwardIn]) {
    array.forEach((_, n) => {
      array[n] = ((n * 7) % 11) / 11 - 0.4;
    });
  }
  return kernel;
}

/** Which synapses have another state after one tick. */
function ticked(kernel: DisturbedKernel): boolean[] {
  const { cell } = kernel.memory.layers[0];
  const before = cell.slice();
  kernel.update(0);
  return Array.from({ length: A * B }, (_, synapse) =>
    cell.subarray(synapse * N, (synapse + 1) * N).some((value, n) => value !== before[synapse * N + n]),
  );
}

const count = (flags: readonly boolean[]) => flags.filter(Boolean).length;

const live = (disturbance: DisturbanceInput, steps = 30): number[] => {
  const learner = new DisturbedLearner(
    configuration,
    size,
    disturbanceSchema.parse(disturbance),
    createKernel,
  );
  learner.loadParameters(parameters);
  const curve = emptyCurve(steps);
  new SupervisedLifetime(clusters(), learner).live(1, steps, curve);
  return [...curve.loss];
};

describe('a network in which nothing goes wrong', () => {
  it('lives the life of an undisturbed one, to the bit', () => {
    const learner = new VsmlLearner(shape, size, configuration.options, createKernel);
    learner.loadParameters(parameters);
    const curve = emptyCurve(30);
    new SupervisedLifetime(clusters(), learner).live(1, 30, curve);
    expect(live({})).toEqual([...curve.loss]);
  });
});

describe('a disturbed life', () => {
  it.each<DisturbanceInput>([
    { asleepForTick: 0.5 },
    { asleepForExample: 0.5 },
    { silentForExample: 0.5 },
    { sparse: 0.5 },
    { randomOrder: true },
    { lostInputs: 0.5 },
    { lostErrors: 0.5 },
    { lostContributions: 0.5 },
    { reborn: 0.5 },
  ])('under %j is another, and an exact function of its seed', (disturbance) => {
    const life = live(disturbance);
    expect(life).not.toEqual(live({}));
    expect(live(disturbance)).toEqual(life);
  });
});

describe('a tick', () => {
  it('moves all synapses but those that sleep', () => {
    expect(count(ticked(kernelOf({})))).toBe(A * B);
    expect(count(ticked(kernelOf({ asleepForTick: 1 })))).toBe(0);
    const some = count(ticked(kernelOf({ asleepForTick: 0.5 })));
    expect(some).toBeGreaterThan(0);
    expect(some).toBeLessThan(A * B);
  });

  it('finds other synapses asleep than the one before, unless they sleep for an example', () => {
    const restless = kernelOf({ asleepForTick: 0.5 });
    expect(ticked(restless)).not.toEqual(ticked(restless));
    const still = kernelOf({ asleepForExample: 0.5 });
    const first = ticked(still);
    expect(ticked(still)).toEqual(first);
    still.nextExample();
    expect(ticked(still)).not.toEqual(first);
  });

  it('in a random order moves some synapses twice or more and others not at all', () => {
    const kernel = kernelOf({ randomOrder: true });
    const moved = count(ticked(kernel));
    expect(moved).toBeGreaterThan(4);
    expect(moved).toBeLessThan(A * B);
  });

  it('where work is sparse leaves out the synapses of the smallest inputs', () => {
    const kernel = kernelOf({ sparse: 0.4 });
    const { forwardIn } = kernel.memory.layers[0];
    [0.5, -0.1, 2, -3, 0.2].forEach((value, input) => {
      forwardIn[input * M] = value;
    });
    const rows = Array.from({ length: A }, (_, input) => input !== 1 && input !== 4);
    expect(ticked(kernel)).toEqual(rows.flatMap((moves) => [moves, moves, moves]));
  });

  it('under lost inputs and errors is that of silence, and what was said stays said', () => {
    const deaf = kernelOf({ lostInputs: 1, lostErrors: 1 });
    const silent = kernelOf({});
    const said = deaf.memory.layers[0].forwardIn.slice();
    silent.memory.layers[0].forwardIn.fill(0);
    silent.memory.layers[0].backwardIn.fill(0);
    deaf.update(0);
    silent.update(0);
    expect(deaf.memory.layers[0].cell).toEqual(silent.memory.layers[0].cell);
    expect(deaf.memory.layers[0].forwardIn).toEqual(said);
  });
});

describe('a message', () => {
  /** What a unit hears if some synapses hold zeros and the mean is over `of` of all. */
  const spoken = (kernel: DisturbedKernel, direction: 'forward' | 'backward') => {
    kernel.update(0);
    if (direction === 'forward') kernel.aggregateForward(0, 'hidden');
    else kernel.aggregateBackward(0, 'hidden');
    const [layer] = kernel.memory.layers;
    return (direction === 'forward' ? layer.forwardOut : layer.backwardOut).slice();
  };

  it('of which all contributions are lost is the messenger of nothing', () => {
    const messages = spoken(kernelOf({ lostContributions: 1 }), 'forward');
    for (let b = 1; b < B; b++) {
      expect([...messages.subarray(b * M, (b + 1) * M)]).toEqual([...messages.subarray(0, M)]);
    }
  });

  it.each(['forward', 'backward'] as const)('%s is the mean of those that are there', (direction) => {
    const kernel = kernelOf({});
    // Only the synapses of input 2, or into output 1, are there: the mean over them is what they say themselves.
    const there = (synapse: number) =>
      direction === 'forward' ? Math.floor(synapse / B) === 2 : synapse % B === 1;
    kernel.absent[0].forEach((_, synapse) => {
      kernel.absent[0][synapse] = there(synapse) ? 0 : 1;
    });
    const messages = spoken(kernel, direction);
    const alone = kernelOf({});
    alone.update(0);
    const { hidden } = alone.memory.layers[0];
    const said = hidden.slice();
    // Every synapse of a unit says what the one that is there says.
    for (let a = 0; a < A; a++) {
      for (let b = 0; b < B; b++) {
        const one = direction === 'forward' ? 2 * B + b : a * B + 1;
        hidden.set(said.subarray(one * N, (one + 1) * N), (a * B + b) * N);
      }
    }
    if (direction === 'forward') alone.aggregateForward(0, 'hidden');
    else alone.aggregateBackward(0, 'hidden');
    const [layer] = alone.memory.layers;
    const expected = direction === 'forward' ? layer.forwardOut : layer.backwardOut;
    for (const [n, value] of messages.entries()) expect(value).toBeCloseTo(expected[n], 5);
  });

  it('of a unit without any synapse is the messenger of nothing', () => {
    const kernel = kernelOf({});
    kernel.absent[0].fill(1);
    expect([...spoken(kernel, 'forward')]).toEqual([
      ...spoken(kernelOf({ lostContributions: 1 }), 'forward'),
    ]);
  });
});

describe('synapses that leave and join', () => {
  const learner = new DisturbedLearner(configuration, size, disturbanceSchema.parse({}), createKernel);
  learner.loadParameters(parameters);
  const input = Float32Array.of(1, -1, 0.5, 2, 0);
  const answer = () => {
    const prediction = new Float32Array(B);
    learner.predict(input, prediction);
    return [...prediction];
  };

  it('leave a class without a unit, which is then never named', () => {
    learner.reset(1);
    learner.leave([0, 3, 6, 9, 12]);
    const [first, ...others] = answer();
    expect(first).toBe(-100);
    for (const value of others) expect(Math.abs(value)).toBeLessThan(10);
  });

  it('speak again once they have joined, and all are there in the next life', () => {
    learner.reset(1);
    const whole = answer();
    learner.reset(1);
    learner.leave([0, 3, 6, 9, 12]);
    learner.join([0, 3, 6, 9, 12]);
    expect(answer()[0]).not.toBe(-100);
    learner.reset(1);
    expect(answer()).toEqual(whole);
  });
});

it('a network of several bodies is refused', () => {
  const kernel = createKernel(shape, { layerSizes: [A, B], bodies: 2 });
  expect(() => new DisturbedKernel(kernel, disturbanceSchema.parse({}))).toThrow('one body');
});
