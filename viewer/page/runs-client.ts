/** What the page asks of the local server: the runs, their curves and their rules; nothing on a static server. */
import { z } from 'zod';
import { settingSchema } from '../../experiments/setting.ts';

const runSummarySchema = z.object({
  name: z.string(),
  createdAt: z.string().optional(),
  /** Absent, like all that follows, where the run has a problem. */
  generations: z.number().default(0),
  hash: z.string().nullish(),
  world: z.string().nullish(),
  heldOut: z.object({ mean: z.number(), ci95: z.number(), generation: z.number() }).nullish(),
  problem: z.string().optional(),
});
export type RunSummary = z.infer<typeof runSummarySchema>;

const runSchema = z.object({
  name: z.string(),
  configuration: z.looseObject({ setting: settingSchema, generations: z.number().optional() }),
  generations: z.array(
    z.object({ generation: z.number(), meanFitness: z.number(), bestFitness: z.number(), hash: z.string() }),
  ),
  evaluations: z.array(z.object({ generation: z.number(), mean: z.number(), ci95: z.number() })),
});
export type Run = z.infer<typeof runSchema>;

/** A rule as the bytes of its file. */
export interface RuleFile {
  readonly bytes: Uint8Array;
  readonly name: string;
}

async function getJson<Value>(path: string, schema: z.ZodType<Value>): Promise<Value> {
  const response = await fetch(path, { headers: { accept: 'application/json' } });
  if (!response.ok) throw new Error(`the server answered ${response.status} to ${path}`);
  const parsed = schema.safeParse(await response.json());
  if (parsed.success) return parsed.data;
  const { path: where, message } = parsed.error.issues[0];
  throw new Error(`the server's answer to ${path} is not understood at ${where.join('.')}: ${message}`);
}

/** All runs, or undefined where no such server answers, as on static pages. */
export async function listRuns(): Promise<RunSummary[] | undefined> {
  try {
    return await getJson('api/runs', z.array(runSummarySchema));
  } catch {
    return undefined;
  }
}

/** One run with its setting and its curves. */
export function fetchRun(name: string): Promise<Run> {
  return getJson(`api/runs/${encodeURIComponent(name)}`, runSchema);
}

/** The rule of a run after a generation, counted from 0, or its newest. */
export async function fetchRule(name: string, generation?: number): Promise<RuleFile> {
  const query = generation === undefined ? '' : `?generation=${generation}`;
  const response = await fetch(`api/runs/${encodeURIComponent(name)}/rule${query}`, { cache: 'no-store' });
  if (!response.ok) {
    const which = generation === undefined ? 'no rule yet' : `no rule of generation ${generation}`;
    throw new Error(`run "${name}" has ${which}`);
  }
  const told = response.headers.get('x-generation');
  return {
    bytes: new Uint8Array(await response.arrayBuffer()),
    name: told === null ? name : `${name}, generation ${told}`,
  };
}
