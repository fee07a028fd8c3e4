/**
 * The registry: environments by id `[namespace/]name[-vN]`, made on demand (gymnasium/envs/registration.py).
 */
import { closestMatch } from './closest-match.ts';
import type { Env } from './env.ts';
import {
  DeprecatedEnv,
  GymnasiumError,
  NameNotFound,
  NamespaceNotFound,
  RegistrationError,
  UnregisteredEnv,
  VersionNotFound,
} from './errors.ts';
import type { ParallelEnv } from './parallel-env.ts';

const ID_GRAMMAR = /^(?:(?<namespace>[\w:-]+)\/)?(?<name>[\w:.-]+?)(?:-v(?<version>\d+))?$/;

/** Arguments for the maker of an environment. */
export type MakeArguments = Readonly<Record<string, unknown>>;

/** What to register; at least one of the entry points. Makers take the merged arguments. */
export interface EnvRegistration {
  readonly id: string;
  readonly entryPoint?: (kwargs: MakeArguments) => Env<unknown, unknown>;
  readonly parallelEntryPoint?: (kwargs: MakeArguments) => ParallelEnv<unknown, unknown>;
  readonly rewardThreshold?: number;
  readonly nondeterministic?: boolean;
  /** Default arguments. */
  readonly kwargs?: MakeArguments;
}

/** A registered environment, its id taken apart. */
export interface EnvSpec extends EnvRegistration {
  readonly namespace: string | null;
  readonly name: string;
  readonly version: number | null;
  readonly kwargs: MakeArguments;
}

/** Every registered environment by id, in order of registration. */
export const registry: Map<string, EnvSpec> = new Map();

/**
 * Takes an id apart.
 * @throws GymnasiumError quoting the grammar when the id does not follow it
 */
export function parseEnvId(id: string): { namespace: string | null; name: string; version: number | null } {
  const groups = ID_GRAMMAR.exec(id)?.groups;
  if (groups === undefined) {
    throw new GymnasiumError(
      `Malformed environment ID: ${id}. (Currently all IDs must be of the form [namespace/](env-name)-v(version). (namespace is optional))`,
    );
  }
  const version = groups.version === undefined ? null : Number(groups.version);
  return { namespace: groups.namespace ?? null, name: groups.name, version };
}

/**
 * Adds an environment; the last registration of an id counts.
 * @throws RegistrationError without an entry point, or when a name would have both versioned and unversioned
 * entries
 */
export function register(registration: EnvRegistration): void {
  const parsed = parseEnvId(registration.id);
  if (registration.entryPoint === undefined && registration.parallelEntryPoint === undefined) {
    throw new RegistrationError(
      `Either entryPoint or parallelEntryPoint must be provided for \`${registration.id}\`.`,
    );
  }
  for (const other of registry.values()) {
    if (other.namespace !== parsed.namespace || other.name !== parsed.name) continue;
    if ((other.version === null) === (parsed.version === null)) continue;
    const [mine, theirs] =
      parsed.version === null ? ['unversioned', 'versioned'] : ['versioned', 'unversioned'];
    throw new RegistrationError(
      `Can't register the ${mine} environment \`${registration.id}\` when the ${theirs} environment \`${other.id}\` of the same name already exists.`,
    );
  }
  registry.set(registration.id, { ...registration, ...parsed, kwargs: registration.kwargs ?? {} });
}

/**
 * The entry of an id; an id without a version means the newest.
 * @throws NamespaceNotFound, NameNotFound ("Did you mean"), VersionNotFound or DeprecatedEnv when there is
 * none
 */
