/** The worlds by id: the one list that the command line, the viewer and the environments read. */
import { bernoulliBandit } from './bernoulli-bandit.ts';
import { darkRoom } from './dark-room.ts';
import { foragers } from './foragers.ts';
import type { World, WorldDefinition } from './world.ts';

/** What a list of worlds shows. */
export interface WorldListing {
  readonly id: string;
  readonly summary: string;
  /** The options with their defaults. */
  readonly options: Readonly<Record<string, unknown>>;
}

/** A definition whose options only its own schema knows. */
interface RegisteredWorld {
  readonly id: string;
  readonly summary: string;
  readonly defaults: Readonly<Record<string, unknown>>;
  create(options: Readonly<Record<string, unknown>>): World;
}

function registered<Options extends object>(definition: WorldDefinition<Options>): RegisteredWorld {
  const { id, summary, optionsSchema } = definition;
  const defaults: Readonly<Record<string, unknown>> = Object.fromEntries(
    Object.entries(optionsSchema.parse({})),
  );
  return {
    id,
    summary,
    defaults,
    create(options) {
      const known = Object.keys(defaults);
      const unknown = Object.keys(options).find((name) => !known.includes(name));
      if (unknown !== undefined)
        throw new RangeError(`${id} has no option '${unknown}'; it accepts ${known.join(', ')}`);
      const parsed = optionsSchema.safeParse(options);
      if (parsed.success) return definition.create(parsed.data);
      const { path, message } = parsed.error.issues[0];
      if (path.length === 0) throw new RangeError(`${id}: ${message}`);
      throw new RangeError(
        `${id}: option '${String(path[0])}' ${message}, got ${String(options[String(path[0])])}`,
      );
    },
  };
}

/** Every world by id. */
export const worlds: ReadonlyMap<string, RegisteredWorld> = new Map(
  [registered(bernoulliBandit), registered(darkRoom), registered(foragers)].map((world) => [world.id, world]),
);

/**
 * Makes a world; options left out take their defaults, numbers may come as text.
 * @throws RangeError with one sentence for an unknown id, an unknown option or a value out of range
 */
export function createWorld(id: string, options: Readonly<Record<string, unknown>> = {}): World {
  const world = worlds.get(id);
  if (world === undefined)
    throw new RangeError(`unknown world '${id}'; there are ${[...worlds.keys()].join(', ')}`);
  return world.create(options);
}

/** Ids, summaries and default options of all worlds. */
export function listWorlds(): WorldListing[] {
  return Array.from(worlds.values(), ({ id, summary, defaults }) => ({ id, summary, options: defaults }));
}
