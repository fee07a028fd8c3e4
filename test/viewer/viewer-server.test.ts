import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { planFor } from '../../experiments/plan.ts';
import { trainRule } from '../../experiments/train-rule.ts';
import { hashParameters } from '../../src/evolution/parameter-hash.ts';
import { createRun, openRun } from '../../src/store/open-run.ts';
import { decodeRule } from '../../src/vsml/rule-file.ts';
import { startViewerServer, type ViewerServer } from '../../viewer/server/viewer-server.ts';

const directory = mkdtempSync(join(tmpdir(), 'murmuration-'));
const runsDirectory = join(directory, 'runs');
const pageDirectory = join(directory, 'page');
let server: ViewerServer;
let ruleHash: string;

interface Reply {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly body: Buffer;
}

/** A request with a path and headers exactly as given; `fetch` would clean them. */
function ask(path: string, headers: Record<string, string> = {}, method = 'GET'): Promise<Reply> {
  const { hostname, port } = new URL(server.url);
  return new Promise((resolve, reject) => {
    const asked = request({ hostname, port, path, method, headers }, (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.on('end', () =>
        resolve({ status: response.statusCode ?? 0, headers: response.headers, body: Buffer.concat(chunks) }),
      );
    });
    asked.on('error', reject);
    asked.end();
  });
}

const json = async (path: string) => JSON.parse((await ask(path)).body.toString());

beforeAll(async () => {
  mkdirSync(join(pageDirectory, 'assets'), { recursive: true });
  writeFileSync(join(pageDirectory, 'index.html'), '<!doctype html><title>page</title>');
  writeFileSync(join(pageDirectory, 'assets', 'page-1a2b.js'), 'export {};');
  writeFileSync(join(directory, 'secret.txt'), 'secret');
  const plan = planFor({ world: 'BernoulliBandit-v0', steps: 10 }, { generations: 2, populationSize: 4 });
  const store = createRun(runsDirectory, 'small', plan);
  ({ ruleHash } = await trainRule({ plan, workers: 0, store }));
  server = await startViewerServer({ port: 0, runsDirectory, pageDirectory });
});

afterAll(async () => {
  await server.close();
  rmSync(directory, { recursive: true, force: true });
});

describe('the page', () => {
  it('is served at / and by its files, with types', async () => {
    const index = await ask('/');
    expect([index.status, index.headers['content-type']]).toEqual([200, 'text/html; charset=utf-8']);
    expect(index.body.toString()).toContain('<title>page</title>');
    expect((await ask('/assets/page-1a2b.js')).headers['content-type']).toBe(
      'text/javascript; charset=utf-8',
    );
  });

  it.each(['/../secret.txt', '/%2e%2e/secret.txt', '/assets/../../secret.txt', '/nothing', '/assets'])(
    'nothing outside the page is found: %s',
    async (path) => {
      expect((await ask(path)).status).toBe(404);
    },
  );

  it('carries a strict policy', async () => {
    const { headers } = await ask('/');
    expect(headers['content-security-policy']).toMatch(
      /^default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; /,
    );
    expect(headers['content-security-policy']).not.toMatch(/unsafe-inline|'unsafe-eval'|\*/);
    expect(headers['x-content-type-options']).toBe('nosniff');
  });

  it('says how to build a page that is missing', async () => {
    const missing = startViewerServer({ port: 0, runsDirectory, pageDirectory: join(directory, 'none') });
    await expect(missing).rejects.toThrow(/page is not built in .*none: run "npm run build:viewer"/);
  });
});

