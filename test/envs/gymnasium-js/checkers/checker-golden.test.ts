/**
 * Broken environments and what Gymnasium 1.3.0's checkers say of them (test/golden/checker). The data tell in words
 * what is broken. An array stands for Python's tuple; where a record has a list in a tuple's place, it is told to be
 * one.
 */
import {
  Box,
  checkEnv,
  Dict,
  Discrete,
  dataEquivalence,
  errors,
  logger,
  MultiBinary,
  MultiDiscrete,
  NdArray,
  PythonList,
  type ResetArguments,
  type Space,
  Text,
  TimeLimit,
  Tuple,
} from 'gymnasium-js';
import { describe, expect, it } from 'vitest';
import { checkObservation } from '../../../../envs/gymnasium-js/src/check-observation.ts';
import { checkSpace, type SpaceUse } from '../../../../envs/gymnasium-js/src/check-space.ts';
import {
  checkResetOptions,
  checkResetReturnInfoDeprecation,
  checkResetReturnType,
  checkResetSeedDeterminism,
  checkSeedDeprecation,
} from '../../../../envs/gymnasium-js/src/checkers/check-reset.ts';
import { checkStepDeterminism } from '../../../../envs/gymnasium-js/src/checkers/check-step.ts';
import {
  renderWithChecks,
  resetWithChecks,
  stepWithChecks,
} from '../../../../envs/gymnasium-js/src/passive-checks.ts';
import { goldenFile } from '../golden-file.ts';
import { decode, type TypedValue } from '../golden-spaces.ts';
import { brokenEnv, type Env, type Faults } from './broken-env.ts';

interface Case {
  readonly name: string;
  readonly check: string;
  readonly kind: 'error' | 'warning' | 'none';
  readonly class?: string;
  readonly message?: string;
  readonly all_warnings?: readonly (readonly [category: string, message: string])[];
}
interface Golden {
  readonly cases: readonly Case[];
  readonly data_equivalence: readonly {
    readonly name: string;
    readonly a: TypedValue;
    readonly b: TypedValue;
    readonly equal: boolean;
    readonly equal_exact: boolean;
  }[];
}

const GOLDEN = goldenFile<Golden>('checker');

/** Python's kinds of values in messages, and ours. */
const KINDS: Readonly<Record<string, string>> = {
  str: 'string',
  int: 'number',
  list: 'PythonList',
  set: 'Set',
  NoneType: 'null',
  'numpy.uint8': 'NdArray',
  'numpy.ndarray': 'Object',
};

function ours(message: string): string {
  return message.replace(/<class '([\w.]+)'>/g, (_, kind: string) => KINDS[kind] ?? kind);
}

const half = () => Float32Array.of(0.5);
/** A value that the constructor would refuse, put there afterwards. */
function replaced<Value extends object>(object: Value, fields: Readonly<Record<string, unknown>>): Value {
  for (const [name, value] of Object.entries(fields))
    Object.defineProperty(object, name, { value, configurable: true });
  return object;
}

type Reset = (this: Env, resetArguments?: ResetArguments) => unknown;
const seedCheck = (reset: Reset) => () => checkResetSeedDeterminism(brokenEnv({ reset }));
const returnCheck = (value: unknown) => () => checkResetReturnType(brokenEnv({ reset: () => value }));
const whole = (faults: Faults) => () => checkEnv(brokenEnv(faults));
/** Steps that differ by how many there were before, in one part. */
function stepCheck(part: number, valueAt: (count: number) => unknown): () => void {
  return () => {
    let count = 0;
    const step = () => {
      count += 1;
      const result: unknown[] = [half(), 0, false, false, {}];
      result[part] = valueAt(count);
      return result;
    };
    checkStepDeterminism(brokenEnv({ step }));
  };
}
const SOUND_STEP = [half(), 0, false, false, {}];
/** A step whose result has one part replaced. */
function passiveStep(part: number, value: unknown): () => void {
  return () => {
    const result: unknown[] = [...SOUND_STEP];
    result[part] = value;
    stepWithChecks(brokenEnv({ step: () => result }), half());
  };
}
const passiveStepAll = (result: unknown) => () => stepWithChecks(brokenEnv({ step: () => result }), half());
const passiveReset = (reset: Reset) => () => resetWithChecks(brokenEnv({ reset }));
function passiveRender(
  renderModes: unknown,
  renderMode: unknown,
  frame: unknown = null,
  renderFps: unknown = 30,
) {
  return () =>
    renderWithChecks(brokenEnv({ metadata: { renderModes, renderFps }, renderMode, render: () => frame }));
}
const image = (pixels: unknown, shape: readonly number[]) => ({ pixels, shape });
const imageOf = (shape: readonly number[], frame: unknown = image(new Uint8Array(12), shape)) =>
  passiveRender(['rgb_array'], 'rgb_array', frame);
