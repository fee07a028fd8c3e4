/** Environments by module and name, or by id, for workers: functions do not go from thread to thread. */
import { makeEnv } from '../entry-points.ts';
import { Env } from '../env.ts';
import { EnvSpec } from '../env-spec.ts';
import { AttributeError } from '../errors.ts';
import { type MakeOptions, make, registerEnvs } from '../make.ts';
import { typeText } from '../python-text.ts';

/** An export of a module. */
export interface ModuleSource {
  /** The URL of a module, such as `new URL('./my-env.ts', import.meta.url).href`, or a package. */
  readonly module: string;
  /** The export that makes the environment: a class, or a function that may return a promise. */
  readonly name: string;
  /** What the class or function is given: anything that can be cloned. */
  readonly options?: unknown;
}
/** A registered environment. */
export interface RegisteredSource {
  /** The id, with the module that registers it in front if it is not built in: `module:Id-v0`. */
  readonly id: string;
  /** A spec in place of that which is registered, as JSON. */
  readonly spec?: string;
  /** Arguments of `make`. */
  readonly kwargs?: MakeOptions;
}
/** Where a worker gets an environment from. */
export type EnvironmentSource = ModuleSource | RegisteredSource;

async function loadRegistered({ id, spec, kwargs }: RegisteredSource): Promise<Env<unknown, unknown>> {
  await import('../environments/built-in.ts');
  const colon = id.lastIndexOf(':');
  if (colon !== -1) await registerEnvs(id.slice(0, colon));
  return make(spec === undefined ? id : EnvSpec.fromJson(spec), kwargs);
}

/**
 * Imports the module and makes the environment.
 * @throws AttributeError when the module has no such export, TypeError when that makes no environment; whatever
 * importing or making throws
 */
export async function loadEnvironment(source: EnvironmentSource): Promise<Env<unknown, unknown>> {
  if ('id' in source) return loadRegistered(source);
  const { module, name, options = {} } = source;
  const exported = (await import(/* @vite-ignore */ module)) as Readonly<Record<string, unknown>>;
  const maker = exported[name];
  if (typeof maker !== 'function')
    throw new AttributeError(`module '${module}' has no export '${name}' that is a class or a function`);
  const env: unknown = await makeEnv(maker as never, options as never);
  if (env instanceof Env) return env;
  throw new TypeError(`'${name}' of '${module}' must make a gymnasium.Env, got ${typeText(env)}`);
}