describe('runs', () => {
  it('are listed with what the page needs', async () => {
    expect(await json('/api/runs')).toMatchObject([
      {
        name: 'small',
        generations: 2,
        hash: ruleHash,
        world: 'BernoulliBandit-v0',
        heldOut: { generation: 1 },
      },
    ]);
  });

  it('are shown with their plan and every generation', async () => {
    const run = await json('/api/runs/small');
    expect(run.configuration.setting.world).toBe('BernoulliBandit-v0');
    expect(run.generations).toHaveLength(2);
    expect(run.evaluations).toHaveLength(1);
  });

  it('give their newest rule as a file', async () => {
    const { status, headers, body } = await ask('/api/runs/small/rule');
    expect([status, headers['x-generation']]).toEqual([200, '1']);
    expect(decodeRule(body, 'answer').metadata.origin.hash).toBe(ruleHash);
  });

  it('give the rule of any generation, rebuilt where its file was not kept', async () => {
    const run = openRun(runsDirectory, 'small', { readOnly: true });
    expect(run.ruleGenerations()).toEqual([1]);
    const logged = run.hashes();
    run.close();
    for (const asked of [0, 1, 0]) {
      const { status, headers, body } = await ask(`/api/runs/small/rule?generation=${asked}`);
      expect([status, headers['x-generation']]).toEqual([200, String(asked)]);
      const { rule, metadata } = decodeRule(body, 'answer');
      expect(metadata.origin).toMatchObject({ generation: asked, hash: logged[asked] });
      expect(hashParameters(rule.parameters)).toBe(logged[asked]);
    }
  });

  it('are followed as they grow, by the rules of their generations', async () => {
    const plan = planFor({ world: 'BernoulliBandit-v0', steps: 10 }, { generations: 3, populationSize: 4 });
    const begun = { ...plan, generations: 1 };
    await trainRule({ plan: begun, workers: 0, store: createRun(runsDirectory, 'growing', plan) });
    expect((await ask('/api/runs/growing/rule?generation=0')).status).toBe(200);
    expect((await ask('/api/runs/growing/rule?generation=1')).status).toBe(404);
    const store = openRun(runsDirectory, 'growing');
    await trainRule({ plan, workers: 0, store, resume: true });
    const { body } = await ask('/api/runs/growing/rule?generation=1');
    const run = openRun(runsDirectory, 'growing', { readOnly: true });
    expect(decodeRule(body, 'answer').metadata.origin.hash).toBe(run.hash(1));
    run.close();
  });

  it.each([
    ['/api/runs/none', 404, 'run "none" does not exist in'],
    ['/api/runs/none/rule', 404, 'run "none" does not exist in'],
    ['/api/runs/small/rule?generation=7', 404, 'run "small" has no rule of generation 7'],
    ['/api/runs/small/rule?generation=x', 400, 'generation must be an integer of at least 0'],
    ['/api/runs/a%20b', 400, 'run name must be'],
    ['/api/else', 404, 'there are /api/runs, /api/runs/<name> and /api/runs/<name>/rule'],
  ])('%s is refused', async (path, status, problem) => {
    const reply = await ask(path);
    expect(reply.status).toBe(status);
    expect(JSON.parse(reply.body.toString()).problem).toContain(problem);
  });
});

describe('who may ask', () => {
  it.each(['POST', 'PUT', 'DELETE', 'OPTIONS'])('%s is refused', async (method) => {
    expect((await ask('/api/runs', {}, method)).status).toBe(405);
  });

  it('HEAD answers without a body', async () => {
    const { status, body } = await ask('/', {}, 'HEAD');
    expect([status, body.length]).toEqual([200, 0]);
  });

  it('a foreign Host, as in DNS rebinding, is refused', async () => {
    expect((await ask('/api/runs', { host: 'evil.example' })).status).toBe(403);
    expect((await ask('/api/runs', { host: 'localhost:1' })).status).toBe(200);
  });

  it('a foreign Origin is refused', async () => {
    expect((await ask('/api/runs', { origin: 'https://evil.example' })).status).toBe(403);
    expect((await ask('/api/runs', { origin: 'null' })).status).toBe(403);
    expect((await ask('/api/runs', { origin: 'http://127.0.0.1:1' })).status).toBe(403);
    expect((await ask('/api/runs', { origin: new URL(server.url).origin })).status).toBe(200);
  });

  it('listens on 127.0.0.1 unless told otherwise', () => {
    expect(new URL(server.url).hostname).toBe('127.0.0.1');
  });

  it('a port in use is named', async () => {
    const port = Number(new URL(server.url).port);
    const second = startViewerServer({ port, runsDirectory, pageDirectory });
    await expect(second).rejects.toThrow(`port ${port} on 127.0.0.1 is in use: choose another with --port`);
  });
});
