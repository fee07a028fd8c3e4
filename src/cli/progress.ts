/** Progress of a training on standard error: a bar on a terminal, one line a generation elsewhere. */
import { Presets, SingleBar } from 'cli-progress';
import type { TrainedGeneration, TrainingEvaluation } from '../training/training-store.ts';

export interface TrainingProgress {
  onGeneration(generation: TrainedGeneration): void;
  onEvaluation(evaluation: TrainingEvaluation): void;
  stop(): void;
}

/** Lifetimes whose return is not a number rank last; that must not go unseen. */
function nanRemark(nanCount: number): string {
  return nanCount === 0 ? '' : `  ${nanCount} lifetimes gave NaN`;
}

/**
 * @param generations how many the run will have
 * @param lifetimesPerGeneration population times tasks, for the rate
 */
export function trainingProgress(generations: number, lifetimesPerGeneration: number): TrainingProgress {
  let heldOut = '-';
  if (!process.stderr.isTTY) {
    return {
      onGeneration: ({ generation, meanFitness, bestFitness, nanCount, seconds, hash }) => {
        const rate = Math.round(lifetimesPerGeneration / seconds);
        process.stderr.write(
          `generation ${generation + 1}/${generations}  return ${meanFitness.toFixed(2)}  best ${bestFitness.toFixed(2)}  ${rate} lifetimes/s  ${hash.slice(0, 12)}${nanRemark(nanCount)}\n`,
        );
      },
      onEvaluation: ({ generation, mean, ci95 }) => {
        process.stderr.write(`held-out after ${generation + 1}: ${mean.toFixed(2)} +- ${ci95.toFixed(2)}\n`);
      },
      stop: () => {},
    };
  }
  const format =
    'training {bar} {value}/{total}  return {fitness}  held-out {heldOut}  {rate} lifetimes/s  {eta_formatted} left';
  const bar = new SingleBar(
    { format, stream: process.stderr, hideCursor: true, etaBuffer: 50 },
    Presets.shades_classic,
  );
  bar.start(generations, 0, { fitness: '-', heldOut, rate: '-' });
  return {
    onGeneration: ({ generation, meanFitness, nanCount, seconds }) => {
      const rate = Math.round(lifetimesPerGeneration / seconds);
      bar.update(generation + 1, { fitness: meanFitness.toFixed(2) + nanRemark(nanCount), heldOut, rate });
    },
    onEvaluation: ({ mean, ci95 }) => {
      heldOut = `${mean.toFixed(2)} +- ${ci95.toFixed(2)}`;
    },
    stop: () => bar.stop(),
  };
}
