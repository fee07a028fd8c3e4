/** What the page and the simulation's worker say to each other: plain data, checked with zod on arrival. */
import { z } from 'zod';
import { settingSchema } from '../../experiments/setting.ts';
import { MAXIMUM_SEED } from '../../src/numerics/noise.ts';

export const MINIMUM_SPEED = 1;
export const MAXIMUM_SPEED = 10_000;

/** Arrays that own an ordinary buffer, so that they can be transferred. */
const bytes = z.custom<Uint8Array<ArrayBuffer>>(
  (value) => value instanceof Uint8Array,
  'must be a Uint8Array',
);
const integers = z.custom<Int32Array<ArrayBuffer>>(
  (value) => value instanceof Int32Array,
  'must be an Int32Array',
);
const floats = z.custom<Float32Array<ArrayBuffer>>(
  (value) => value instanceof Float32Array,
  'must be a Float32Array',
);
const ruleFile = z.custom<Uint8Array>((value) => value instanceof Uint8Array, 'must be a Uint8Array');
const count = z.int().min(0);
/** Statistics that a society may lack are NaN, which zod's number refuses. */
const numberOrNaN = z.union([z.number(), z.nan()]);

/**
 * Which synapses are looked at: those of one layer of one body, and of their state the floats called `hidden` or `cell`,
 * of which number `unit`.
 */
export const selectionSchema = z.strictObject({
  body: count,
  layer: count,
  state: z.enum(['hidden', 'cell']),
  unit: count,
});

/** Steps a second. */
export const speedSchema = z.number().min(MINIMUM_SPEED).max(MAXIMUM_SPEED);

const commandSchema = z.discriminatedUnion('type', [
  z.strictObject({
    type: z.literal('load'),
    setting: settingSchema,
    seed: z.int().min(0).max(MAXIMUM_SEED),
    /** The bytes of a `.safetensors` rule file; a society that learns by a rule needs one. */
    rule: ruleFile.optional(),
    /** What messages call the rule. */
    ruleName: z.string().optional(),
    /** Runs to this step as fast as it can, then pauses there. */
    untilStep: count.optional(),
    playing: z.boolean(),
  }),
  z.strictObject({ type: z.literal('play') }),
  z.strictObject({ type: z.literal('pause') }),
  z.strictObject({ type: z.literal('step'), count: z.int().min(1) }),
  z.strictObject({ type: z.literal('speed'), stepsPerSecond: speedSchema }),
  z.strictObject({ type: z.literal('select'), ...selectionSchema.shape }),
  z.strictObject({ type: z.literal('observeMessages'), observe: z.boolean() }),
]);

const layerSchema = z.strictObject({ inputs: count, outputs: count });

const readySchema = z.strictObject({
  type: z.literal('ready'),
  world: z.string(),
  width: count,
  height: count,
  legend: z.array(z.strictObject({ name: z.string(), color: z.string() })),
  bodies: count,
  actions: count,
  /** Length of the lifetime in steps. */
  steps: count,
  /** Empty for a society without synapses. */
  layers: z.array(layerSchema),
  /** Floats in the hidden state of one synapse, and as many in its cell; 0 without synapses. */
  stateSize: count,
  ruleName: z.string().optional(),
});

const frameSchema = z.strictObject({
  type: z.literal('frame'),
  /** Steps taken. */
  step: count,
  /** The return so far: the sum over steps of the mean reward over bodies. */
  total: numberOrNaN,
  /** Mean reward over bodies and the last 10 steps; 0 before the first. */
  rewardRate: numberOrNaN,
  /** Mean entropy of the bodies' choices at the last step in nats; NaN for a society without a policy. */
  entropy: numberOrNaN,
  /** `[height, width]` codes of the legend. */
  tiles: bytes,
  /** `[bodies]`, `row * width + column`. */
  bodyCells: integers,
  /** `[bodies]`, of the last step. */
  rewards: floats,
  /** The selected synapses, `[inputs, outputs]`; absent without synapses. */
  matrix: z.strictObject({ values: floats, ...layerSchema.shape, ...selectionSchema.shape }).optional(),
  /** What was said at the last step on each line of the bus; empty unless messages are observed. */
  lines: z.array(
    z.strictObject({
      kind: z.enum(['body', 'unit', 'contribution']),
      direction: z.enum(['forward', 'backward']),
      layer: count,
      crosses: z.boolean(),
      /** Mean square of the floats that arrived. */
      energy: numberOrNaN,
      senders: count,
    }),
  ),
  /** 16 hexadecimal digits over every action and reward so far. */
  trajectoryHash: z.string(),
  finished: z.boolean(),
  playing: z.boolean(),
});

const errorSchema = z.strictObject({ type: z.literal('error'), message: z.string() });

const eventSchema = z.discriminatedUnion('type', [readySchema, frameSchema, errorSchema]);

/** What the page sends; defaults of the setting may be left out. */
export type ViewerCommand = z.input<typeof commandSchema>;
/** A command as it arrives, with every default filled in. */
export type ParsedCommand = z.output<typeof commandSchema>;
export type LoadCommand = Extract<ParsedCommand, { type: 'load' }>;
export type ViewerEvent = z.infer<typeof eventSchema>;
export type ReadyEvent = z.infer<typeof readySchema>;
export type FrameEvent = z.infer<typeof frameSchema>;
export type ErrorEvent = z.infer<typeof errorSchema>;
export type Selection = z.infer<typeof selectionSchema>;
export type MessageLine = FrameEvent['lines'][number];
export type Matrix = NonNullable<FrameEvent['matrix']>;

function parse<Output>(schema: z.ZodType<Output>, data: unknown, what: string): Output {
  const result = schema.safeParse(data);
  if (result.success) return result.data;
  const [issue] = result.error.issues;
  const path = issue.path.length > 0 ? ` at ${z.core.toDotPath(issue.path)}` : '';
  throw new TypeError(`not a valid ${what}${path}: ${issue.message}`);
}

/** Checks a command. @throws TypeError whose message is one sentence */
export function parseCommand(data: unknown): ParsedCommand {
  return parse(commandSchema, data, 'command');
}

/** Checks an event. @throws TypeError whose message is one sentence */
export function parseEvent(data: unknown): ViewerEvent {
  return parse(eventSchema, data, 'event');
}
