/** `make`: environments by id, in the wrappers that they are registered with (gymnasium/envs/registration.py). */

import { type EnvMaker, loadEntryPoint, loadWrapperEntryPoint, makeEnv } from './entry-points.ts';
import { Env, type Metadata } from './env.ts';
import type { EnvSpec, MakeArguments, WrapperSpec } from './env-spec.ts';
import { GymnasiumError, InvalidMetadata, ModuleNotFoundError, ValueError } from './errors.ts';
import { warn } from './logger.ts';
import { pythonText, typeText } from './python-text.ts';
import { findSpec } from './registration.ts';
import { HumanRendering } from './wrappers/human-rendering.ts';
import { OrderEnforcing } from './wrappers/order-enforcing.ts';
import { PassiveEnvChecker } from './wrappers/passive-env-checker.ts';
import { RenderCollection } from './wrappers/render-collection.ts';
import { TimeLimit } from './wrappers/time-limit.ts';

/** Arguments of `make`: two for itself, all others for the environment, `renderMode` among them. */
export type MakeOptions = MakeArguments & {
  /** Steps after which an episode is truncated in place of the registered number; -1 for no limit. */
  readonly maxEpisodeSteps?: number | null;
  /** Whether the first calls go unchecked, in place of what is registered. */
  readonly disableEnvChecker?: boolean | null;
};
/** What becomes of the render mode asked for. */
interface RenderChoice {
  readonly kwargs: MakeArguments;
  readonly wrap: 'human' | 'list' | null;
}

const importedModules = new Set<string>();

/** `module:Id` taken apart; the last colon counts, so that a module may be a URL. */
function splitModule(id: string): [module: string | null, id: string] {
  const colon = id.lastIndexOf(':');
  return colon === -1 ? [null, id] : [id.slice(0, colon), id.slice(colon + 1)];
}

function moduleNotFound(module: string): ModuleNotFoundError {
  const top = /^[\w.]+$/.test(module) ? module.split('.')[0] : module;
  return new ModuleNotFoundError(
    `No module named '${top}'. Environment registration via importing a module failed. Check whether '${module}' contains env registration and can be imported.`,
  );
}

/**
 * Imports a module that registers environments, after which `make('module:Id')` finds them.
 * @param module what `import` takes: a package, a URL
 * @throws ModuleNotFoundError when it cannot be imported
 */
export async function registerEnvs(module: string): Promise<void> {
  try {
    await import(/* @vite-ignore */ module);
  } catch {
    throw moduleNotFound(module);
  }
  importedModules.add(module);
}

/** The registered spec of `[module:]id`. */
export function locateSpec(idWithModule: string): EnvSpec {
  const [module, id] = splitModule(idWithModule);
  if (module !== null && !importedModules.has(module)) throw moduleNotFound(module);
  return findSpec(id);
}

function declaredModes(maker: EnvMaker): readonly string[] | null {
  const metadata: unknown = maker.metadata;
  if (metadata === undefined) return null;
  if (typeof metadata !== 'object' || metadata === null)
    throw new InvalidMetadata(
      `Expect the environment metadata to be dict, actual type: ${typeText(metadata)}`,
    );
  const { renderModes } = metadata as Partial<Metadata>;
  if (renderModes !== undefined) return renderModes;
  warn(
    `The environment creator metadata doesn't include \`render_modes\`, contains: ${pythonText(Object.keys(metadata))}`,
  );
  return null;
}

/** A mode that the environment does not have may be had by a wrapper. */
function chooseRendering(maker: EnvMaker, kwargs: MakeArguments): RenderChoice {
  const modes = declaredModes(maker);
  const mode = (kwargs.renderMode ?? null) as string | null;
  if (mode === null || modes === null || modes.includes(mode)) return { kwargs, wrap: null };
  const displayable = ['rgb_array', 'rgb_array_list'].find((shown) => modes.includes(shown));
  if (mode === 'human' && displayable !== undefined) {
    warn(
      "You are trying to use 'human' rendering for an environment that doesn't natively support it. The HumanRendering wrapper is being applied to your environment.",
    );
    return { kwargs: { ...kwargs, renderMode: displayable }, wrap: 'human' };
  }
  const single = mode.endsWith('_list') ? mode.slice(0, -'_list'.length) : null;
  if (single !== null && modes.includes(single))
    return { kwargs: { ...kwargs, renderMode: single }, wrap: 'list' };
  warn(
    `The environment is being initialised with render_mode=${pythonText(mode)} that is not in the possible render_modes (${pythonText(modes)}).`,
  );
  return { kwargs, wrap: null };
}

