/**
 * EnvSpec: everything that `make` needs to make an environment, as plain data; its JSON is Gymnasium's, so
 * that a spec written by Python is read here and the other way round (gymnasium/envs/registration.py).
 */

import type { AECEnv } from './aec-env.ts';
import type { EnvMaker, VectorEnvMaker, WrapperMaker } from './entry-points.ts';
import { type EnvIdParts, parseEnvId } from './env-id.ts';
import { ValueError } from './errors.ts';
import type { ParallelEnv } from './parallel-env.ts';
import { PythonFloat, pythonJson } from './python-json.ts';
import { camelCase, pythonText, snakeCase } from './python-text.ts';

/** Arguments for the maker of an environment. */
export type MakeArguments = Readonly<Record<string, unknown>>;

/** How a wrapper was made; `kwargs` is null where it did not record them, so that it cannot be made again. */
export interface WrapperSpec {
  readonly name: string;
  readonly entryPoint: string | WrapperMaker;
  readonly kwargs: MakeArguments | null;
}

/** What to register; at least one of the entry points. Makers take the merged arguments. */
export interface EnvRegistration {
  readonly id: string;
  /** A maker, or the name of one given to `registerEntryPoint`. */
  readonly entryPoint?: string | EnvMaker | null;
  /** The mean return from which on the task counts as solved. */
  readonly rewardThreshold?: number | null;
  /** Whether seed and actions do not determine the episode. */
  readonly nondeterministic?: boolean;
  /** After how many steps an episode is truncated. */
  readonly maxEpisodeSteps?: number | null;
  /** Whether `step` and `render` before `reset` are refused. */
  readonly orderEnforce?: boolean;
  /** Whether the first calls go unchecked. */
  readonly disableEnvChecker?: boolean;
  /** Default arguments. */
  readonly kwargs?: MakeArguments;
  /** Wrappers to be put around all others. */
  readonly additionalWrappers?: readonly WrapperSpec[];
  /** The maker of a vector environment of this kind, or its name. */
  readonly vectorEntryPoint?: string | VectorEnvMaker | null;
  /** The maker of the same world for many agents. */
  readonly parallelEntryPoint?: ((kwargs: MakeArguments) => ParallelEnv<unknown, unknown>) | null;
  /** The maker of the same world for many agents that take turns. */
  readonly aecEntryPoint?: ((kwargs: MakeArguments) => AECEnv<unknown, unknown>) | null;
}

/** Immutable; `with` gives a changed copy. */
export class EnvSpec implements Required<EnvRegistration>, EnvIdParts {
  readonly id: string;
  readonly namespace: string | null;
  readonly name: string;
  readonly version: number | null;
  readonly entryPoint: string | EnvMaker | null;
  readonly rewardThreshold: number | null;
  readonly nondeterministic: boolean;
  readonly maxEpisodeSteps: number | null;
  readonly orderEnforce: boolean;
  readonly disableEnvChecker: boolean;
  readonly kwargs: MakeArguments;
  readonly additionalWrappers: readonly WrapperSpec[];
  readonly vectorEntryPoint: string | VectorEnvMaker | null;
  readonly parallelEntryPoint: ((kwargs: MakeArguments) => ParallelEnv<unknown, unknown>) | null;
  readonly aecEntryPoint: ((kwargs: MakeArguments) => AECEnv<unknown, unknown>) | null;

  /** @throws GymnasiumError for an id that does not follow the grammar */
  constructor(registration: EnvRegistration) {
    const { namespace, name, version } = parseEnvId(registration.id);
    this.id = registration.id;
    this.namespace = namespace;
    this.name = name;
    this.version = version;
    this.entryPoint = registration.entryPoint ?? null;
    this.rewardThreshold = registration.rewardThreshold ?? null;
    this.nondeterministic = registration.nondeterministic ?? false;
    this.maxEpisodeSteps = registration.maxEpisodeSteps ?? null;
    this.orderEnforce = registration.orderEnforce ?? true;
    this.disableEnvChecker = registration.disableEnvChecker ?? false;
    this.kwargs = registration.kwargs ?? {};
    this.additionalWrappers = registration.additionalWrappers ?? [];
    this.vectorEntryPoint = registration.vectorEntryPoint ?? null;
    this.parallelEntryPoint = registration.parallelEntryPoint ?? null;
    this.aecEntryPoint = registration.aecEntryPoint ?? null;
  }

  /** A copy with some fields changed. */
  with(changes: Partial<EnvRegistration>): EnvSpec {
    return new EnvSpec({ ...this, ...changes });
  }

