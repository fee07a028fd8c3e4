/** What AsyncVectorEnv and its workers say to each other. */
import type { Info } from '../env.ts';
import type { IntegerMarks } from '../integer-infos.ts';
import type { AutoresetMode } from './autoreset-mode.ts';
import type { EnvironmentSource } from './environment-source.ts';
import type { SplitResetArguments } from './reset-arguments.ts';

/** What a worker is to do. All but `start` are answered. */
export type Command =
  | {
      readonly do: 'start';
      readonly sources: readonly EnvironmentSource[];
      readonly mode: AutoresetMode;
      /** Rows in shared memory for the observations; null when they come with the answers. */
      readonly rows: unknown;
    }
  | { readonly do: 'reset'; readonly resetArguments: SplitResetArguments }
  | { readonly do: 'step'; readonly actions: readonly unknown[] }
  | { readonly do: 'call'; readonly name: string; readonly parameters: readonly unknown[] }
  | { readonly do: 'set'; readonly name: string; readonly values: readonly unknown[] }
  | { readonly do: 'close' };

/** A command with the number of its call, which its answer repeats. */
export interface NumberedCommand {
  readonly call: number;
  readonly command: Command;
}

/** What a worker's environments answer to `reset` and `step`. */
export interface GroupAnswer {
  /** Null where they are in shared memory. */
  readonly observations: unknown;
  readonly rewards: Float64Array;
  readonly terminations: Uint8Array;
  readonly truncations: Uint8Array;
  /** One for each environment, null when all are empty. */
  readonly infos: readonly Info[] | null;
  /** Which numbers of each info are integers, which copies do not tell. */
  readonly integers: readonly (IntegerMarks | null)[];
}

/** An error, as it crosses from a worker. */
export interface WorkerFailure {
  /** The name of its class. */
  readonly name: string;
  readonly message: string;
  readonly stack: string;
  /** The environment of the worker, counted from 0, that it came from. */
  readonly index: number;
}

/** What became of a command: a value or a failure. */
export interface Answer {
  readonly call: number;
  readonly value?: unknown;
  readonly failure?: WorkerFailure;
}
