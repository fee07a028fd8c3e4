/** Reads option values: every text that a user types passes a schema here, and is refused by the option's name. */
import { type Command, InvalidArgumentError } from 'commander';
import { z } from 'zod';
import { boundaryNames } from '../../agents/boundary.ts';
import { parseChannel } from '../bus/channel-specification.ts';
import { STRATEGY_NAMES } from '../evolution/registry.ts';
import { curriculumSchema } from '../training/curriculum.ts';
import { stoppingSchema } from '../training/early-stopping.ts';

/** A parser for one option: turns text into a value or says what is accepted. */
function reader<Value>(schema: z.ZodType<Value>, accepts: string): (text: string) => Value {
  return (text) => {
    const parsed = schema.safeParse(text);
    if (!parsed.success) throw new InvalidArgumentError(`It accepts ${accepts}.`);
    return parsed.data;
  };
}

function integer(minimum: number, maximum: number): (text: string) => number {
  const schema = z.string().regex(/^\d+$/).transform(Number).pipe(z.int().min(minimum).max(maximum));
  return reader(schema, `an integer from ${minimum} to ${maximum}`);
}

/** A curriculum as one word: `20:100:200`, first and final steps and the generations between, and perhaps `:mixed`. */
const curriculum = z
  .string()
  .regex(/^\d+:\d+:\d+(:mixed)?$/)
  .transform((text): z.input<typeof curriculumSchema> => {
    const [firstSteps, finalSteps, generations] = text.split(':').map(Number);
    return { firstSteps, finalSteps, generations, mixed: text.endsWith(':mixed') };
  })
  .pipe(curriculumSchema);

/** A number in decimal digits. */
const decimal = z
  .string()
  .regex(/^-?\d+(\.\d+)?$/)
  .transform(Number);

const parsers = {
  seed: integer(0, Number.MAX_SAFE_INTEGER),
  seeds: integer(1, 1000),
  workers: integer(0, 1024),
  threads: integer(1, 1024),
  generations: integer(1, 10_000_000),
  population: reader(
    z.string().regex(/^\d+$/).transform(Number).pipe(z.int().multipleOf(2).min(2).max(1_000_000)),
    'an even integer from 2 to 1000000',
  ),
  tasks: integer(1, 10_000),
  lifetimes: integer(2, 1_000_000),
  steps: integer(1, 1_000_000),
  cycles: integer(1, 1_000_000),
  port: integer(0, 65535),
  crossingDelay: integer(0, 1),
  curriculum: reader(curriculum, 'first:final:generations, such as 20:100:200, or 20:100:200:mixed'),
  tasksSharedBy: reader(z.enum(['population', 'pair']), 'population or pair'),
  evaluateEvery: integer(1, 10_000_000),
  stopTarget: reader(decimal.pipe(stoppingSchema.shape.target.unwrap()), 'a number'),
  stopPatience: integer(1, 1_000_000),
  stopGain: reader(decimal.pipe(stoppingSchema.shape.minimumGain.unwrap()), 'a number of at least 0'),
  strategy: reader(z.enum(STRATEGY_NAMES as [string, ...string[]]), `one of: ${STRATEGY_NAMES.join(', ')}`),
  boundary: reader(z.enum(boundaryNames), `one of: ${boundaryNames.join(', ')}`),
};

/** Generations are counted from 1 where people read them. */
export const generationNumber = parsers.generations;

/** Collects settings of a strategy: numbers where they look like one, names otherwise. */
function collectStrategySetting(
  text: string,
  previous: Record<string, unknown> = {},
): Record<string, unknown> {
  const [, key, value] = /^([A-Za-z]\w*)=(.+)$/.exec(text) ?? [];
  if (key === undefined) throw new InvalidArgumentError('It accepts key=value, such as sigma=0.1.');
  return { ...previous, [key]: Number.isNaN(Number(value)) ? value : Number(value) };
}

/** Collects `key=value` pairs: `--set size=7 --set bodies=2`. */
function collectSetting(text: string, previous: Record<string, unknown> = {}): Record<string, unknown> {
  const [, key, value] = /^([A-Za-z]\w*)=(.+)$/.exec(text) ?? [];
  if (key === undefined) throw new InvalidArgumentError('It accepts key=value, such as size=7.');
  return { ...previous, [key]: value };
}

