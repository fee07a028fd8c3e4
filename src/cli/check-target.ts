/**
 * What `murmur env check` is to check: an id of the registry, an export of a module, or an id that a module registers.
 */
import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import {
  AECEnv,
  Env,
  EnvSpec,
  errors,
  findSpec,
  make,
  ParallelEnv,
  registerAgentGames,
  registry,
} from 'gymnasium-js';
import { registerStreams } from '../../envs/streams/stream-environment.ts';
import { registerWorlds } from '../../envs/worlds/world-environment.ts';
import { UserError } from './user-error.ts';

type Arguments = Readonly<Record<string, unknown>>;
/** Makers of one environment in the kinds that it comes in. */
export interface CheckTarget {
  readonly name: string;
  readonly single: ((kwargs: Arguments) => Env<unknown, unknown>) | null;
  readonly aec: ((kwargs: Arguments) => AECEnv<unknown, unknown>) | null;
  readonly parallel: ((kwargs: Arguments) => ParallelEnv<unknown, unknown>) | null;
}
type AnyEnv = Env<unknown, unknown> | AECEnv<unknown, unknown> | ParallelEnv<unknown, unknown>;
type Maker = (new (kwargs: Arguments) => AnyEnv) | ((kwargs: Arguments) => AnyEnv);

/** A path or address of a module, and after it perhaps `#export` or `:id`. */
const MODULE = /^((?:\.{0,2}\/|file:).*?|.*?\.[cm]?[jt]s)(?:#([\w$]+)|:([\w:./-]+))?$/;

function isEnvironmentClass(value: unknown): value is Maker {
  if (typeof value !== 'function') return false;
  return [Env, AECEnv, ParallelEnv].some((kind) => value.prototype instanceof kind);
}

async function importModule(module: string): Promise<Arguments> {
  const path = module.startsWith('file:') ? fileURLToPath(module) : resolve(module);
  if (!existsSync(path)) throw new UserError(`there is no module ${module}`);
  try {
    return (await import(pathToFileURL(path).href)) as Arguments;
  } catch (error) {
    throw new UserError(`${module} cannot be imported: ${firstLine(error)}`);
  }
}

function firstLine(error: unknown): string {
  return (error instanceof Error ? error.message : String(error)).split('\n')[0];
}

/** The export asked for, or else the only class of environments that the module has. */
function findMaker(module: string, exported: Arguments, name: string | undefined): [string, Maker] {
  const names = Object.keys(exported).sort();
  if (name !== undefined) {
    const value = exported[name];
    if (value === undefined)
      throw new UserError(`${module} has no export '${name}'; it has ${names.join(', ') || 'none'}`);
    if (typeof value !== 'function')
      throw new UserError(
        `the export '${name}' of ${module} is neither a class nor a function that makes one`,
      );
    return [name, value as Maker];
  }
  const classes = names.filter((key) => isEnvironmentClass(exported[key]));
  if (classes.length === 1) return [classes[0], exported[classes[0]] as Maker];
  const found =
    classes.length === 0 ? 'no class of environments' : `${classes.length}: ${classes.join(', ')}`;
  throw new UserError(
    `${module} exports ${found}; name one export as ${module}#name, or an id as ${module}:Id-v0`,
  );
}

/** Makers of an export; what it makes tells which kind it is. */
function targetOf(name: string, maker: Maker, kwargs: Arguments): CheckTarget {
  const made = (given: Arguments): unknown =>
    isEnvironmentClass(maker)
      ? new (maker as new (kwargs: Arguments) => AnyEnv)(given)
      : (maker as (kwargs: Arguments) => AnyEnv)(given);
  const first = made(kwargs);
  const none = { name, single: null, aec: null, parallel: null };
  if (first instanceof AECEnv) return { ...none, aec: made as NonNullable<CheckTarget['aec']> };
  if (first instanceof ParallelEnv)
    return { ...none, parallel: made as NonNullable<CheckTarget['parallel']> };
  if (!(first instanceof Env))
    throw new UserError(`${name} makes no Env, AECEnv or ParallelEnv of gymnasium-js but ${typeof first}`);
  const entryPoint = Object.assign((given: Arguments) => made(given) as Env<unknown, unknown>, {
    metadata: first.metadata,
  });
  const spec = new EnvSpec({ id: `checked/${name.replaceAll(/[^\w.-]/g, '.')}`, entryPoint });
  return { ...none, single: (given) => make(spec, given) };
}

function targetOfId(id: string): CheckTarget {
  const spec = findSpec(id);
  const { entryPoint, aecEntryPoint, parallelEntryPoint } = spec;
  const merged = (kwargs: Arguments) => ({ ...spec.kwargs, ...kwargs });
  if (!(entryPoint ?? aecEntryPoint ?? parallelEntryPoint))
    throw new UserError(`${id} is registered as a vector environment only, which has no checker`);
  return {
    name: spec.id,
    single: entryPoint === null ? null : (kwargs) => make(spec, kwargs),
    aec: aecEntryPoint === null ? null : (kwargs) => aecEntryPoint(merged(kwargs)),
    parallel: parallelEntryPoint === null ? null : (kwargs) => parallelEntryPoint(merged(kwargs)),
  };
}

/**
 * @param target an id, `module`, `module#export` or `module:id`; modules are paths or `file:` addresses
 * @param kwargs arguments of the environment
 * @throws UserError with one sentence for a module, export or id that is not there, and for what makes none
 */
export async function resolveTarget(target: string, kwargs: Arguments): Promise<CheckTarget> {
  for (const [id, register] of [
    ['BernoulliBandit-v0', registerWorlds],
    ['GaussianClusters-v0', registerStreams],
    ['TicTacToe-v3', registerAgentGames],
  ] as const)
    if (!registry.has(id)) register();
  try {
    const [, module, name, id] = MODULE.exec(target) ?? [];
    if (module === undefined) return targetOfId(target);
    const exported = await importModule(module);
    if (id !== undefined) return targetOfId(id);
    const [found, maker] = findMaker(module, exported, name);
    return targetOf(found, maker, kwargs);
  } catch (error) {
    if (error instanceof errors.GymnasiumError || error instanceof TypeError)
      throw new UserError(firstLine(error));
    throw error;
  }
}