  /**
   * The spec as Gymnasium writes it, arguments by Python's names; entry points for many agents are left out.
   * @throws ValueError when an entry point is a function and not a name
   */
  toJson(): string {
    const { rewardThreshold } = this;
    const fields = {
      id: this.id,
      entry_point: this.entryPoint,
      reward_threshold: rewardThreshold === null ? null : new PythonFloat(rewardThreshold),
      nondeterministic: this.nondeterministic,
      max_episode_steps: this.maxEpisodeSteps,
      order_enforce: this.orderEnforce,
      disable_env_checker: this.disableEnvChecker,
      kwargs: renamed(this.kwargs, snakeCase),
      additional_wrappers: this.additionalWrappers.map(pythonWrapperSpec),
      vector_entry_point: this.vectorEntryPoint,
    };
    refuseFunctions(this.id, fields);
    for (const wrapper of fields.additional_wrappers) refuseFunctions(wrapper.name, wrapper);
    return pythonJson(fields);
  }

  /**
   * Reads what `toJson`, or Python's `EnvSpec.to_json`, wrote.
   * @throws SyntaxError for text that is not JSON, ValueError for what is not a spec
   */
  static fromJson(json: string): EnvSpec {
    const { additional_wrappers: wrappers, ...fields } = JSON.parse(json) as Record<string, unknown>;
    const registration = renamed(fields, camelCase);
    const unknown = Object.keys(registration).find((key) => !JSON_FIELDS.includes(key));
    if (unknown !== undefined || typeof registration.id !== 'string') {
      throw new ValueError(`An issue occurred when trying to make ${pythonText(fields)} an EnvSpec`);
    }
    return new EnvSpec({
      ...(registration as MakeArguments & { id: string }),
      kwargs: renamed((registration.kwargs ?? {}) as MakeArguments, camelCase),
      additionalWrappers: (Array.isArray(wrappers) ? wrappers : []).map(readWrapperSpec),
    });
  }

  /** The spec in lines of `key=value`, by Python's names; defaults are left out unless `all`. */
  pprint({ entryPoints = false, all = false } = {}): string {
    const threshold = this.rewardThreshold === null ? null : new PythonFloat(this.rewardThreshold);
    const wrappers = this.additionalWrappers.map(pythonWrapperSpec).map(({ name, entry_point, kwargs }) => {
      const place = entryPoints ? `, entry_point=${entry_point}` : '';
      return `\n\tname=${name}${place}, kwargs=${pythonText(kwargs)}`;
    });
    const rows: readonly (readonly [key: string, value: unknown, shown: boolean])[] = [
      ['entry_point', this.entryPoint, entryPoints],
      ['reward_threshold', threshold, threshold !== null],
      ['nondeterministic', this.nondeterministic, this.nondeterministic],
      ['max_episode_steps', this.maxEpisodeSteps, this.maxEpisodeSteps !== null],
      ['order_enforce', this.orderEnforce, !this.orderEnforce],
      ['disable_env_checker', this.disableEnvChecker, this.disableEnvChecker],
      ['additional_wrappers', wrappers.length > 0 ? `[${wrappers.join(',')}\n]` : '[]', wrappers.length > 0],
    ];
    const lines = rows
      .filter(([, , shown]) => all || shown)
      .map(([key, value]) => `${key}=${typeof value === 'string' ? value : pythonText(value)}`);
    return [`id=${this.id}`, ...lines].join('\n');
  }
}

const JSON_FIELDS: readonly string[] = [
  'id',
  'entryPoint',
  'rewardThreshold',
  'nondeterministic',
  'maxEpisodeSteps',
  'orderEnforce',
  'disableEnvChecker',
  'kwargs',
  'vectorEntryPoint',
];

function pythonWrapperSpec({ name, entryPoint, kwargs }: WrapperSpec) {
  return { name, entry_point: entryPoint, kwargs: kwargs === null ? null : renamed(kwargs, snakeCase) };
}

function readWrapperSpec(json: unknown): WrapperSpec {
  const { name, entry_point: entryPoint, kwargs, ...rest } = Object(json) as Record<string, unknown>;
  if (typeof name !== 'string' || typeof entryPoint !== 'string' || Object.keys(rest).length > 0) {
    throw new ValueError(`An issue occurred when trying to make ${pythonText(json)} a WrapperSpec`);
  }
  const recorded = (kwargs ?? null) as MakeArguments | null;
  return { name, entryPoint, kwargs: recorded === null ? null : renamed(recorded, camelCase) };
}

function renamed(fields: MakeArguments, rename: (name: string) => string): MakeArguments {
  return Object.fromEntries(Object.entries(fields).map(([key, value]) => [rename(key), value]));
}

function refuseFunctions(name: string, fields: object): void {
  for (const [key, value] of Object.entries(fields)) {
    if (typeof value === 'function') {
      throw new ValueError(
        `Callable found in ${name} for ${key} attribute with value=${value.name}. Currently, Gymnasium does not support serialising callables.`,
      );
    }
  }
}
