/** Coordinates: the conditions, silent copies, and the verdict. */
import { describe, expect, it } from 'vitest';
import {
  type CoordinatesCase,
  casesOf,
  learnerOf,
  networks,
  testTasks,
  trainingOf,
} from '../../../experiments/coordinates/cases.ts';
import { coordinates } from '../../../experiments/coordinates/coordinates.ts';
import { findings, type Results } from '../../../experiments/coordinates/findings.ts';
import { silentCopies, silentShare } from '../../../experiments/coordinates/silent-copies.ts';
import { createReferenceKernel } from '../../../src/vsml/kernels/reference.ts';
import { initialRule } from '../../../src/vsml/rule.ts';
import { parameterLayout } from '../../../src/vsml/rule-shape.ts';

const shape = {
  stateSize: 8,
  messageSize: 4,
  ownMessages: false,
  reward: false,
  coordinates: true,
  gateOffset: 2,
};
const clusters = {
  stream: 'GaussianClusters-v0',
  streamOptions: { inputs: 4, classes: 3 },
  steps: 10,
  learner: learnerOf(casesOf('full', 1)[0]),
};

function results(accuracy: (work: CoordinatesCase, role: string) => number): Results {
  return [1, 2, 3].flatMap((seed) =>
    casesOf('full', seed).map((work) => ({
      case: work,
      result: {
        parameters: 712,
        trainingSeconds: 1,
        trainingLosses: [1.3, 0.5],
        silentCopies: 0.1,
        tests: [...testTasks].map(([task, { role }]) => ({
          task,
          measurement: { loss: 1, accuracy: accuracy(work, role) + seed / 1000, ci95: 0.01, curve: [1] },
        })),
      },
      seconds: 1,
    })),
  );
}

describe('the conditions', () => {
  it('differ in the code only, with none among them', () => {
    for (const network of networks) {
      const own = casesOf('full', 1).filter((work) => work.network === network);
      const withoutCode = own.map((work) => JSON.stringify(learnerOf(work)).replace(`"${work.code}"`, ''));
      expect(new Set(withoutCode).size).toBe(1);
      expect(own.map(({ code }) => code)).toContain('none');
    }
  });
});

describe('the training', () => {
  it('of a rule for two layers is lived in one and in two', () => {
    const layers = (network: string) => {
      const work = casesOf('full', 1).find((candidate) => candidate.network === network)!;
      return trainingOf(work).settings.map(
        ({ learner }) => learner.kind === 'vsml' && learner.options?.hiddenLayers,
      );
    };
    expect(layers('shallow')).toEqual([[]]);
    expect(layers('deep')).toEqual([[], [4]]);
  });
});

describe('silent copies', () => {
  it('are those below a tenth of the mean of their layer', () => {
    expect(silentShare([1, 1, 1, 0.01])).toBe(0.25);
    expect(silentShare([1, 2, 3])).toBe(0);
    expect(silentShare([0, 0])).toBe(1);
  });

  it('are few under a random rule, and all where the messenger says one thing only', () => {
    const { parameters } = initialRule(shape, 1);
    expect(silentCopies(clusters, parameters, [1, 2], createReferenceKernel)).toBeLessThan(0.5);
    const mute = parameters.slice();
    const { offset, length } = parameterLayout(shape).find(({ name }) => name === 'forward_messenger')!;
    mute.fill(0, offset, offset + length);
    expect(silentCopies(clusters, mute, [1, 2], createReferenceKernel)).toBe(1);
  });

  it('are of networks only', () => {
    const sgd = { kind: 'baseline' as const, name: 'sgd', options: {} };
    expect(() =>
      silentCopies({ ...clusters, learner: sgd }, new Float32Array(1), [1], createReferenceKernel),
    ).toThrow('only a VSML network has copies');
  });
});

describe('the findings', () => {
  it('say that no code was of benefit where all are alike', () => {
    const text = findings(results(() => 0.5));
    expect(text).toContain('No code was of benefit here');
    expect(text).toContain('bought no specialisation that showed');
  });

  it('say what was bought with generality', () => {
    const text = findings(results(({ code }, role) => (code === 'position' && role === 'home' ? 0.7 : 0.5)));
    expect(text).toContain('Of benefit here: (a, b) (shallow), (a, b) (deep)');
    expect(text).toContain('bought specialisation with generality');
  });

  it('say where a benefit cost no indifference to permutations', () => {
    const text = findings(results(({ code }) => (code === 'time' ? 0.7 : 0.5)));
    expect(text).toContain('Of benefit here: time (shallow)');
    expect(text).toContain('bought specialisation without losing that generality');
  });

  it('draw every code of both networks', () => {
    const figure = coordinates.figure(results(() => 0.5));
    for (const name of ['none', 'layer', '(a, b)', 'time', 'random, fresh each life']) {
      expect(figure).toContain(name);
    }
  });
});
