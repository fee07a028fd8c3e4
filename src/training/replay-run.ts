/**
 * A run lived again from its audit log, without a single lifetime: the seed and every generation's fitness decide all
 * rules, so each can be rebuilt and its hash compared with the one that was logged.
 */
import { hashParameters } from '../evolution/parameter-hash.ts';
import type { Strategy } from '../evolution/strategy.ts';
import { trainingTaskSeeds } from './task-distribution.ts';

/** The part of a run that its replay reads. */
export interface AuditLog {
  readonly name: string;
  /** The rule's hash after a generation; undefined if there is no such one yet. */
  hash(generation: number): string | undefined;
  fitness(
    generation: number,
  ): { readonly fitness: Float64Array; readonly taskSeeds: readonly number[] } | undefined;
}

export interface ReplayedGeneration {
  readonly generation: number;
  /** Parameters after it; do not write to them. */
  readonly parameters: Float32Array;
  readonly hash: string;
  /** What the log and the replay do not agree about; nothing if they do. */
  readonly difference?: string;
}

/** A replay under way. */
export interface Replay {
  /** Replays one more generation; undefined where the log ends, which may have grown by the next call. */
  next(run: AuditLog): ReplayedGeneration | undefined;
}

/**
 * Stands before a run's first generation.
 * @param taskPeriod generations that met the same tasks
 */
export function beginReplay<Configuration, State>(
  strategy: Strategy<Configuration, State>,
  configuration: Configuration,
  initialMean: Float32Array,
  seed: number,
  taskPeriod = 1,
): Replay {
  let state = strategy.init(configuration, initialMean, seed);
  let generation = 0;
  return {
    next(run) {
      const logged = run.hash(generation);
      if (logged === undefined) return undefined;
      const entry = run.fitness(generation);
      if (entry === undefined) throw new Error(`run ${run.name} has no fitness of generation ${generation}`);
      const { fitness, taskSeeds } = entry;
      const expected = trainingTaskSeeds(seed, Math.floor(generation / taskPeriod), taskSeeds.length);
      state = strategy.tell(state, fitness, taskSeeds.length).state;
      const parameters = strategy.mean(state);
      const hash = hashParameters(parameters);
      const difference =
        hash !== logged
          ? `its rule is ${hash.slice(0, 12)}, logged is ${logged.slice(0, 12)}`
          : taskSeeds.some((taskSeed, task) => taskSeed !== expected[task])
            ? 'its tasks are not those of the seed'
            : undefined;
      return { generation: generation++, parameters, hash, ...(difference !== undefined && { difference }) };
    },
  };
}