const observed = (space: unknown, observation: unknown) => () =>
  checkObservation(observation, space as Space<unknown>, 'testing');

function spaceCases(use: SpaceUse): Readonly<Record<string, () => void>> {
  const box = (
    low: number,
    high: number,
    shape: readonly number[] = [1],
    type: 'float32' | 'uint8' = 'float32',
  ) => new Box(low, high, shape, type);
  const two = () => new MultiDiscrete([2, 2]);
  const spaces: Readonly<Record<string, unknown>> = {
    not_a_space: 'a space',
    box_equal_bounds: box(0, 0, [5]),
    box_some_equal_bounds: new Box([0, 0], [0, 1]),
    box_low_shape: replaced(box(0, 1, [2]), { low: new Float32Array(3) }),
    box_high_shape: replaced(box(0, 1, [2]), { high: new Float32Array(3).fill(1) }),
    box_low_above_high: replaced(box(0, 1, [2]), { low: Float32Array.of(2, 0) }),
    box_minus_infinite: box(-Infinity, 1),
    box_plus_infinite: box(0, Infinity),
    box_infinite: box(-Infinity, Infinity),
    box_0_255: box(0, 255, [8, 8, 3], 'uint8'),
    box_0_100: box(0, 100, [8, 8, 3], 'uint8'),
    box_0_2: box(0, 2),
    box_minus2_2: box(-2, 2, [3]),
    box_minus1_2: box(-1, 2),
    box_1_3: box(1, 3),
    discrete_negative: replaced(new Discrete(5), { n: -1 }),
    multidiscrete_negative: replaced(two(), { nvec: replaced(two(), {}).nvec.map((n, k) => (k ? -1 : n)) }),
    multidiscrete_shape: replaced(two(), { shape: [2, 1, 2] }),
    multibinary_shape: replaced(new MultiBinary([2, 2]), { shape: [2, -1] }),
    tuple_empty: new Tuple([]),
    dict_empty: new Dict({}),
    tuple_nested_empty: new Tuple([new Dict({})]),
    dict_nested_equal_bounds: new Dict({ a: box(0, 0) }),
    discrete_ok: new Discrete(3),
    text_ok: new Text(3),
  };
  return Object.fromEntries(
    Object.entries(spaces).map(([name, space]) => [`${use}_${name}`, () => checkSpace(space, use)]),
  );
}

let resets = 0;
let closed = 0;
const two = new Discrete(2);

