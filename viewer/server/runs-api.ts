/** What the page may know of stored runs: a list, how each went, and its rules. Read-only, opened anew at each request. */
import { z } from 'zod';
import { openRun } from '../../src/store/open-run.ts';
import { listRuns } from '../../src/store/run-directory.ts';
import { StoreError } from '../../src/store/store-error.ts';
import { RuleHistory } from './rule-history.ts';

export interface Answer {
  readonly status: number;
  readonly type: string;
  readonly body: string | Uint8Array;
  readonly headers?: Readonly<Record<string, string>>;
}

const JSON_TYPE = 'application/json; charset=utf-8';

function json(status: number, value: unknown): Answer {
  return { status, type: JSON_TYPE, body: JSON.stringify(value) };
}

const worldOfPlan = z.object({ setting: z.object({ world: z.string() }) });
const generationQuery = z
  .string()
  .regex(/^\d{1,9}$/)
  .transform(Number)
  .optional();

function worldOf(directory: string, name: string): string | null {
  const run = openRun(directory, name, { readOnly: true });
  try {
    return worldOfPlan.safeParse(run.configuration).data?.setting.world ?? null;
  } finally {
    run.close();
  }
}

function list(directory: string): Answer {
  return json(
    200,
    listRuns(directory).map((run) =>
      'problem' in run
        ? run
        : {
            name: run.name,
            createdAt: run.createdAt,
            generations: run.generations,
            hash: run.latest?.hash ?? null,
            heldOut: run.latestEvaluation ?? null,
            world: worldOf(directory, run.name),
          },
    ),
  );
}

function show(directory: string, name: string): Answer {
  const run = openRun(directory, name, { readOnly: true });
  try {
    const { configuration, createdAt } = run;
    const generations = run.generations();
    return json(200, { name, createdAt, configuration, generations, evaluations: run.evaluations() });
  } finally {
    run.close();
  }
}

async function rule(
  directory: string,
  history: RuleHistory,
  name: string,
  generation: number | undefined,
): Promise<Answer> {
  const run = openRun(directory, name, { readOnly: true });
  try {
    const stored = run.rule(generation);
    const bytes =
      stored?.bytes ?? (generation === undefined ? undefined : await history.rule(run, generation));
    if (!bytes) {
      const which = generation === undefined ? 'no rule yet' : `no rule of generation ${generation}`;
      return json(404, { problem: `run "${name}" has ${which}` });
    }
    const headers = { 'X-Generation': String(stored?.generation ?? generation) };
    return { status: 200, type: 'application/octet-stream', body: bytes, headers };
  } finally {
    run.close();
  }
}

/** Answers `/api/...` about the runs of a directory: given a path, decoded and without its query, and that query. */
export type RunsApi = (path: string, query: URLSearchParams) => Promise<Answer>;

export function createRunsApi(directory: string): RunsApi {
  const history = new RuleHistory();
  return async (path, query) => {
    try {
      if (path === '/api/runs') return list(directory);
      const [, name, part] = /^\/api\/runs\/([^/]+)(\/rule)?$/.exec(path) ?? [];
      if (name === undefined)
        return json(404, { problem: 'there are /api/runs, /api/runs/<name> and /api/runs/<name>/rule' });
      if (part === undefined) return show(directory, name);
      const generation = generationQuery.safeParse(query.get('generation') ?? undefined);
      if (!generation.success) return json(400, { problem: 'generation must be an integer of at least 0' });
      return await rule(directory, history, name, generation.data);
    } catch (error) {
      if (!(error instanceof StoreError)) throw error;
      const status = error.code === 'missing' ? 404 : error.code === 'bad-name' ? 400 : 500;
      return json(status, { problem: error.message });
    }
  };
}
