/** `makeVec`: vector environments by id (gymnasium/envs/registration.py). */
import { loadVectorEntryPoint, registerVectorEntryPoint, type VectorEnvMaker } from './entry-points.ts';
import type { Env } from './env.ts';
import type { EnvSpec, MakeArguments } from './env-spec.ts';
import { CART_POLE_VECTOR } from './environments/built-in.ts';
import { CartPoleVectorEnv } from './environments/cart-pole-vector.ts';
import { GymnasiumError, ValueError } from './errors.ts';
import { locateSpec, type MakeOptions, make } from './make.ts';
import { pythonText } from './python-text.ts';
import type { AsyncVectorEnvOptions } from './vector/async-options.ts';
import { AsyncVectorEnv } from './vector/async-vector-env.ts';
import { SyncVectorEnv, type SyncVectorEnvOptions } from './vector/sync-vector-env.ts';
import { VectorEnv } from './vector/vector-env.ts';

registerVectorEntryPoint(CART_POLE_VECTOR, CartPoleVectorEnv);

const MODES = ['async', 'sync', 'vector_entry_point'] as const;
/** Workers, this thread one after the other, or a class of its own for many environments. */
export type VectorizationMode = (typeof MODES)[number];

type AnyEnv = Env<unknown, unknown>;

/** Arguments of `makeVec`; all but these go to the environment. */
export type MakeVecOptions = MakeOptions & {
  readonly numEnvs?: number;
  /** Without one: the class of its own where there is one, else `sync`. */
  readonly vectorizationMode?: VectorizationMode | null;
  /** Arguments of SyncVectorEnv or AsyncVectorEnv. */
  readonly vectorKwargs?: SyncVectorEnvOptions | AsyncVectorEnvOptions;
  /** What is put around every environment, the first innermost. */
  readonly wrappers?: readonly ((env: AnyEnv) => AnyEnv)[];
};

type Known = Required<Pick<MakeVecOptions, 'numEnvs' | 'vectorKwargs' | 'wrappers'>>;

function modeOf(mode: unknown, spec: EnvSpec): VectorizationMode {
  if (mode === null) return spec.vectorEntryPoint === null ? 'sync' : 'vector_entry_point';
  const found = MODES.find((known) => known === mode);
  if (found !== undefined) return found;
  throw new ValueError(
    `Invalid vectorization mode: ${pythonText(mode)}, valid modes: ${pythonText([...MODES])}`,
  );
}

function isClass(maker: VectorEnvMaker): maker is new (kwargs: never) => object {
  return maker.prototype instanceof VectorEnv;
}

function makeByVectorEntryPoint(spec: EnvSpec, known: Known, kwargs: MakeArguments): unknown {
  const { numEnvs, vectorKwargs, wrappers } = known;
  const mode = "`vectorization_mode='vector_entry_point'`";
  if (Object.keys(vectorKwargs).length > 0) {
    throw new GymnasiumError(
      `Custom vector environment can be passed arguments only through kwargs and \`vector_kwargs\` is not empty (${pythonText(vectorKwargs)})`,
    );
  }
  if (wrappers.length > 0) {
    const names = pythonText(wrappers.map(({ name }) => name));
    throw new GymnasiumError(`Cannot use ${mode} with the wrappers argument (${names})`);
  }
  if (spec.additionalWrappers.length > 0) {
    const names = pythonText(spec.additionalWrappers.map(({ name }) => name));
    throw new GymnasiumError(
      `Cannot use ${mode} with the additional_wrappers parameter in spec being not empty (${names})`,
    );
  }
  if (spec.vectorEntryPoint === null) {
    throw new GymnasiumError(
      `Cannot create vectorized environment for ${spec.id} because it doesn't have a vector entry point defined.`,
    );
  }
  const limit = spec.maxEpisodeSteps === null ? {} : { maxEpisodeSteps: spec.maxEpisodeSteps };
  const all = { numEnvs, ...limit, ...kwargs };
  const maker = loadVectorEntryPoint(spec.vectorEntryPoint);
  return isClass(maker) ? new maker(all as never) : maker(all);
}

/**
 * Makes a vector environment of `numEnvs` environments. Its spec makes it again.
 * @param id `[module:][namespace/]name[-vN]`, or a spec
 * @throws what `make` throws; ValueError for another mode or fewer than one environment; GymnasiumError when the id
 * has no entry point for the mode, or its class takes no wrappers
 */
export function makeVec<Observations = unknown, Actions = unknown>(
  id: string | EnvSpec,
  options: MakeVecOptions = {},
): VectorEnv<Observations, Actions> {
  const spec = typeof id === 'string' ? locateSpec(id) : id;
  const {
    vectorizationMode = null,
    numEnvs = 1,
    vectorKwargs = {},
    wrappers = [],
    ...kwargs
  } = {
    ...spec.kwargs,
    ...options,
  } as MakeVecOptions;
  const single = spec.with({ kwargs: {} });
  const mode = modeOf(vectorizationMode, spec);
  if (!(Number.isSafeInteger(numEnvs) && numEnvs > 0))
    throw new ValueError(`makeVec: numEnvs must be a positive integer, got ${numEnvs}`);
  if (mode !== 'vector_entry_point' && spec.entryPoint === null) {
    throw new GymnasiumError(
      `Cannot create vectorized environment for ${spec.id} because it doesn't have an entry point defined.`,
    );
  }
  let env: unknown;
  if (mode === 'vector_entry_point')
    env = makeByVectorEntryPoint(single, { numEnvs, vectorKwargs, wrappers }, kwargs);
  else if (mode === 'async') {
    if (wrappers.length > 0)
      throw new ValueError(
        'wrappers are functions, which do not go to workers: give AsyncVectorEnv a module',
      );
    const source = typeof id === 'string' ? { id, kwargs } : { id: spec.id, spec: single.toJson(), kwargs };
    const example = make(single, kwargs) as AnyEnv;
    env = new AsyncVectorEnv(
      new Array(numEnvs).fill(source),
      new Array(numEnvs).fill(example),
      vectorKwargs as AsyncVectorEnvOptions,
    );
  } else {
    const makeOne = () =>
      wrappers.reduce((wrapped, wrapper) => wrapper(wrapped), make(single, kwargs) as AnyEnv);
    env = new SyncVectorEnv(new Array(numEnvs).fill(makeOne), vectorKwargs as SyncVectorEnvOptions);
  }
  const made = env as VectorEnv<Observations, Actions>;
  made.unwrapped.spec = single.with({
    kwargs: {
      ...kwargs,
      ...(numEnvs === 1 ? {} : { numEnvs }),
      vectorizationMode: mode,
      ...(Object.keys(vectorKwargs).length === 0 ? {} : { vectorKwargs }),
      ...(wrappers.length === 0 ? {} : { wrappers }),
    },
  });
  return made;
}