export function spec(id: string): EnvSpec {
  const exact = registry.get(id);
  if (exact !== undefined) return exact;
  const { namespace, name, version } = parseEnvId(id);
  const sameSpace = [...registry.values()].filter((entry) => entry.namespace === namespace);
  if (namespace !== null && sameSpace.length === 0) throw namespaceNotFound(namespace);
  const sameName = sameSpace.filter((entry) => entry.name === name);
  if (sameName.length === 0) throw nameNotFound(namespace, name, sameSpace);
  const versions = sameName.map((entry) => entry.version ?? -1).sort((a, b) => a - b);
  const newest = versions[versions.length - 1];
  const fullName = namespace === null ? name : `${namespace}/${name}`;
  if (version === null) {
    const entry = sameName.find((candidate) => candidate.version === newest);
    if (entry !== undefined) return entry;
  } else if (newest === -1) {
    throw new DeprecatedEnv(
      `Environment version \`v${version}\` for environment \`${fullName}\` doesn't exist. It provides the default version \`${fullName}\`.`,
    );
  } else if (version < newest && !versions.includes(version)) {
    throw new DeprecatedEnv(
      `Environment version v${version} for \`${fullName}\` is deprecated. Please use \`${fullName}-v${newest}\` instead.`,
    );
  } else if (version > newest) {
    const list = versions.map((known) => `\`v${known}\``).join(', ');
    throw new VersionNotFound(
      `Environment version \`v${version}\` for environment \`${fullName}\` doesn't exist. It provides versioned environments: [ ${list} ].`,
    );
  }
  throw new UnregisteredEnv(`No registered env with id: ${id}`);
}

function namespaceNotFound(namespace: string): NamespaceNotFound {
  const known = new Set([...registry.values()].flatMap((entry) => entry.namespace ?? []));
  const match = closestMatch(namespace, known);
  const hint =
    match === undefined
      ? `Have you installed the proper package for ${namespace}?`
      : `Did you mean: \`${match}\`?`;
  return new NamespaceNotFound(`Namespace ${namespace} not found. ${hint}`);
}

function nameNotFound(namespace: string | null, name: string, entries: readonly EnvSpec[]): NameNotFound {
  const match = closestMatch(name, new Set(entries.map((entry) => entry.name)));
  const place = namespace === null ? '' : ` in namespace ${namespace}`;
  const hint = match === undefined ? '' : ` Did you mean: \`${match}\`?`;
  return new NameNotFound(`Environment \`${name}\` doesn't exist${place}.${hint}`);
}

/**
 * Makes an environment for one agent. Its `spec` records the id and the merged arguments.
 * @throws UnregisteredEnv (see `spec`); GymnasiumError when the id has no single-agent form
 */
export function make(id: string, kwargs: MakeArguments = {}): Env<unknown, unknown> {
  const entry = spec(id);
  if (entry.entryPoint === undefined)
    throw new GymnasiumError(`${entry.id} has no entryPoint; use makeParallel`);
  const merged = { ...entry.kwargs, ...kwargs };
  const env = entry.entryPoint(merged);
  env.unwrapped.spec = { ...entry, kwargs: merged };
  return env;
}

/**
 * Makes an environment for many agents.
 * @throws UnregisteredEnv (see `spec`); GymnasiumError when the id has no parallel form
 */
export function makeParallel(id: string, kwargs: MakeArguments = {}): ParallelEnv<unknown, unknown> {
  const entry = spec(id);
  if (entry.parallelEntryPoint === undefined)
    throw new GymnasiumError(`${entry.id} has no parallelEntryPoint; use make`);
  return entry.parallelEntryPoint({ ...entry.kwargs, ...kwargs });
}

/** The registered ids in columns, one block per namespace. */
export function pprintRegistry(columns = 3): string {
  const blocks = new Map<string, string[]>();
  for (const entry of registry.values()) {
    const title = entry.namespace ?? 'main';
    blocks.set(title, [...(blocks.get(title) ?? []), entry.id]);
  }
  const width = Math.max(0, ...Array.from(registry.keys(), (id) => id.length)) + 1;
  return Array.from(blocks, ([title, ids]) => {
    const rows: string[] = [];
    for (let n = 0; n < ids.length; n += columns) {
      rows.push(
        ids
          .slice(n, n + columns)
          .map((id) => id.padEnd(width))
          .join('')
          .trimEnd(),
      );
    }
    return [`===== ${title} =====`, ...rows].join('\n');
  }).join('\n');
}