const CHECKS: Readonly<Record<string, () => void>> = {
  reset_without_seed: seedCheck(({ options } = {}) => [half(), { options }]),
  reset_ignores_seed: seedCheck(({ seed, options } = {}) => [half(), { seed, options }]),
  reset_advances_unseeded_generator: seedCheck(function ({ seed } = {}) {
    this.npRandom.random();
    return [half(), { seed }];
  }),
  reset_always_same_seed: seedCheck(function ({ seed } = {}) {
    this.seedBy({ seed: 1 });
    return [Float32Array.of(this.npRandom.random()), { seed }];
  }),
  reset_default_seed: seedCheck(function ({ seed = 23 } = {}) {
    this.seedBy({ seed });
    this.observationSpace.seed(seed);
    return [this.observationSpace.sample(), {}];
  }),
  reset_nondeterministic: seedCheck(function (resetArguments = {}) {
    this.seedBy(resetArguments);
    resets += 1;
    return [Float32Array.of(resets / 100), {}];
  }),
  reset_outside_space: seedCheck(function (resetArguments = {}) {
    this.seedBy(resetArguments);
    return [Float32Array.of(2), {}];
  }),
  reset_kwargs_only: seedCheck(function (...kwargs) {
    this.seedBy(kwargs[0] ?? {});
    return [half(), {}];
  }),
  reset_returns_list: returnCheck(PythonList.of<unknown>(half(), {})),
  reset_returns_string: returnCheck('an observation'),
  reset_tuple_length: returnCheck([half(), {}, 1]),
  reset_obs_outside: returnCheck([Float32Array.of(1.5), {}]),
  reset_info_not_dict: returnCheck([half(), PythonList.of()]),
  reset_info_none: returnCheck([half(), null]),
  reset_return_info: () =>
    checkResetReturnInfoDeprecation(
      brokenEnv({ reset: ({ seed, return_info }: Record<string, unknown> = {}) => [seed, return_info] }),
    ),
  reset_without_options: () =>
    checkResetOptions(brokenEnv({ reset: ({ seed } = {} as ResetArguments) => seed })),
  seed_method: () => checkSeedDeprecation(brokenEnv({ seed: () => {} })),
  seed_member_not_callable: () => checkSeedDeprecation(brokenEnv({ seed: 1 })),
  step_obs_random: stepCheck(0, (count) => Float32Array.of(count)),
  step_reward_random: stepCheck(1, (count) => count),
  step_info_random: stepCheck(4, (count) => ({ value: count })),
  step_terminated_alternates: stepCheck(2, (count) => count % 2 === 1),
  step_truncated_first: stepCheck(3, (count) => count % 2 === 1),
  step_truncated_second: stepCheck(3, (count) => count % 2 === 0),
  step_tiny_difference: stepCheck(0, (count) => Float32Array.of(1e-7 * count)),
  not_an_env: () => checkEnv('an environment' as never),
  no_action_space: whole({ actionSpace: undefined }),
  no_observation_space: whole({ observationSpace: undefined }),
  sound_env: whole({}),
  wrapped_env: () => checkEnv(new TimeLimit(brokenEnv(), { maxEpisodeSteps: 10 })),
  action_box_not_symmetric: whole({ actionSpace: new Box(-1, 2, [1]) }),
  action_box_infinite: whole({ actionSpace: new Box(-Infinity, Infinity, [1]) }),
  obs_box_infinite: whole({ observationSpace: new Box(-Infinity, Infinity, [1]) }),
  obs_dict_ok: whole({ observationSpace: new Dict({ a: new Discrete(10), b: new Box(0, 1, [2]) }) }),
  close_twice: () => {
    closed = 0;
    checkEnv(
      brokenEnv({
        close: () => {
          closed += 1;
          if (closed > 1) throw new Error('closed twice');
        },
      }),
    );
  },
  reset_bad_in_check_env: whole({ reset: () => PythonList.of<unknown>(half(), {}) }),
  ...spaceCases('observation'),
  ...spaceCases('action'),
  // One name is that of a check of the whole environment and of a space alone.
  'action_box_infinite check_action_space': spaceCases('action').action_box_infinite,
  'action_box_infinite check_env': whole({ actionSpace: new Box(-Infinity, Infinity, [1]) }),
  obs_discrete_outside: observed(two, 3),
  obs_discrete_uint8: observed(new Discrete(1), new NdArray(Uint8Array.of(0), [])),
  obs_tuple_is_list: observed(new Tuple([two, two]), PythonList.of(0, 1)),
  obs_tuple_length: observed(new Tuple([two, two]), [0, 1, 1]),
  obs_dict_is_set: observed(new Dict({ a: two, b: two }), new Set()),
  obs_dict_keys: observed(new Dict({ a: two, b: two }), { a: 0, c: 0 }),
  obs_box_float64: observed(new Box(0, 1, [1]), Float64Array.of(0.5)),
  obs_box_list: observed(new Box(0, 1, [1]), PythonList.of(0.5)),
  obs_box_shape: observed(new Box(0, 1, [1]), Float32Array.of(0.5, 0.5)),
  obs_box_outside: observed(new Box(0, 1, [1]), Float32Array.of(2)),
  obs_box_nan: observed(new Box(0, 1, [1]), Float32Array.of(Number.NaN)),
  obs_multibinary_list: observed(new MultiBinary(2), PythonList.of(0, 1)),
  obs_multidiscrete_float: observed(new MultiDiscrete([2, 2]), Float64Array.of(0.5, 1)),
  obs_nested_tuple: observed(new Tuple([two, two]), [0, 5]),
  obs_nested_dict: observed(new Dict({ a: two, b: two }), { a: 0, b: 5 }),
  obs_discrete_ok: observed(two, 1),
  passive_reset_no_seed: passiveReset(({ options } = {}) => [half(), { options }]),
  passive_reset_seed_default: passiveReset(({ seed = 'error' as never, options } = {}) => [
    half(),
    { seed, options },
  ]),
  passive_reset_no_options: passiveReset(({ seed } = {}) => [half(), { seed }]),
  passive_reset_returns_list: passiveReset((_all) => PythonList.of<unknown>(half(), {})),
  passive_reset_info_set: passiveReset((_all) => [half(), new Set()]),
  passive_reset_length: passiveReset((_all) => [half(), {}, 1]),
  passive_reset_obs_outside: passiveReset((_all) => [Float32Array.of(2), {}]),
  passive_reset_obs_float64: passiveReset((_all) => [Float64Array.of(0.5), {}]),
  passive_reset_sound: () => resetWithChecks(brokenEnv()),
  passive_step_string: passiveStepAll('a step'),
  passive_step_four_done_not_bool: passiveStepAll([half(), 0, 'error', {}]),
  passive_step_four_elements: passiveStepAll([half(), 0, false, {}]),
  passive_step_terminated_not_bool: passiveStep(2, 'error'),
  passive_step_truncated_not_bool: passiveStep(3, 'error'),
  passive_step_length: passiveStepAll([half(), 0, {}]),
  passive_step_reward_type: passiveStep(1, 'error'),
  passive_step_reward_nan: passiveStep(1, Number.NaN),
  passive_step_reward_inf: passiveStep(1, Infinity),
  passive_step_info_type: passiveStep(4, 'error'),
  passive_step_obs_outside: passiveStep(0, Float32Array.of(9)),
  passive_step_obs_dtype: passiveStep(0, Float64Array.of(0.5)),
  passive_step_reward_numpy: passiveStep(1, Math.fround(0.1)),
  passive_step_flags_numpy: passiveStepAll(SOUND_STEP),
  passive_step_reward_none: passiveStep(1, null),
  passive_step_sound: passiveStepAll(SOUND_STEP),
  passive_render_modes_none: passiveRender(null, null),
  passive_render_modes_string: passiveRender('Testing mode', null),
  passive_render_modes_not_strings: passiveRender(['Testing mode', 1], null),
  passive_render_fps_none: passiveRender(['Testing mode'], 'Testing mode', null, null),
  passive_render_fps_string: passiveRender(['Testing mode'], 'Testing mode', null, 'fps'),
  passive_render_fps_negative: passiveRender(['Testing mode'], 'Testing mode', null, -1),
  passive_render_mode_without_modes: passiveRender([], 'Test'),
  passive_render_unsupported_mode: passiveRender(['Testing mode'], 'Non mode'),
  passive_render_rgb_array_list_type: passiveRender(['rgb_array'], 'rgb_array', PythonList.of()),
  passive_render_rgb_array_dtype: imageOf([2, 2, 3], image(new Float64Array(12), [2, 2, 3])),
  passive_render_rgb_array_shape: imageOf([3, 4]),
  passive_render_rgb_array_channels: imageOf([1, 3, 4]),
  passive_render_ansi_type: passiveRender(['ansi'], 'ansi', 5),
  passive_render_human_returns: passiveRender(['human'], 'human', 5),
  passive_render_list_mode: passiveRender(
    ['rgb_array_list'],
    'rgb_array_list',
    image(new Uint8Array(12), [2, 2, 3]),
  ),
  passive_render_sound_rgb: imageOf([2, 2, 3]),
};

