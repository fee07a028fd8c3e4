/**
 * Variable ratio: many learned variables for few meta variables keep a learner from over-fitting its training tasks.
 * (Kirsch & Schmidhuber 2021, section 3; claim 1)
 */
import { sweepExperiment } from '../supervised/sweep.ts';
import { CLASSES, condition, FULL, INPUTS, learners, MAPS, META_RNN, NONE } from './conditions.ts';
import { drawRatios } from './figure.ts';
import { verdict } from './findings.ts';

const generations = { quick: 60, full: 300 };

export const variableRatio = sweepExperiment({
  name: 'variable-ratio',
  title: 'Variable ratio: what sharing costs and what it gains',
  question:
    'Is the gap between meta-training and meta-testing smaller, the more learned variables V_L there are for each meta variable V_M: from no sharing through groups of synapses to one rule for all; and where does a Meta RNN stand? (Kirsch & Schmidhuber 2021, section 3 and Figs. 6 and 8)',
  method: `One layer of ${INPUTS} x ${CLASSES} = ${INPUTS * CLASSES} synapses (N = 8, M = 4, backward pass) has one rule for all, 2, 4 or 8 groups of synapses with a rule each, or a rule for every synapse; all start from the same random numbers and have the same budget (64 members, 2 lifetimes of 30 examples a generation). A Meta RNN (LSTM of 16, two ticks) is trained as long. The training tasks are ${MAPS} only: MNIST digits 0 to 2 at 4 x 4 points through one of ${MAPS} random linear maps, others for every seed. Tested on held-back images through the same maps, and through fresh ones (the same family), on KMNIST through fresh ones and on Gaussian clusters (other families). The gap is accuracy on the training maps less that on fresh ones. How hard the maps of a seed are is the same for all, so gaps are compared seed by seed.`,
  seeds: { quick: 1, full: 5 },
  testLifetimes: { quick: 100, full: 500 },
  conditions: (scale, seed) =>
    (scale === 'quick' ? [FULL, '4 groups', NONE, META_RNN] : [...learners.keys()]).map((name) =>
      condition(name, generations[scale], seed),
    ),
  verdict,
  figure: drawRatios,
});
