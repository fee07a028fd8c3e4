/**
 * Entry points by name: where Python imports `module:Class` when an environment is made, here makers are made
 * known beforehand, under Gymnasium's names for those that it has too.
 */
import { Env, type Metadata } from './env.ts';
import type { MakeArguments } from './env-spec.ts';
import { ModuleNotFoundError } from './errors.ts';

/** A class of environments, constructed with the merged arguments. */
export type EnvClass = (new (kwargs: never) => Env<unknown, unknown>) & { readonly metadata?: Metadata };
/** A function of the merged arguments; `metadata` tells the render modes before anything is made. */
export type EnvFunction = ((kwargs: MakeArguments) => Env<unknown, unknown>) & {
  readonly metadata?: Metadata;
};
/** What makes environments. */
export type EnvMaker = EnvClass | EnvFunction;
/** A class of wrappers, constructed with an environment and the recorded arguments. */
export type WrapperMaker = new (env: never, kwargs: never) => Env<unknown, unknown>;
/** What makes vector environments: a class or function of the merged arguments. */
export type VectorEnvMaker = (new (kwargs: never) => object) | ((kwargs: MakeArguments) => object);

const envMakers = new Map<string, EnvMaker>();
const wrapperMakers = new Map<string, WrapperMaker>();
const vectorEnvMakers = new Map<string, VectorEnvMaker>();

function isClassOfEnvs(maker: EnvMaker): maker is EnvClass {
  return maker.prototype instanceof Env;
}

/** Makes an environment of a class or by a function. */
export function makeEnv(maker: EnvMaker, kwargs: MakeArguments): Env<unknown, unknown> {
  return isClassOfEnvs(maker) ? new maker(kwargs as never) : maker(kwargs);
}

/** Makes an environment known by a name `module:Class`; the last one of a name counts. */
export function registerEntryPoint(name: string, maker: EnvMaker): void {
  envMakers.set(name, maker);
}

/** Makes a wrapper known by a name `module:Class`. */
export function registerWrapperEntryPoint(name: string, maker: WrapperMaker): void {
  wrapperMakers.set(name, maker);
}

/** Makes a vector environment known by a name `module:Class`. */
export function registerVectorEntryPoint(name: string, maker: VectorEnvMaker): void {
  vectorEnvMakers.set(name, maker);
}

/** @throws ModuleNotFoundError for a name that is not known */
export function loadEntryPoint(entryPoint: string | EnvMaker): EnvMaker {
  return typeof entryPoint === 'string' ? known(envMakers, entryPoint) : entryPoint;
}

/** @throws ModuleNotFoundError for a name that is not known */
export function loadWrapperEntryPoint(entryPoint: string | WrapperMaker): WrapperMaker {
  return typeof entryPoint === 'string' ? known(wrapperMakers, entryPoint) : entryPoint;
}

/** @throws ModuleNotFoundError for a name that is not known */
export function loadVectorEntryPoint(entryPoint: string | VectorEnvMaker): VectorEnvMaker {
  return typeof entryPoint === 'string' ? known(vectorEnvMakers, entryPoint) : entryPoint;
}

function known<Maker>(makers: ReadonlyMap<string, Maker>, name: string): Maker {
  const maker = makers.get(name);
  if (maker === undefined) {
    throw new ModuleNotFoundError(
      `No module named '${name.split(':')[0]}': the entry point '${name}' was not made known by registerEntryPoint`,
    );
  }
  return maker;
}
