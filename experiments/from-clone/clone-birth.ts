/** How the synapses of a clone are born on the differentiable path: as those of a `ClonedLearner`. */
import { WEIGHT_CELL } from '../cloning/clone-weights.ts';
import { initialLayerWeights } from '../cloning/sgd-network.ts';
import type { Birth } from '../supervised/lifetime-batch-source.ts';

/** Cells hold the random weights that gradient descent starts from, and nothing else. */
export const cloneBirth: Birth = (cells, seed, { layer, inputs, outputs, stateSize }) => {
  initialLayerWeights(seed, layer, inputs, outputs).forEach((weight, synapse) => {
    cells[synapse * stateSize + WEIGHT_CELL] = weight;
  });
};
