/** Memory sites: what can be destroyed, and nothing else with it. */
import { describe, expect, it } from 'vitest';
import { GradientDescent } from '../../../agents/baselines/supervised/gradient-descent.ts';
import { createBaseline } from '../../../agents/baselines/supervised/registry.ts';
import { VsmlLearner, vsmlLearnerOptionsSchema } from '../../../agents/vsml/vsml-learner.ts';
import { drawSites, injure, memorySitesOf } from '../../../experiments/supervised/memory-sites.ts';
import { loadWasmKernel } from '../../../src/vsml/kernels/wasm/wasm.ts';

const createKernel = await loadWasmKernel();
const size = { inputSize: 3, outputSize: 2 };
const N = 4;

function network(options = {}): VsmlLearner {
  const shape = {
    stateSize: N,
    messageSize: 2,
    gateOffset: 1,
    ownMessages: false,
    coordinates: false,
    reward: false,
  };
  return new VsmlLearner(shape, size, vsmlLearnerOptionsSchema.parse(options), createKernel);
}

/** A network that has lived: all its states differ from 0. */
function living(): VsmlLearner {
  const learner = network();
  learner.reset(1);
  const { hidden, cell } = learner.kernel.memory.layers[0];
  hidden.forEach((_, n) => {
    hidden[n] = 1 + n;
    cell[n] = -1 - n;
  });
  return learner;
}

function sgd(): GradientDescent {
  const learner = createBaseline('sgd', { ...size, options: {} });
  if (!(learner instanceof GradientDescent)) throw new Error('SGD is gradient descent');
  learner.reset(1);
  return learner;
}

describe('the sites of a network', () => {
  it('are its synapses, of all layers', () => {
    expect(memorySitesOf(network()).count).toBe(6);
    expect(memorySitesOf(network({ hiddenLayers: [5] })).count).toBe(3 * 5 + 5 * 2);
  });

  it('zeroed, lose the whole state of that synapse and of no other', () => {
    const learner = living();
    memorySitesOf(learner).zero(4);
    const { hidden, cell } = learner.kernel.memory.layers[0];
    hidden.forEach((value, n) => {
      const own = Math.floor(n / N) === 4;
      expect(value).toBe(own ? 0 : 1 + n);
      expect(cell[n]).toBe(own ? 0 : -1 - n);
    });
  });

  it('redrawn, all of them, are a network born with that seed', () => {
    const learner = living();
    const sites = memorySitesOf(learner);
    for (let site = 0; site < sites.count; site++) sites.redraw(site, 7);
    const born = network();
    born.reset(7);
    expect(learner.kernel.memory.layers[0].cell).toEqual(born.kernel.memory.layers[0].cell);
    expect(learner.kernel.memory.layers[0].hidden).toEqual(born.kernel.memory.layers[0].hidden);
  });
});

describe('the sites of gradient descent', () => {
  it('are its weights and biases, zeroed one by one', () => {
    const learner = sgd();
    const before = learner.weights.slice();
    const sites = memorySitesOf(learner);
    sites.zero(2);
    expect(sites.count).toBe(3 * 2 + 2);
    before[2] = 0;
    expect(learner.weights).toEqual(before);
  });

  it('redrawn, all of them, are the weights of another birth', () => {
    const learner = sgd();
    const sites = memorySitesOf(learner);
    for (let site = 0; site < sites.count; site++) sites.redraw(site, 7);
    const born = sgd();
    born.reset(7);
    expect(learner.weights).toEqual(born.weights);
  });
});

it('learners whose memory is of another kind are refused', () => {
  expect(() => memorySitesOf(createBaseline('meta-rnn', { ...size, options: {} }))).toThrow(TypeError);
  expect(() => memorySitesOf(network({ batchSize: 2 }))).toThrow('without batches');
});

describe('a draw of sites', () => {
  it('takes as many as the share comes to, each once, others for another seed', () => {
    const drawn = drawSites(64, 0.25, 1);
    expect(new Set(drawn).size).toBe(16);
    expect(drawSites(64, 0.25, 1)).toEqual(drawn);
    expect(drawSites(64, 0.25, 2)).not.toEqual(drawn);
    expect(drawSites(64, 0, 1).length).toBe(0);
    expect(new Set(drawSites(64, 1, 1)).size).toBe(64);
  });

  it('for a larger share holds that for a smaller one', () => {
    expect([...drawSites(64, 0.5, 1).subarray(0, 16)]).toEqual([...drawSites(64, 0.25, 1)]);
  });
});

it('an injury zeroes or redraws what was chosen', () => {
  const done: string[] = [];
  const sites = {
    count: 3,
    zero: (site: number) => done.push(`zero ${site}`),
    redraw: (site: number, seed: number) => done.push(`redraw ${site} ${seed}`),
  };
  injure(sites, [2, 0], 'zeroed', 5);
  injure(sites, [1], 'redrawn', 5);
  expect(done).toEqual(['zero 2', 'zero 0', 'redraw 1 5']);
});
