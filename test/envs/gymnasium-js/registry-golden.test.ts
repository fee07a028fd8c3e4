/**
 * Ids, specs, makes, registrations and their errors, warnings and hints against what Python's Gymnasium 1.3.0
 * answers (test/golden/registry). `make_vec` is tested with the vector environments.
 */
import {
  EnvSpec,
  errors,
  logger,
  make,
  parseEnvId,
  pprintRegistry,
  register,
  registry,
  spec,
} from 'gymnasium-js';
import { beforeEach, describe, expect, it } from 'vitest';
import { camelCase, pythonText, snakeCase } from '../../../envs/gymnasium-js/src/python-text.ts';
import { goldenFile } from './golden-file.ts';

type Fields = Readonly<Record<string, unknown>>;
/** What a call did: a value, or an error whose text counts when it was thrown on purpose. */
interface Outcome {
  readonly ok?: unknown;
  readonly error?: string;
  readonly message?: string;
  readonly explicit?: boolean;
  readonly warnings?: readonly (readonly [category: string, message: string])[];
}
interface RegistryData {
  readonly registered_ids: readonly string[];
  readonly cases: readonly { id: string; parse: Outcome; spec: Outcome; make: Outcome | null }[];
  readonly make_kwargs: readonly (Outcome & { id: string; kwargs: Fields })[];
  readonly register: readonly {
    register: readonly (Outcome & { register: string; kwargs: Fields })[];
    spec: readonly (Outcome & { spec: string })[];
  }[];
  readonly spec_json: readonly { id: string; ok: { json: string } }[];
  readonly pprint_registry: string;
  readonly pprint_no_phys: string;
}

const GOLDEN = goldenFile<RegistryData>('registry');
const BUILT_IN = new Map(registry);
const NAMED = { ...errors, Error: errors.GymnasiumError, TypeError };

/** The part of the original that an id came from, by the printed registry. */
function sectionOf(id: string): string {
  const titled = GOLDEN.pprint_registry.split('===== ').find((block) => block.split(/\s+/).includes(id));
  return (titled as string).split(' ')[0];
}

/** An id of the original that this package does not have, for the listing and the hints. */
function registerForeign(id: string): void {
  const known = GOLDEN.cases.find((golden) => golden.id === id)?.spec.ok as Fields | undefined;
  const section = sectionOf(id);
  const named = { id, entryPoint: `gymnasium.envs.${section}.module:Class` };
  if (known !== undefined && known.entry_point !== '<callable>') register(registrationOf(id, known));
  else register(section === 'None' ? { id, entryPoint: () => null as never } : named);
}

function registrationOf(id: string, fields: Fields) {
  const entries = Object.entries(fields).map(([key, value]) => [camelCase(key), value]);
  return { ...Object.fromEntries(entries), id };
}

/** A spec in the form of the golden file. */
function fieldsOf(entry: EnvSpec): Fields {
  const {
    parallelEntryPoint: _,
    aecEntryPoint: __,
    additionalWrappers: ___,
    kwargs,
    ...fields
  } = { ...entry };
  const renamed = (object: Fields) =>
    Object.fromEntries(Object.entries(object).map(([key, value]) => [snakeCase(key), value]));
  return {
    ...renamed(fields),
    entry_point: typeof entry.entryPoint === 'function' ? '<callable>' : entry.entryPoint,
    kwargs: renamed(kwargs),
  };
}

function expectOutcome(outcome: Outcome, action: () => unknown): void {
  let value: unknown;
  let thrown: unknown;
  const [, warnings] = logger.catchWarnings(() => {
    try {
      value = action();
    } catch (error) {
      thrown = error;
    }
  });
  expect(warnings.map(({ category, message }) => [category, message])).toEqual(outcome.warnings ?? []);
  if (outcome.error === undefined) {
    if (thrown !== undefined) throw thrown;
    expect(value).toEqual(outcome.ok);
    return;
  }
  expect(thrown).toBeInstanceOf(Error);
  if (!outcome.explicit) return;
  const expected = NAMED[outcome.error as keyof typeof NAMED] as unknown as new () => Error;
  expect((thrown as Error).constructor).toBe(expected);
  expect((thrown as Error).message).toBe(outcome.message);
}

function made(id: string, kwargs: Fields = {}): Fields {
  const env = make(id, kwargs);
  return {
    str: String(env),
    spec_id: env.spec?.id,
    max_episode_steps: env.spec?.maxEpisodeSteps,
    render_mode: env.renderMode,
    wrappers: env.spec?.additionalWrappers.map(({ name }) => name),
  };
}

beforeEach(() => {
  registry.clear();
  for (const id of GOLDEN.registered_ids) {
    const ours = BUILT_IN.get(id);
    if (ours === undefined) registerForeign(id);
    else registry.set(id, ours);
  }
});

describe('ids', () => {
  it.each(GOLDEN.cases)('$id', (golden) => {
    expectOutcome(golden.parse, () => {
      const { namespace, name, version } = parseEnvId(golden.id);
      return [namespace, name, version];
    });
    expectOutcome(golden.spec, () => fieldsOf(spec(golden.id)));
    // Where the original lacked a package, it made nothing to compare with.
    if (golden.make !== null) expectOutcome(golden.make, () => made(golden.id));
  });
});

describe('arguments of make', () => {
  it.each(GOLDEN.make_kwargs.map((golden) => [golden.id, pythonText(golden.kwargs), golden] as const))(
    '%s %s',
    (id, _, golden) => {
      const known = Object.entries(golden.kwargs).map(([key, value]) =>
        // An argument that nobody knows has no name of ours.
        key === 'unknown_argument' ? [key, value] : [camelCase(key), value],
      );
      expectOutcome(golden, () => made(id, Object.fromEntries(known)));
    },
  );
});

describe('registrations', () => {
  it.each(GOLDEN.register.map((golden, n) => [n, golden] as const))('script %i', (_, script) => {
    for (const golden of script.register) {
      expectOutcome(golden, () => register(registrationOf(golden.register, golden.kwargs)) ?? null);
    }
    for (const golden of script.spec) expectOutcome(golden, () => fieldsOf(spec(golden.spec)));
  });
});

describe('specs', () => {
  it.each(GOLDEN.spec_json)('of $id go to JSON and back', ({ id, ok }) => {
    expect(spec(id).toJson()).toBe(ok.json);
    expect(EnvSpec.fromJson(ok.json)).toEqual(spec(id));
  });
});

it('prints itself', () => {
  expect(pprintRegistry()).toBe(GOLDEN.pprint_registry);
  expect(pprintRegistry({ columns: 4, excludeNamespaces: ['tabular'] })).toBe(GOLDEN.pprint_no_phys);
});
