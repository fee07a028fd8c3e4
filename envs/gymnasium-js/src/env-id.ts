/** Ids of environments: `[namespace/]name[-vN]` (gymnasium/envs/registration.py). */
import { GymnasiumError } from './errors.ts';

const ID_GRAMMAR = /^(?:(?<namespace>[\w:-]+)\/)?(?<name>[\w:.-]+?)(?:-v(?<version>\d+))?$/;

/** The parts of an id. */
export interface EnvIdParts {
  readonly namespace: string | null;
  readonly name: string;
  readonly version: number | null;
}

/**
 * Takes an id apart.
 * @throws GymnasiumError quoting the grammar when the id does not follow it
 */
export function parseEnvId(id: string): EnvIdParts {
  const groups = ID_GRAMMAR.exec(id)?.groups;
  if (groups === undefined) {
    throw new GymnasiumError(
      `Malformed environment ID: ${id}. (Currently all IDs must be of the form [namespace/](env-name)-v(version). (namespace is optional))`,
    );
  }
  const version = groups.version === undefined ? null : Number(groups.version);
  return { namespace: groups.namespace ?? null, name: groups.name, version };
}

/** The id made of its parts: the inverse of `parseEnvId`. */
export function envId({ namespace, name, version }: EnvIdParts): string {
  return `${namespace === null ? '' : `${namespace}/`}${name}${version === null ? '' : `-v${version}`}`;
}
