/** The parts of the experiment on modules: placed and alternating tasks, clusters of states, and the report's words. */
import { describe, expect, it } from 'vitest';
import { createBaseline } from '../../../agents/baselines/supervised/registry.ts';
import { createStream } from '../../../envs/streams/registry.ts';
import { createAlternatingEvaluator } from '../../../experiments/modules/alternating-evaluator.ts';
import { liveAlternating, specificityOf } from '../../../experiments/modules/alternating-life.ts';
import {
  AlternatingTasks,
  taskSeed,
  tasksOf,
  widthOf,
} from '../../../experiments/modules/alternating-tasks.ts';
import { conditions, learners, turnsTraining } from '../../../experiments/modules/cases.ts';
import { findings } from '../../../experiments/modules/findings.ts';
import { PlacedTask } from '../../../experiments/modules/placed-task.ts';
import { agreement, twoClusters } from '../../../experiments/modules/state-clusters.ts';
import { clusterRuleLearner } from '../../../experiments/supervised/cluster-rule.ts';
import {
  createLearner,
  isMetaLearner,
  learnerConfigurationSchema,
} from '../../../experiments/supervised/learner-configuration.ts';
import { loadWasmKernel } from '../../../src/vsml/kernels/wasm/wasm.ts';

const createKernel = await loadWasmKernel();
const alternation = { inputs: 4, shared: 1, classes: 3, block: 5, visits: 4 };

/** The inputs and labels of the first examples. */
function examples(stream: AlternatingTasks | PlacedTask, seed: number, count: number): number[][] {
  stream.reset(seed);
  return Array.from({ length: count }, () => {
    const example = [...stream.input, ...stream.target];
    stream.next();
    return example;
  });
}

describe('a placed task', () => {
  it('speaks through its own inputs only, and says there what its clusters say', () => {
    const placed = new PlacedTask({ width: 7, first: 2, inputs: 4, classes: 3 });
    const clusters = createStream('GaussianClusters-v0', { inputs: 4, classes: 3 });
    clusters.reset(1);
    for (const example of examples(placed, 1, 5)) {
      expect(example).toEqual([0, 0, ...clusters.input, 0, ...clusters.target]);
      clusters.next();
    }
  });

  it('must fit into the network', () => {
    expect(() => new PlacedTask({ width: 5, first: 2, inputs: 4, classes: 3 })).toThrow('do not lie among 5');
  });
});

describe('alternating tasks', () => {
  it('take turns, and each goes on where it was', () => {
    const seen = examples(new AlternatingTasks(alternation), 1, 20);
    const [first, second] = tasksOf(alternation).map((task, index) => examples(task, taskSeed(1, index), 10));
    expect(seen).toEqual([
      ...first.slice(0, 5),
      ...second.slice(0, 5),
      ...first.slice(5),
      ...second.slice(5),
    ]);
  });

  it('are two tasks, that share as many inputs as they are told to', () => {
    expect(widthOf(alternation)).toBe(7);
    const [first, second] = tasksOf(alternation);
    const speaks = (task: PlacedTask) => {
      task.reset(1);
      return [...task.input].map((value) => value !== 0);
    };
    expect(speaks(first)).toEqual([true, true, true, true, false, false, false]);
    expect(speaks(second)).toEqual([false, false, false, true, true, true, true]);
    expect(taskSeed(1, 0)).not.toBe(taskSeed(1, 1));
  });
});

describe('clusters of states', () => {
  it('are found whatever the scale of a number', () => {
    const states = [
      [0, 5000],
      [0.1, 5001],
      [1, 9000],
      [0.9, 9001],
      [0.05, 5000],
    ];
    const cluster = twoClusters(states);
    expect(agreement(cluster, [0, 0, 1, 1, 0])).toBe(1);
    expect(twoClusters(states)).toEqual(cluster);
  });

  it('are one where all states are the same', () => {
    expect([
      ...twoClusters([
        [1, 2],
        [1, 2],
        [1, 2],
      ]),
    ]).toEqual([0, 0, 0]);
  });

  it('agree with a partition whatever their names, and by half at worst', () => {
    expect(agreement([0, 0, 1, 1], [1, 1, 0, 0])).toBe(1);
    expect(agreement([0, 1, 0, 1], [0, 0, 1, 1])).toBe(0.5);
  });
});

describe('specificity', () => {
  it('is 1 where each part serves one task, 0 where both serve both alike', () => {
    expect(specificityOf([0.4, 0], [0, 0.2])).toBe(1);
    expect(specificityOf([0.3, 0.3], [0.1, 0.1])).toBe(0);
    expect(specificityOf([0, 0], [0, 0])).toBe(0);
  });

  it('does not take a part that matters more to both for one that serves one', () => {
    expect(specificityOf([0.4, 0.2], [0, 0])).toBe(0);
    expect(specificityOf([0.4, 0.2], [-0.1, -0.1])).toBe(0);
  });
});

