/** The registry: environments by id, added by `register`, found by `spec` (gymnasium/envs/registration.py). */
import { closestMatch } from './closest-match.ts';
import { type EnvIdParts, envId, parseEnvId } from './env-id.ts';
import { type EnvRegistration, EnvSpec } from './env-spec.ts';
import {
  AssertionError,
  DeprecatedEnv,
  GymnasiumError,
  NameNotFound,
  NamespaceNotFound,
  RegistrationError,
  VersionNotFound,
} from './errors.ts';
import { deprecation, warn } from './logger.ts';

/** Every registered environment by id, in order of registration. */
export const registry: Map<string, EnvSpec> = new Map();

let currentNamespace: string | null = null;

/** Runs `action`, during which all that is registered goes into the namespace. */
export function inNamespace<Result>(namespace: string, action: () => Result): Result {
  const before = currentNamespace;
  currentNamespace = namespace;
  try {
    return action();
  } finally {
    currentNamespace = before;
  }
}

/** The specs with the namespace and name of the parts, in order of registration. */
function relatives({ namespace, name }: EnvIdParts): EnvSpec[] {
  return [...registry.values()].filter((entry) => entry.namespace === namespace && entry.name === name);
}

/** The highest version registered of a name, null when there is none with a version. */
export function findHighestVersion(parts: EnvIdParts): number | null {
  const versions = relatives(parts).flatMap((entry) => entry.version ?? []);
  return versions.length === 0 ? null : Math.max(...versions);
}

/**
 * Adds an environment; a second registration of an id takes the place of the first, with a warning.
 * @throws AssertionError without an entry point; GymnasiumError for a malformed id; RegistrationError when a
 * name would have both versioned and unversioned entries
 */
export function register(registration: EnvRegistration): void {
  const { entryPoint, vectorEntryPoint, parallelEntryPoint, aecEntryPoint } = registration;
  if (!(entryPoint ?? vectorEntryPoint ?? parallelEntryPoint ?? aecEntryPoint)) {
    throw new AssertionError('Either `entry_point` or `vector_entry_point` (or both) must be provided');
  }
  const parts = parseEnvId(registration.id);
  const id = envId({ ...parts, namespace: currentNamespace ?? parts.namespace });
  const added = new EnvSpec({ ...registration, id });
  const known = relatives(added);
  const unversioned = known.find((entry) => entry.version === null);
  if (unversioned !== undefined && added.version !== null) {
    throw new RegistrationError(
      `Can't register the versioned environment \`${id}\` when the unversioned environment \`${unversioned.id}\` of the same name already exists.`,
    );
  }
  const highest = findHighestVersion(added);
  if (highest !== null && added.version === null) {
    throw new RegistrationError(
      `Can't register the unversioned environment \`${id}\` when the versioned environment \`${envId({ ...added, version: highest })}\` of the same name already exists. Note: the default behavior is that \`gym.make\` with the unversioned environment will return the latest versioned environment`,
    );
  }
  if (registry.has(id)) warn(`Overriding environment ${id} already in registry.`);
  registry.set(id, added);
}

/**
 * The entry of an id.
 * @throws GymnasiumError for a malformed id or one without its version; NamespaceNotFound, NameNotFound ("Did
 * you mean"), VersionNotFound or DeprecatedEnv when there is none
 */
export function spec(id: string): EnvSpec {
  const found = registry.get(id);
  if (found !== undefined) return found;
  checkVersionExists(parseEnvId(id));
  throw new GymnasiumError(`No registered env with id: ${id}`);
}

/**
 * The entry that `make` takes for an id: without a version the newest, with a warning; an old version is
 * deprecated.
 * @throws what `spec` throws
 */
export function findSpec(id: string): EnvSpec {
  const parts = parseEnvId(id);
  const highest = findHighestVersion(parts);
  if (parts.version !== null && highest !== null && highest > parts.version) {
    deprecation(
      `The environment ${id} is out of date. You should consider upgrading to version \`v${highest}\`.`,
    );
  }
  let found = registry.get(id);
  if (parts.version === null && highest !== null) {
    const newest = envId({ ...parts, version: highest });
    found = registry.get(newest);
    warn(
      `Using the latest versioned environment \`${newest}\` instead of the unversioned environment \`${id}\`.`,
    );
  }
  if (found !== undefined) return found;
  checkVersionExists(parts);
  throw new GymnasiumError(
    `No registered env with id: ${id}. Did you register it, or import the package that registers it? Use \`gymnasium.pprint_registry()\` to see all of the registered environments.`,
  );
}

function checkNamespaceExists(namespace: string | null): void {
  if (namespace === null) return;
  const known = new Set([...registry.values()].flatMap((entry) => entry.namespace ?? []));
  if (known.has(namespace)) return;
  const match = closestMatch(namespace, known);
  const hint =
    match === undefined
      ? `Have you installed the proper package for ${namespace}?`
      : `Did you mean: \`${match}\`?`;
  throw new NamespaceNotFound(`Namespace ${namespace} not found. ${hint}`);
}

function checkNameExists({ namespace, name }: EnvIdParts): void {
  checkNamespaceExists(namespace);
  const entries = [...registry.values()].filter((entry) => entry.namespace === namespace);
  const names = new Set(entries.map((entry) => entry.name));
  if (names.has(name)) return;
  const match = closestMatch(name, names);
  const place = namespace === null ? '' : ` in namespace ${namespace}`;
  const hint = match === undefined ? '' : ` Did you mean: \`${match}\`?`;
  throw new NameNotFound(`Environment \`${name}\` doesn't exist${place}.${hint}`);
}

/** Throws the error that tells best why there is no environment of this version. */
function checkVersionExists(parts: EnvIdParts): void {
  const { version } = parts;
  if (registry.has(envId(parts))) return;
  checkNameExists(parts);
  if (version === null) return;
  const fullName = envId({ ...parts, version: null });
  const missing = `Environment version \`v${version}\` for environment \`${fullName}\` doesn't exist.`;
  const highest = findHighestVersion(parts);
  if (highest === null) {
    throw new DeprecatedEnv(`${missing} It provides the default version \`${fullName}\`.`);
  }
  if (version > highest) {
    const versions = relatives(parts).map((entry) => entry.version ?? -1);
    const list = versions.sort((a, b) => a - b).map((known) => `\`v${known}\``);
    throw new VersionNotFound(`${missing} It provides versioned environments: [ ${list.join(', ')} ].`);
  }
  if (version < highest) {
    throw new DeprecatedEnv(
      `Environment version v${version} for \`${fullName}\` is deprecated. Please use \`${envId({ ...parts, version: highest })}\` instead.`,
    );
  }
}
