/** The experiments by name: the one list that the command line and the tests read. */
import { association } from './association/association.ts';
import { cloning } from './cloning/cloning.ts';
import { coordinates } from './coordinates/coordinates.ts';
import { diversity } from './diversity/diversity.ts';
import { equivalence } from './equivalence/equivalence.ts';
import { fromClone } from './from-clone/from-clone.ts';
import { fromScratch } from './from-scratch/from-scratch.ts';
import { generalisation } from './generalisation/generalisation.ts';
import { type AnyExperiment, anyExperiment } from './harness/experiment.ts';
import { hierarchy } from './hierarchy/hierarchy.ts';
import { horizon } from './horizon/horizon.ts';
import { memory } from './memory/memory.ts';
import { modules } from './modules/modules.ts';
import { organisation } from './organisation/organisation.ts';
import { sharing } from './sharing/sharing.ts';
import { stateSize } from './state-size/state-size.ts';
import { strategies } from './strategies/strategies.ts';
import { ticks } from './ticks/ticks.ts';
import { variableRatio } from './variable-ratio/variable-ratio.ts';

export const experiments: ReadonlyMap<string, AnyExperiment> = new Map(
  [
    anyExperiment(cloning),
    anyExperiment(fromScratch),
    anyExperiment(generalisation),
    anyExperiment(hierarchy),
    anyExperiment(ticks),
    anyExperiment(diversity),
    anyExperiment(stateSize),
    anyExperiment(sharing),
    anyExperiment(variableRatio),
    anyExperiment(coordinates),
    anyExperiment(equivalence),
    anyExperiment(association),
    anyExperiment(memory),
    anyExperiment(modules),
    anyExperiment(organisation),
    anyExperiment(horizon),
    anyExperiment(fromClone),
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
