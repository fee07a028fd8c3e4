import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { decodeRule } from '../../../src/vsml/rule-file.ts';
import { temporaryDirectory } from '../../fixtures/temporary-directory.ts';
import { murmur, startMurmur } from './murmur.ts';

const SHORT = ['--generations', '2', '--lifetimes', '4', '--port', '0'];
const EVALUATION = ['mean', 'ci95', 'secondHalf', 'lifetimes'];

describe('murmur demo', () => {
  it('with --exit --json ends with one object: rule, hash, seconds, rivals and boundaries', async () => {
    const cwd = temporaryDirectory();
    const { code, stdout, stderr } = await murmur(['demo', '--exit', '--json', ...SHORT], cwd);
    expect(code, stderr).toBe(0);
    const result = JSON.parse(stdout);
    expect(Object.keys(result)).toEqual(
      expect.arrayContaining(['rule', 'ruleHash', 'seconds', 'evaluation', 'boundaries']),
    );
    expect(Object.keys(result.evaluation)).toEqual(['random', 'noFeedback', 'qLearning', 'trained']);
    for (const evaluation of [...Object.values(result.evaluation), ...result.boundaries]) {
      expect(Object.keys(evaluation as object)).toEqual(expect.arrayContaining(EVALUATION));
    }
    expect(result.boundaries.map(({ boundary }: { boundary: string }) => boundary)).toEqual([
      'swarm',
      'body',
      'layer',
      'neuron',
      'synapse',
    ]);
    const { metadata } = decodeRule(readFileSync(join(cwd, result.rule)), 'rule');
    expect(metadata.origin.hash).toBe(result.ruleHash);
    expect(stderr.split('\n')[0]).toMatch(/^watch at http:\/\/127\.0\.0\.1:\d+\/$/);
  });

  it('without --exit serves the page until Ctrl-C', async () => {
    const running = startMurmur(['demo', ...SHORT], temporaryDirectory());
    const [, url] = await running.seen(/watch at (http\S+)/);
    expect((await fetch(url)).status).toBe(200);
    await running.seen(/\(Ctrl-C ends\)/);
    expect(await (await fetch(`${url}api/runs`)).json()).toMatchObject([
      { generations: 2, world: 'DarkRoom-v0' },
    ]);
    running.child.kill('SIGINT');
    expect((await running.finished).code).toBe(0);
  });

  it('stopped while it trains it keeps what was evolved and exits with 130', async () => {
    const cwd = temporaryDirectory();
    const running = startMurmur(['demo', '--run', 'stopped', '--port', '0'], cwd);
    await running.seen(/generation 2\//);
    running.child.kill('SIGINT');
    const { code, stderr } = await running.finished;
    expect(code).toBe(130);
    expect(stderr).toContain('stopped; what was evolved so far is kept');
    expect(existsSync(join(cwd, 'runs', 'stopped.sqlite'))).toBe(true);
    const { stdout } = await murmur(['runs', 'show', 'stopped', '--json'], cwd);
    expect(JSON.parse(stdout).generations.length).toBeGreaterThanOrEqual(2);
  });
});
