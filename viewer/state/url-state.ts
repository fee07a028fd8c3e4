/** The whole state of the page in the address: what is simulated, how far, what is looked at, how fast. */
import { z } from 'zod';
import { settingSchema } from '../../experiments/setting.ts';
import { MAXIMUM_SEED } from '../../src/numerics/noise.ts';
import { selectionSchema, speedSchema } from '../simulation/protocol.ts';

const sourceSchema = z.union([
  /** The rule of a run of this server after a generation, counted from 0; its latest where none is named. */
  z.strictObject({
    run: z.string().min(1).max(200),
    generation: z.int().min(0).max(999_999_999).optional(),
  }),
  z.strictObject({ none: z.literal(true) }),
]);

const stateSchema = z.strictObject({
  seed: z.int().min(0).max(MAXIMUM_SEED),
  setting: settingSchema,
  source: sourceSchema,
  step: z.int().min(0).max(1_000_000),
  selection: selectionSchema,
  speed: speedSchema,
});

/** Where the rule comes from. */
export type RuleSource = z.infer<typeof sourceSchema>;
export type PageState = z.infer<typeof stateSchema>;

/** What an address says; with a `problem`, one sentence, where the state is not what was asked for. */
export interface ReadState {
  readonly state: PageState;
  readonly problem?: string;
}

/** What a page without an address shows: bodies that learn if there is a rule to learn by, and wander about if not. */
export function defaultState(source: RuleSource = { none: true }): PageState {
  return {
    seed: 0,
    setting: settingSchema.parse({
      world: 'DarkRoom-v0',
      worldOptions: { size: 5, bodies: 4 },
      society: 'run' in source ? 'vsml' : 'random',
    }),
    source,
    step: 0,
    selection: { body: 0, layer: 0, state: 'hidden', unit: 0 },
    speed: 10,
  };
}

/** The state as the part of an address behind the `#`, which is included. */
export function writeHash(state: PageState): string {
  return `#${encodeURIComponent(JSON.stringify(state))}`;
}

/**
 * Reads the part of an address behind the `#`. Fields left out take their defaults, so that short addresses can be
 * written by hand; a hash that cannot be read gives the defaults and says why.
 */
export function readHash(hash: string, defaults: PageState = defaultState()): ReadState {
  const text = hash.replace(/^#/, '');
  if (text === '') return { state: defaults };
  let json: unknown;
  try {
    json = JSON.parse(decodeURIComponent(text));
  } catch {
    return refuse(defaults, 'it is not JSON');
  }
  if (typeof json !== 'object' || json === null || Array.isArray(json)) {
    return refuse(defaults, 'it is not an object');
  }
  const source = sourceSchema.safeParse('source' in json ? json.source : undefined);
  const rest = source.success ? defaultState(source.data) : defaults;
  const result = stateSchema.safeParse({ ...rest, ...json });
  if (result.success) return { state: result.data };
  const [issue] = result.error.issues;
  const path = issue.path.length > 0 ? ` at ${z.core.toDotPath(issue.path)}` : '';
  return refuse(defaults, `it is wrong${path} (${issue.message})`);
}

function refuse(state: PageState, reason: string): ReadState {
  return { state, problem: `The address cannot be read, so the page starts anew: ${reason}.` };
}
