/** The part of a generation that one worker evaluates at a time: consecutive members, rebuilt and scored in order. */
import { deriveSeed } from '../numerics/noise.ts';
import { STREAM } from '../numerics/streams.ts';
import type { Evaluate } from './executor.ts';
import { livesInWindows } from './noise-reuse-es.ts';
import type { UnrolledEvaluate } from './particle-lives.ts';
import { strategyNamed } from './registry.ts';
import type { Proposal } from './strategy.ts';

/** Members `start` to `end - 1`. */
export interface MemberRange {
  readonly start: number;
  readonly end: number;
}

/** Cuts a population into ranges of `size` members; the last may be smaller. */
export function memberRanges(populationSize: number, size: number): MemberRange[] {
  const ranges: MemberRange[] = [];
  for (let start = 0; start < populationSize; start += size) {
    ranges.push({ start, end: Math.min(start + size, populationSize) });
  }
  return ranges;
}

/**
 * Cuts a population into ranges that shrink towards the end: each is a share of what remains, so that whoever is late
 * with the last ones is late by little. (Polychronopoulos & Kuck 1987, guided self-scheduling, with half the share)
 * @param workers about how many ranges are evaluated at a time
 * @param largest members of a range at most
 * @param smallest members of a range at least, but for the last one
 */
export function taperedRanges(
  populationSize: number,
  workers: number,
  largest: number,
  smallest: number,
): MemberRange[] {
  const ranges: MemberRange[] = [];
  for (let start = 0; start < populationSize; ) {
    const share = Math.ceil((populationSize - start) / (2 * workers));
    const size = Math.max(1, smallest, Math.min(largest, share));
    const end = Math.min(start + size, populationSize);
    ranges.push({ start, end });
    start = end;
  }
  return ranges;
}

/** The seed of the task that a member meets in place of the generation's. */
function ownTask(proposal: Proposal, member: number, taskSeed: number): number {
  return proposal.tasksSharedBy === 'pair' ? deriveSeed(taskSeed, STREAM.pairTasks, member >> 1) : taskSeed;
}

/**
 * Scores one range. Where the strategy cuts episodes into windows and the evaluator can live them so, a score is that
 * of a window; for evaluators without windows each is of the whole.
 * @returns `[end - start, tasks]` row-major
 */
export function evaluateRange(
  evaluate: Evaluate | UnrolledEvaluate,
  proposal: Proposal,
  taskSeeds: readonly number[],
  range: MemberRange,
): Float64Array {
  const strategy = strategyNamed(proposal.strategy);
  const candidate = new Float32Array(proposal.mean.length);
  const parameters = new Float32Array(proposal.mean.length);
  const fitness = new Float64Array((range.end - range.start) * taskSeeds.length);
  const particles = 'particles' in evaluate && livesInWindows(proposal) ? evaluate.particles : undefined;
  for (let member = range.start, place = 0; member < range.end; member++) {
    if (particles) {
      for (let task = 0; task < taskSeeds.length; task++) {
        fitness[place++] = particles.live(proposal, member, task, parameters);
      }
      continue;
    }
    strategy.candidate(proposal, member, candidate);
    for (const taskSeed of taskSeeds) {
      // A copy for each task: an evaluator that scribbles on its input cannot change the next result.
      parameters.set(candidate);
      fitness[place++] = evaluate(parameters, ownTask(proposal, member, taskSeed), proposal.lifetimeSteps);
    }
  }
  return fitness;
}
