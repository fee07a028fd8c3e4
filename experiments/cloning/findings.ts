/** The answer in words and tables, computed from stored results. */
import { mean } from '../../src/numerics/statistics.ts';
import type { CaseResult } from '../harness/experiment.ts';
import { markdownTable, meanOverSeeds } from '../harness/markdown.ts';
import {
  type CloningCase,
  type LearnerName,
  learnerNames,
  learners,
  type NetworkName,
  networkNames,
  networks,
  sets,
} from './cases.ts';
import type { Life } from './clone-life.ts';
import type { CloningResult } from './cloning.ts';

export type Results = readonly CaseResult<CloningCase, CloningResult>[];

/** Lives of one learner in one network on one set, one a seed. */
export function livesOf(results: Results, network: NetworkName, set: string, learner: LearnerName): Life[] {
  return results
    .filter((done) => done.case.part === network)
    .flatMap(({ result }) => result.lives.filter((life) => life.set === set && life.learner === learner));
}

const setNames: Record<(typeof sets)[number], string> = { mnist: 'MNIST', kmnist: 'KMNIST' };

/** Points of accuracy by which the clone is ahead of SGD, one for each seed. */
function differences(results: Results, network: NetworkName, set: string): number[] {
  const own = livesOf(results, network, set, 'sgd');
  return livesOf(results, network, set, 'clone').map(
    (life, seed) => 100 * (life.accuracy - own[seed].accuracy),
  );
}

function verdict(results: Results): string {
  const answers = networkNames.flatMap((network) =>
    sets.map((set) => {
      const { bound } = networks[network];
      const points = mean(differences(results, network, set));
      return {
        held: Math.abs(points) <= bound,
        text: `${network} on ${setNames[set]} ${points.toFixed(2)} (of ${bound} allowed)`,
      };
    }),
  );
  const held = answers.every((answer) => answer.held);
  return `**${held ? 'The claim held here' : 'The claim did not hold everywhere here'}**: running forward only, the clone is ahead of real SGD with the same learning rates by so many points of online accuracy: ${answers.map(({ text }) => text).join(', ')}. Of KMNIST its training saw nothing.`;
}

function accuracyTable(results: Results): string {
  const rows = networkNames.flatMap((network) =>
    sets.map((set) => {
      const points = differences(results, network, set);
      const worst = Math.max(...points.map(Math.abs));
      return [
        network,
        setNames[set],
        ...learners.map((learner) =>
          meanOverSeeds(livesOf(results, network, set, learner).map(({ accuracy }) => accuracy)),
        ),
        meanOverSeeds(points, 2),
        worst.toFixed(2),
      ];
    }),
  );
  const head = learners.map((learner) => learnerNames[learner]);
  return markdownTable(['network', 'images', ...head, 'clone - SGD, points', 'largest of a seed'], rows);
}

function lateTable(results: Results): string {
  const rows = networkNames.flatMap((network) =>
    sets.map((set) => [
      network,
      setNames[set],
      ...learners.map((learner) =>
        meanOverSeeds(livesOf(results, network, set, learner).map(({ lateAccuracy }) => lateAccuracy)),
      ),
    ]),
  );
  const head = learners.map((learner) => learnerNames[learner]);
  return markdownTable(['network', 'images', ...head], rows);
}

function errorTable(results: Results): string {
  const places = [...sets, 'invented'];
  const targets = [
    ['forward contribution, tanh(x) w + b', 'forward'],
    ['step of w, -.01 tanh(x) e', 'weight'],
    ['step of b, -.01/784 e', 'bias'],
    ["backward contribution, e w tanh'(x)", 'backward'],
  ] as const;
  const rows = targets.map(([name, target]) => [
    name,
    ...places.map((place) => {
      const measured = results
        .flatMap(({ result }) => result.errors)
        .filter(({ where }) => where === place)
        .map(({ errors }) => 100 * errors[target]);
      return meanOverSeeds(measured, 2);
    }),
  ]);
  return markdownTable(
    ['target', 'networks learning MNIST', 'networks learning KMNIST', 'any synapses'],
    rows,
  );
}

function driftTable(results: Results): string {
  const rows = networkNames.flatMap((network) =>
    sets.flatMap((set) => {
      const runs = results
        .flatMap(({ result }) => result.drifts)
        .filter((drift) => drift.network === network && drift.set === set);
      const layers = networks[network].hiddenLayers.length + 1;
      return Array.from({ length: layers }, (_, layer) => {
        const at = (fraction: number) =>
          meanOverSeeds(
            runs.map((drift) => {
              const curve = drift.layers[layer];
              return 100 * curve[Math.round(curve.length * fraction) - 1];
            }),
            1,
          );
        return [network, setNames[set], `${layer + 1} of ${layers}`, at(0.1), at(0.5), at(1)];
      });
    }),
  );
  return markdownTable(['network', 'images', 'layer', '100 examples', '500', '1,000'], rows);
}

export function findings(results: Results): string {
  return [
    verdict(results),
    'Share of right answers among all images of a life, means over seeds with 95 % intervals:',
    accuracyTable(results),
    'The same, of the last quarter of the life:',
    lateTable(results),
    'One-step errors on test images: root mean square of what is wrong, in per cent of that of what is wanted. "Any synapses" have weights from -1 to 1 and inputs from -4 to 4. A step is read one forward pass after its error, because the last tick of the backward pass and the first of the next pass may share it:',
    errorTable(results),
    'Drift of the weights from those of true SGD, when both hear the same inputs and errors: root mean square, in per cent of the way that the weights have come since the first example:',
    driftTable(results),
  ].join('\n\n');
}
