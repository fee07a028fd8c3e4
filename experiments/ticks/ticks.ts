/**
 * Ticks: the longer a message travels between an input and what is said of it, the harder is the rule to find.
 * (Kirsch & Schmidhuber 2021; claim 9: local minima as ticks between input and feedback grow)
 */

import { markdownTable } from '../harness/markdown.ts';
import { evolutionPlan } from '../supervised/meta-train.ts';
import { gainText, isGain, oneSeedNote, pairedGain } from '../supervised/paired-gain.ts';
import {
  type Condition,
  conditionsIn,
  meanOf,
  type SweepResult,
  sweepExperiment,
  valuesOf,
} from '../supervised/sweep.ts';

const CLASSES = 3;
/** A population that answers at chance loses ln C an answer; a tenth less and it has left the plateau. */
const LEFT = 0.9 * Math.log(CLASSES);

function condition(layers: number, ticks: number, backwardPass: boolean, generations: number): Condition {
  const learner = {
    kind: 'vsml' as const,
    stateSize: 8,
    messageSize: 4,
    gateOffset: 2,
    options: { hiddenLayers: new Array<number>(layers - 1).fill(6), ticks, backwardPass },
  };
  const setting = {
    stream: 'GaussianClusters-v0',
    streamOptions: { inputs: 8, classes: CLASSES },
    steps: 40,
    learner,
  };
  return {
    name: `${layers} ${layers === 1 ? 'layer' : 'layers'}, ${ticks} ${ticks === 1 ? 'tick' : 'ticks'}, ${backwardPass ? 'backward pass' : 'late error'}`,
    training: {
      settings: [setting],
      evolution: evolutionPlan(generations),
      generations,
      tasksPerGeneration: 2,
    },
    tests: new Map([['8 x 3', setting]]),
  };
}

/** The generation in which a population left the plateau, or nothing. */
function takeOff({ trainingLosses }: SweepResult): number | undefined {
  const found = trainingLosses.findIndex((loss) => loss !== null && loss < LEFT);
  return found < 0 ? undefined : found;
}

export const ticks = sweepExperiment({
  name: 'ticks',
  title: 'Ticks: how far may an error travel?',
  question:
    'How many seeds leave the plateau of chance when there are more ticks between an input and its error: with more layers, more micro ticks, and an error that arrives one example late? (Kirsch & Schmidhuber 2021, discussion of local minima)',
  method:
    'Rules of N = 8, M = 4 (616 parameters) are evolved (64 members, 2 tasks a generation) on clusters of 8 inputs and 3 classes, 40 examples, with 1 to 3 layers (hidden layers of 6), 1 to 4 micro ticks, and with a backward pass or with the error one example late. A run has left the plateau when the mean loss of its population is below 0.9 ln 3.',
  seeds: { quick: 1, full: 5 },
  testLifetimes: { quick: 100, full: 500 },
  conditions: (scale) => {
    const [layers, ticks, generations] = scale === 'quick' ? [[1, 2], [1], 100] : [[1, 2, 3], [1, 2, 4], 300];
    return layers.flatMap((count) =>
      ticks.flatMap((each) => [true, false].map((pass) => condition(count, each, pass, generations))),
    );
  },
  verdict: (results) => {
    const rows = conditionsIn(results).map((name) => {
      const generations = valuesOf(results, name, (result) => takeOff(result) ?? Number.NaN);
      const left = generations.filter((generation) => !Number.isNaN(generation)).sort((a, b) => a - b);
      const median = left.length === 0 ? '-' : String(left[Math.floor((left.length - 1) / 2)]);
      return { name, left: left.length, of: generations.length, median };
    });
    const share = (pattern: RegExp) => {
      const chosen = rows.filter(({ name }) => pattern.test(name));
      const [left, of] = [
        chosen.reduce((n, row) => n + row.left, 0),
        chosen.reduce((n, row) => n + row.of, 0),
      ];
      return { left, of, text: `${left} of ${of}` };
    };
    const [near, late] = [share(/backward pass/), share(/late error/)];
    // Of each seed, the share of its runs that left the plateau with a backward pass, over that with a late error.
    const shares = (pattern: RegExp) => {
      const names = conditionsIn(results).filter((name) => pattern.test(name));
      const left = names.map((name) => valuesOf(results, name, (run) => Number(takeOff(run) !== undefined)));
      return left[0].map((_, seed) => meanOf(left.map((ofSeeds) => ofSeeds[seed])));
    };
    const gain = pairedGain(shares(/backward pass/), shares(/late error/));
    const byLayers = [1, 2, 3]
      .map((count) => share(new RegExp(`^${count} layer`)))
      .filter(({ of }) => of > 0);
    return [
      `**The claim ${isGain(gain) ? 'held' : 'did not hold'} here**: with a backward pass ${near.text} runs left the plateau, with the error one example late ${late.text}, paired by seed a difference in share of ${gainText(gain)}; by depth: ${byLayers.map(({ text }, index) => `${index + 1} deep ${text}`).join(', ')}.${oneSeedNote([gain])}`,
      markdownTable(
        ['condition', 'runs that left the plateau', 'median generation'],
        rows.map(({ name, left, of, median }) => [name, `${left} of ${of}`, median]),
      ),
    ].join('\n\n');
  },
});