describe('an alternating life', () => {
  const long = { inputs: 8, shared: 0, classes: 3, block: 30, visits: 2 };

  it('of SGD with inputs of their own shows two modules and no interference but by the biases', () => {
    const sgd = createBaseline('sgd', { inputSize: 16, outputSize: 3, options: { learningRate: 0.1 } });
    const life = liveAlternating(long, sgd, 40, [1, 2, 3, 4]);
    expect(life.examinations.length).toBe(3);
    expect(life.examinations[1][0]).toBeGreaterThan(life.examinations[0][0] + 0.2);
    expect(life.examinations[2][0]).toBeGreaterThan(life.examinations[1][0] - 0.1);
    const [first, second] = life.blocks;
    expect([first.block, second.block]).toEqual(['first', 'second']);
    expect(first.lost[0]).toBeGreaterThan(0.2);
    expect(Math.abs(first.lost[1])).toBeLessThan(0.02);
    expect(second.lost[1]).toBeGreaterThan(0.2);
    expect(life.specificity).toBe(null);
  });

  it('of a network is not changed by examining it', () => {
    const configuration = learnerConfigurationSchema.parse(clusterRuleLearner);
    const network = createLearner(configuration, { inputSize: 16, outputSize: 3 }, createKernel);
    if (!isMetaLearner(network)) throw new Error('a rule');
    network.loadParameters(network.initialParameters(1).map((value) => 4 * value));
    const often = liveAlternating(long, network, 10, [1, 2]);
    const seldom = liveAlternating({ ...long, block: 60, visits: 1 }, network, 10, [1, 2]);
    expect(often.curve.slice(0, 30)).toEqual(seldom.curve.slice(0, 30));
    expect(liveAlternating(long, network, 10, [1, 2])).toEqual(often);
    expect(often.ownership).toBeGreaterThanOrEqual(0.5);
  });
});

it('training with turns scores lives of several alternations, exact in the task', async () => {
  const configuration = learnerConfigurationSchema.parse(clusterRuleLearner);
  const learner = createLearner(configuration, { inputSize: 16, outputSize: 4 }, createKernel);
  if (!isMetaLearner(learner)) throw new Error('a rule');
  const parameters = learner.initialParameters(1).map((value) => 4 * value);
  const evaluate = await createAlternatingEvaluator(
    turnsTraining('quick', 1, parameters).evaluator!.specification,
  );
  const scores = [1, 2, 3].map((seed) => evaluate(parameters, seed));
  expect([1, 2, 3].map((seed) => evaluate(parameters, seed))).toEqual(scores);
  expect(new Set(scores).size).toBe(3);
});

describe('the report', () => {
  /** Lives in which a task comes back as good as it left, or is forgotten; clusters as specific as told. */
  const results = (remembers: boolean, clusters: number | null) => [
    {
      case: { key: 'seed-1', seed: 1, scale: 'quick' as const },
      seconds: 1,
      result: {
        trainingSeconds: 1,
        lives: [...conditions].flatMap(
          ([
            condition,
            {
              alternation: { block, visits, shared },
            },
          ]) =>
            learners.map((learner) => ({
              condition,
              learner,
              learningRate: null,
              curve: Array.from({ length: block * visits }, (_, n) =>
                n % block < 10 && (n < 2 * block || !remembers) ? 0.4 : 0.9,
              ),
              examinations: Array.from({ length: visits + 1 }, (_, visit): [number, number] => {
                const away = remembers ? 0.9 : 0.25;
                return visit % 2 === 1 ? [0.9, away] : [away, 0.9];
              }),
              blocks:
                shared === 16
                  ? [{ block: 'shared' as const, lost: [0.5, 0.5] as [number, number] }]
                  : [
                      { block: 'first' as const, lost: [0.5, 0] as [number, number] },
                      { block: 'second' as const, lost: [0, 0.5] as [number, number] },
                    ],
              specificity: clusters === null ? null : { clusters, random: 0.2, lives: 0.5 },
              ownership: shared === 0 ? 0.7 : null,
            })),
        ),
      },
    },
  ];

  it('says that the claim held where tasks come back and states specialise', () => {
    const text = findings(results(true, 0.4));
    expect(text).toMatch(/^\*\*The claim held here\*\*: .* loses 0\.00 of what it knows/);
    expect(text).toContain('begins 0.50 ahead of a new one');
  });

  it('says that it held only in part where clusters are as specific as chance, or tasks are forgotten', () => {
    expect(findings(results(true, 0.22))).toMatch(/^\*\*The claim held here only in part\*\*/);
    const forgotten = findings(results(false, 0.4));
    expect(forgotten).toMatch(/^\*\*The claim held here only in part\*\*: .* loses 1\.00 of what it knows/);
    expect(forgotten).toContain('does not survive the turn of the other');
  });

  it('says nothing of clusters where both tasks are never known', () => {
    expect(findings(results(true, null))).toContain('there is no life at whose end both tasks are known');
  });
});
