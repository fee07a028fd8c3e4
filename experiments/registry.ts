/** The experiments by name: the one list that the command line and the tests read. */
import { cloning } from './cloning/cloning.ts';
import { diversity } from './diversity/diversity.ts';
import { equivalence } from './equivalence/equivalence.ts';
import { fromScratch } from './from-scratch/from-scratch.ts';
import { type AnyExperiment, anyExperiment } from './harness/experiment.ts';
import { stateSize } from './state-size/state-size.ts';
import { strategies } from './strategies/strategies.ts';
import { ticks } from './ticks/ticks.ts';

export const experiments: ReadonlyMap<string, AnyExperiment> = new Map(
  [
    anyExperiment(cloning),
    anyExperiment(fromScratch),
    anyExperiment(ticks),
    anyExperiment(diversity),
    anyExperiment(stateSize),
    anyExperiment(equivalence),
    anyExperiment(strategies),
  ].map((experiment) => [experiment.name, experiment]),
);

/** @throws RangeError naming the experiments that there are */
export function experimentNamed(name: string): AnyExperiment {
  const experiment = experiments.get(name);
  if (experiment === undefined)
    throw new RangeError(`unknown experiment '${name}'; there are ${[...experiments.keys()].join(', ')}`);
  return experiment;
}
