/** Meta-training by gradient: it finds rules, goes on where it was stopped, and keeps the last good rule. */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { CaseContext } from '../../../experiments/harness/experiment.ts';
import {
  type GradientMetaTraining,
  metaTrainByGradient,
} from '../../../experiments/supervised/gradient-meta-train.ts';
import { LifetimeBatchSource } from '../../../experiments/supervised/lifetime-batch-source.ts';
import { supervisedSettingSchema } from '../../../experiments/supervised/supervised-setting.ts';
import { decodeState } from '../../../src/evolution/state-encoding.ts';
import { mean } from '../../../src/numerics/statistics.ts';
import { GradientTrainingError } from '../../../src/training/gradient-trainer.ts';
import { initialRule } from '../../../src/vsml/rule.ts';
import { temporaryDirectory } from '../../fixtures/temporary-directory.ts';

const learner = { kind: 'vsml' as const, stateSize: 4, messageSize: 2, gateOffset: 1 };
const task = (inputs: number, classes: number) => ({
  setting: { stream: 'GaussianClusters-v0', streamOptions: { inputs, classes }, learner, steps: 6 },
  lifetimes: 3,
  chunkLearners: 2,
  segmentExamples: 3,
});
const work = { key: 'test', seed: 1 };
const context = (overrides: Partial<CaseContext> = {}): CaseContext => ({
  workers: 0,
  directory: temporaryDirectory(),
  onProgress: () => {},
  ...overrides,
});
const training = (changes: Partial<GradientMetaTraining> = {}): GradientMetaTraining => ({
  tasks: [task(3, 2), task(2, 3)],
  learningRate: 0.02,
  steps: 14,
  seed: 1,
  ...changes,
});

describe('meta-training by gradient', () => {
  it('finds a rule that learns, from random numbers', async () => {
    const { losses, norms } = await metaTrainByGradient(
      training({
        tasks: [
          {
            setting: {
              stream: 'GaussianClusters-v0',
              streamOptions: { inputs: 4, classes: 2 },
              learner: { ...learner, stateSize: 8, messageSize: 4 },
              steps: 15,
            },
            lifetimes: 16,
            chunkLearners: 16,
            segmentExamples: 15,
          },
        ],
        steps: 60,
      }),
      work,
      context(),
    );
    expect(norms).toHaveLength(60);
    // Knowing nothing costs ln 2 = 0.693 an answer.
    expect(mean(losses.slice(0, 5))).toBeGreaterThan(0.68);
    expect(mean(losses.slice(-5))).toBeLessThan(0.55);
  });

  it.each([3, 12])('stopped after step %i and gone on with, it finds the same bits', async (stopAfter) => {
    const whole = await metaTrainByGradient(training(), work, context());
    const directory = temporaryDirectory();
    const stop = new AbortController();
    const onProgress = (share: number) => {
      if (Math.round(14 * share) === stopAfter) stop.abort(new Error('stopped'));
    };
    await expect(
      metaTrainByGradient(training(), work, context({ directory, onProgress, signal: stop.signal })),
    ).rejects.toThrow('stopped');
    const shares: number[] = [];
    const resumed = await metaTrainByGradient(
      training(),
      work,
      context({ directory, onProgress: (share) => shares.push(share) }),
    );
    expect(shares).toHaveLength(14 - stopAfter);
    expect(resumed.parameters).toEqual(whole.parameters);
    expect(resumed.losses).toEqual(whole.losses);
    expect(resumed.norms).toEqual(whole.norms);
  });

  it('finds the same on worker threads', async () => {
    const inline = await metaTrainByGradient(training({ steps: 3 }), work, context());
    const threads = await metaTrainByGradient(training({ steps: 3 }), work, context({ workers: 2 }));
    expect(threads.parameters).toEqual(inline.parameters);
  });

  it('begins anew when the checkpoint is of another training', async () => {
    const directory = temporaryDirectory();
    await metaTrainByGradient(training({ steps: 2, learningRate: 0.1 }), work, context({ directory }));
    const found = await metaTrainByGradient(training({ steps: 2 }), work, context({ directory }));
    expect(found.parameters).toEqual(
      (await metaTrainByGradient(training({ steps: 2 }), work, context())).parameters,
    );
  });

  it('stops at NaN, names the step, and keeps the last good rule', async () => {
    const directory = temporaryDirectory();
    const path = join(directory, 'test.gradient.json');
    // A step of such a size is the end of all numbers.
    const failing = metaTrainByGradient(training({ learningRate: 1e38 }), work, context({ directory }));
    const error = await failing.catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(GradientTrainingError);
    expect((error as Error).message).toBe(
      `step 1 of the training: the loss is NaN; the parameters before step 0 are kept in ${path}`,
    );
    const kept = decodeState(readFileSync(path)) as {
      checkpoint: { state: { step: number; parameters: Float32Array } };
    };
    expect(kept.checkpoint.state.step).toBe(0);
    const { setting } = new LifetimeBatchSource(supervisedSettingSchema.parse(task(3, 2).setting));
    expect(kept.checkpoint.state.parameters).toEqual(initialRule(setting.ruleShape, 1).parameters);
  });

  it('says which checkpoint is damaged, and what to do', async () => {
    const directory = temporaryDirectory();
    const path = join(directory, 'test.gradient.json');
    writeFileSync(path, '{"numericsVersion":');
    await expect(metaTrainByGradient(training(), work, context({ directory }))).rejects.toThrow(
      `${path} is not a checkpoint of a training: delete it to start anew`,
    );
  });
});