function collectChannel(text: string, previous: ReturnType<typeof parseChannel>[] = []) {
  try {
    return [...previous, parseChannel(text)];
  } catch (error) {
    throw new InvalidArgumentError(error instanceof Error ? `${error.message}.` : String(error));
  }
}

type OptionDefinition = readonly [
  flags: string,
  description: string,
  parse?: ((text: string, previous: never) => unknown) | undefined,
  fallback?: string | number,
];

/** Options that several commands share, each with one text for all. */
const shared = {
  json: ['--json', 'print one JSON object on standard output'],
  store: ['--store <directory>', 'where runs are kept', undefined, 'runs'],
  run: ['--run <name>', 'name of the run'],
  rule: ['--rule <file>', 'a rule file (.safetensors); or name a run with --run'],
  world: ['--world <id>', 'the world, see "murmur env list"'],
  set: ['--set <key=value>', 'a world option; repeatable', collectSetting],
  steps: ['--steps <count>', 'steps in a lifetime (default: the world’s own)', parsers.steps],
  boundary: ['--boundary <name>', `where agents end: ${boundaryNames.join(', ')}`, parsers.boundary],
  crossingDelay: [
    '--crossing-delay <ticks>',
    'ticks that crossing messages take, 0 or 1',
    parsers.crossingDelay,
  ],
  channel: [
    '--channel <kind=value>',
    'a fault on crossing messages, such as drop=0.1; repeatable',
    collectChannel,
  ],
  seed: ['--seed <integer>', 'seed of everything', parsers.seed],
  seeds: ['--seeds <count>', 'repetitions, with seeds 1, 2, ...', parsers.seeds],
  workers: ['--workers <count>', 'worker threads (default: one a core; 0: none)', parsers.workers],
  threads: ['--threads <count>', 'worker threads (default: one a core)', parsers.threads],
  queue: [
    '--queue <address>',
    'evaluate on the workers of this Redis ("murmur worker"): redis://[user:password@]host[:port]',
  ],
  generations: ['--generations <count>', 'how many generations to train', parsers.generations],
  population: ['--population <count>', 'members of a generation, even', parsers.population],
  strategy: ['--strategy <name>', `what evolves the rule: ${STRATEGY_NAMES.join(', ')}`, parsers.strategy],
  strategySet: [
    '--strategy-set <key=value>',
    'a setting of the strategy, such as sigma=0.1; repeatable',
    collectStrategySetting,
  ],
  tasks: ['--tasks <count>', 'tasks that every member of a generation meets', parsers.tasks],
  tasksSharedBy: [
    '--tasks-shared-by <whom>',
    'who meets the same tasks: population (default), or pair, each pair of members its own',
    parsers.tasksSharedBy,
  ],
  curriculum: [
    '--curriculum <first:final:generations>',
    'lifetimes of so many steps at first and in the end; :mixed draws each length between',
    parsers.curriculum,
  ],
  evaluateEvery: [
    '--evaluate-every <generations>',
    'how often the rule is measured on held-out lifetimes',
    parsers.evaluateEvery,
  ],
  stopTarget: ['--stop-target <return>', 'end once a measurement reaches it', parsers.stopTarget],
  stopPatience: [
    '--stop-patience <measurements>',
    'end after so many without a new record',
    parsers.stopPatience,
  ],
  stopGain: ['--stop-gain <return>', 'what a record must exceed the one before by', parsers.stopGain],
  lifetimes: ['--lifetimes <count>', 'held-out lifetimes to measure on', parsers.lifetimes, 128],
  cycles: ['--cycles <count>', 'rounds that agents play in each check', parsers.cycles, 200],
  port: ['--port <number>', 'port of the page on 127.0.0.1', parsers.port],
} satisfies Record<string, OptionDefinition>;

export type SharedOption = keyof typeof shared;

/** Adds shared options to a command. */
export function withOptions(command: Command, names: readonly SharedOption[]): Command {
  for (const name of names) {
    const [flags, description, parse, fallback]: OptionDefinition = shared[name];
    // Commander hands a parser what it returned before; that is never anything else.
    if (parse)
      command.option(flags, description, parse as (text: string, previous: unknown) => unknown, fallback);
    else command.option(flags, description, fallback?.toString());
  }
  return command;
}