const CLASSES = { ...errors, Error: errors.GymnasiumError, TypeError };

describe('environments', () => {
  it.each(GOLDEN.cases)('$name, $check', (golden) => {
    const { name, check, kind, message = '' } = golden;
    const action = CHECKS[`${name} ${check}`] ?? CHECKS[name];
    expect(action, `a check named ${name}`).toBeDefined();
    let thrown: unknown;
    const [, warnings] = logger.catchWarnings(() => {
      try {
        action();
      } catch (error) {
        thrown = error;
      }
    });
    if (kind === 'error') {
      const expected = CLASSES[golden.class as keyof typeof CLASSES] as new () => Error;
      expect((thrown as Error | undefined)?.message).toBe(ours(message));
      expect((thrown as Error).constructor).toBe(expected);
      return;
    }
    if (thrown !== undefined) throw thrown;
    const all = golden.all_warnings ?? (kind === 'warning' ? [[golden.class, message] as const] : []);
    expect(warnings.map(({ category, message: text }) => [category, text])).toEqual(
      all.map(([category, text]) => [category, ours(text)]),
    );
  });
});

describe('equal data', () => {
  it.each(GOLDEN.data_equivalence)('$name', ({ a, b, ...golden }) => {
    const [first, second] = [decode(a, 'shaped'), decode(b, 'shaped')];
    expect(dataEquivalence(first, second)).toBe(golden.equal);
    expect(dataEquivalence(first, second, true)).toBe(golden.equal_exact);
  });
});
