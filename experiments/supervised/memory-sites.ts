/**
 * The places where a learner keeps what it learned, to be destroyed one by one: a synapse's whole state, or a weight.
 * In one layer of A inputs and B outputs site `a B + b` lies between input a and output b, in both kinds of learner;
 * gradient descent has B more, its biases.
 */
import { GradientDescent } from '../../agents/baselines/supervised/gradient-descent.ts';
import type { Learner } from '../../agents/learner.ts';
import { bornCell } from '../../agents/vsml/initial-state.ts';
import { VsmlLearner } from '../../agents/vsml/vsml-learner.ts';
import { fillPermutation } from '../../envs/streams/permutation.ts';
import { STREAM } from '../../src/numerics/streams.ts';

export interface MemorySites {
  /** How many there are. */
  readonly count: number;
  /** Empties a site. */
  zero(site: number): void;
  /** Makes a site what it would be at the birth of another life with this seed. */
  redraw(site: number, seed: number): void;
}

/** What is done to a site. */
export const injuries = ['zeroed', 'redrawn'] as const;
export type Injury = (typeof injuries)[number];

function synapsesOf({ kernel }: VsmlLearner): MemorySites {
  const { layers, ruleShape } = kernel.memory;
  const { stateSize } = ruleShape;
  const places = layers.flatMap(({ inputs, outputs, hidden, cell }, layer) =>
    Array.from({ length: inputs * outputs }, (_, synapse) => ({
      state: [hidden, cell].map((array) => array.subarray(synapse * stateSize, (synapse + 1) * stateSize)),
      place: {
        bodies: 1,
        body: 0,
        layer,
        inputs,
        outputs,
        input: Math.floor(synapse / outputs),
        output: synapse % outputs,
      },
    })),
  );
  const zero = (site: number) => {
    for (const array of places[site].state) array.fill(0);
  };
  return {
    count: places.length,
    zero,
    redraw(site, seed) {
      zero(site);
      const { state, place } = places[site];
      bornCell(state[1], 0, stateSize, seed, place);
    },
  };
}

function weightsOf(learner: GradientDescent): MemorySites {
  const { weights } = learner;
  const other = learner.sibling();
  let born: number | undefined;
  return {
    count: weights.length,
    zero(site) {
      weights[site] = 0;
    },
    redraw(site, seed) {
      if (born !== seed) other.reset(seed);
      born = seed;
      weights[site] = other.weights[site];
    },
  };
}

/**
 * The sites of a learner that meets its examples one by one.
 * @throws TypeError for a learner whose memory is neither synapses nor weights
 */
export function memorySitesOf(learner: Learner): MemorySites {
  if (learner instanceof VsmlLearner && learner.batchSize === 1) return synapsesOf(learner);
  if (learner instanceof GradientDescent) return weightsOf(learner);
  throw new TypeError('only VSML networks without batches and gradient descent have memory sites');
}

/** A share of the sites drawn at random, all alike, as many as it comes to: `[round(share count)]`. */
export function drawSites(count: number, share: number, seed: number): Uint32Array {
  const order = new Uint32Array(count);
  fillPermutation(order, seed, STREAM.lesion);
  return order.subarray(0, Math.round(share * count));
}

/** Injures the sites of a list. */
export function injure(sites: MemorySites, chosen: Iterable<number>, injury: Injury, seed: number): void {
  for (const site of chosen) {
    if (injury === 'zeroed') sites.zero(site);
    else sites.redraw(site, seed);
  }
}