function makeCore(maker: EnvMaker, id: string, kwargs: MakeArguments): Env<unknown, unknown> {
  try {
    const env: unknown = makeEnv(maker, kwargs);
    if (env instanceof Env) return env;
    throw new TypeError(
      `The environment must inherit from the gymnasium.Env class, actual class: ${typeText(env)}. See https://gymnasium.farama.org/introduction/create_custom_env/ for more info.`,
    );
  } catch (error) {
    if (!(error instanceof TypeError)) throw error;
    throw new TypeError(
      `${error.message} was raised from the environment creator for ${id} with kwargs (${pythonText(kwargs)})`,
      { cause: error },
    );
  }
}

function sameWrapper(a: WrapperSpec, b: WrapperSpec): boolean {
  return a.name === b.name && a.entryPoint === b.entryPoint && pythonText(a.kwargs) === pythonText(b.kwargs);
}

/** The environment in the additional wrappers of its spec that its maker did not put around it. */
function wrapFurther(env: Env<unknown, unknown>, entry: EnvSpec, prior: number): Env<unknown, unknown> {
  let wrapped = env;
  for (const { name, entryPoint, kwargs } of entry.additionalWrappers.slice(prior)) {
    if (kwargs === null) {
      throw new ValueError(
        `${name} wrapper does not inherit from \`gymnasium.utils.RecordConstructorArgs\`, therefore, the wrapper cannot be recreated.`,
      );
    }
    wrapped = new (loadWrapperEntryPoint(entryPoint))(wrapped as never, kwargs as never);
  }
  return wrapped;
}

/**
 * Makes an environment for one agent: in PassiveEnvChecker, OrderEnforcing, TimeLimit, the additional wrappers
 * and, where the render mode asks for one, HumanRendering or RenderCollection.
 * @param id `[module:][namespace/]name[-vN]`, or a spec to make again
 * @throws UnregisteredEnv, DeprecatedEnv (see `spec`); GymnasiumError when the id has no single-agent form;
 * TypeError when the environment does not take the arguments; ModuleNotFoundError for a module that
 * `registerEnvs` has not imported
 */
export function make<Observation = unknown, Action = unknown>(
  id: string | EnvSpec,
  { maxEpisodeSteps = null, disableEnvChecker = null, ...kwargs }: MakeOptions = {},
): Env<Observation, Action> {
  const entry = typeof id === 'string' ? locateSpec(id) : id;
  if (entry.entryPoint === null)
    throw new GymnasiumError(`${entry.id} registered but entry_point is not specified`);
  const maker = loadEntryPoint(entry.entryPoint);
  const rendering = chooseRendering(maker, { ...entry.kwargs, ...kwargs });
  let env = makeCore(maker, entry.id, rendering.kwargs);
  env.unwrapped.spec = entry.with({
    maxEpisodeSteps: null,
    orderEnforce: false,
    disableEnvChecker: true,
    kwargs: rendering.kwargs,
    additionalWrappers: [],
  });
  const prior = env.spec?.additionalWrappers ?? [];
  if (prior.length <= entry.additionalWrappers.length) {
    prior.forEach((recreated, n) => {
      const saved = entry.additionalWrappers[n];
      if (!sameWrapper(recreated, saved)) {
        throw new ValueError(
          `The environment's wrapper spec ${pythonText({ ...recreated })} is different from the saved \`EnvSpec\` additional wrapper ${pythonText({ ...saved })}`,
        );
      }
    });
  }
  if (!(disableEnvChecker ?? entry.disableEnvChecker)) env = new PassiveEnvChecker(env);
  if (entry.orderEnforce) env = new OrderEnforcing(env);
  const limit = maxEpisodeSteps ?? entry.maxEpisodeSteps;
  if (limit !== null && limit !== -1) env = new TimeLimit(env, { maxEpisodeSteps: limit });
  env = wrapFurther(env, entry, prior.length);
  if (rendering.wrap === 'human') env = new HumanRendering(env);
  if (rendering.wrap === 'list') env = new RenderCollection(env);
  return env as Env<Observation, Action>;
}
