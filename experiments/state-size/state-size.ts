/**
 * State size: how large must a synapse's state be, and what does it cost?
 * (Kirsch & Schmidhuber 2021; claim 8: O(W N^2) is affordable since N is small)
 */
import { markdownTable, meanOverSeeds } from '../harness/markdown.ts';
import { evolutionPlan } from '../supervised/meta-train.ts';
import { gainText, isGain, oneSeedNote, pairedGain } from '../supervised/paired-gain.ts';
import {
  accuracyIn,
  type Condition,
  conditionsIn,
  meanOf,
  sweepExperiment,
  valuesOf,
} from '../supervised/sweep.ts';

const HOME = '16 x 4';

/** Multiplications of one synapse in one tick, the factored form: 4 N^2 of the hidden state. */
const arithmetic = (stateSize: number) => 4 * stateSize ** 2;

function condition(stateSize: number, generations: number, equal: string): Condition {
  const learner = {
    kind: 'vsml' as const,
    stateSize,
    messageSize: stateSize / 2,
    gateOffset: 2,
  };
  const clusters = (inputs: number, classes: number) => ({
    stream: 'GaussianClusters-v0',
    streamOptions: { inputs, classes },
    steps: 40,
    learner,
  });
  return {
    name: `N = ${stateSize}, equal ${equal}`,
    training: {
      settings: [clusters(16, 4)],
      evolution: evolutionPlan(generations),
      generations,
      tasksPerGeneration: 2,
    },
    tests: new Map([
      [HOME, clusters(16, 4)],
      ['64 x 10', clusters(64, 10)],
    ]),
  };
}

export const stateSize = sweepExperiment({
  name: 'state-size',
  title: 'State size: how much must a synapse remember?',
  question:
    'What do larger states buy at equal arithmetic and at equal generations, and does the cost grow as N squared? (Kirsch & Schmidhuber 2021, on the cost O(W N^2))',
  method:
    'Rules of N = 4 to 32 with messages of N / 2 are evolved (64 members, 2 tasks a generation) on clusters of 16 inputs and 4 classes, 40 examples; once with equal numbers of generations, once with generations in inverse proportion to N^2.',
  seeds: { quick: 1, full: 5 },
  testLifetimes: { quick: 100, full: 500 },
  conditions: (scale) => {
    const [sizes, at8] = scale === 'quick' ? [[4, 8], 100] : [[4, 8, 16, 32], 400];
    const steps = sizes.filter((size) => size <= 16).map((size) => condition(size, at8, 'generations'));
    const equal = sizes
      .filter((size) => size !== 8)
      .map((size) => condition(size, Math.round((at8 * arithmetic(8)) / arithmetic(size)), 'arithmetic'));
    return [...steps, ...equal];
  },
  verdict: (results) => {
    const names = conditionsIn(results);
    const sizeOf = (name: string) => Number(/\d+/.exec(name)![0]);
    const accuracy = (name: string) => meanOf(valuesOf(results, name, accuracyIn(HOME)));
    // At N = 8 equal arithmetic and equal generations are one and the same.
    const equalArithmetic = names.filter((name) => name.endsWith('arithmetic') || sizeOf(name) === 8);
    const best = equalArithmetic.reduce((a, b) => (accuracy(b) > accuracy(a) ? b : a));
    const over = equalArithmetic
      .filter((name) => name !== best)
      .map((name) => ({
        size: sizeOf(name),
        gain: pairedGain(
          valuesOf(results, best, accuracyIn(HOME)),
          valuesOf(results, name, accuracyIn(HOME)),
        ),
      }))
      .sort((a, b) => a.size - b.size);
    // N may be small if every larger state is worse, beyond chance, than the best one.
    const larger = over.filter(({ size }) => size > sizeOf(best));
    const held = larger.length > 0 && larger.every(({ gain }) => isGain(gain));
    const perGeneration = names
      .filter((name) => name.endsWith('generations'))
      .map((name) => {
        const seconds = valuesOf(
          results,
          name,
          ({ trainingSeconds, trainingLosses }) => trainingSeconds / trainingLosses.length,
        );
        return [
          `${sizeOf(name)}`,
          String(arithmetic(sizeOf(name))),
          meanOverSeeds(
            seconds.map((value) => 1000 * value),
            0,
          ),
        ];
      });
    return [
      `**The claim that N may be small ${held ? 'held' : 'did not hold'} here**: at equal arithmetic N = ${sizeOf(best)} was best (${accuracy(best).toFixed(3)} on ${HOME}); paired by seed it is ahead of ${over.map(({ size, gain }) => `N = ${size} by ${gainText(gain)}`).join(', of ')}.${oneSeedNote(over.map(({ gain }) => gain))}`,
      markdownTable(
        ['N', 'multiplications a synapse and tick (4 N^2)', 'milliseconds a generation'],
        perGeneration,
      ),
    ].join('\n\n');
  },
});
