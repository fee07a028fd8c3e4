/** Web Workers: the bits of the calling thread, errors, and stops. */
import { afterEach, expect, test } from 'vitest';
import { createInlineExecutor } from '../../../src/evolution/inline-executor.ts';
import { openAiEs } from '../../../src/evolution/openai-es.ts';
import { createWebWorkersExecutor } from '../../../src/evolution/web-workers-executor.ts';
import { hashInPage } from '../../fixtures/page-hash.ts';
import { CHAIN_LENGTH, SPHERE_CHAIN } from '../../fixtures/sphere-chain.ts';
import { TOY_CONFIGURATION } from '../../fixtures/toy-configuration.ts';

const toy = (exportName: string, specification: unknown = {}) => ({
  url: new URL('../../fixtures/toy-page-evaluators.ts', import.meta.url).href,
  exportName,
  specification,
});
const proposal = openAiEs.ask(openAiEs.init(TOY_CONFIGURATION, new Float32Array(13), 5));

const open: { close(): Promise<void> }[] = [];
function executor(...parameters: Parameters<typeof createWebWorkersExecutor>) {
  const made = createWebWorkersExecutor(...parameters);
  open.push(made);
  return made;
}
afterEach(async () => {
  for (const made of open.splice(0)) await made.close();
});

test.each([1, 3])('find the rule of Node at every generation with %i workers', async (workers) => {
  const made = executor(toy('sphere'), workers);
  let state = openAiEs.init(TOY_CONFIGURATION, new Float32Array(13), 5);
  const hashes: string[] = [];
  for (let generation = 0; generation < CHAIN_LENGTH; generation++) {
    const taskSeeds = [generation, generation + 100];
    const fitness = await made.evaluate(openAiEs.ask(state), taskSeeds);
    state = openAiEs.tell(state, fitness, taskSeeds.length).state;
    hashes.push(await hashInPage(state.mean));
  }
  expect(hashes).toEqual(SPHERE_CHAIN);
});

test('pass NaN through', async () => {
  const fitness = await executor(toy('partlyNaN'), 2).evaluate(proposal, [1, 2]);
  const { partlyNaN } = await import('../../fixtures/toy-page-evaluators.ts');
  expect(fitness.some(Number.isNaN)).toBe(true);
  expect(fitness).toEqual(await createInlineExecutor(await partlyNaN()).evaluate(proposal, [1, 2]));
});

test('fail with the error of an evaluator that throws, and go on working', async () => {
  const made = executor(toy('throwing'), 2);
  await expect(made.evaluate(proposal, [1])).rejects.toThrow('the toy world has no cell -1');
  await expect(made.evaluate(proposal, [1])).rejects.toThrow('the toy world has no cell -1');
});

test('give up on members that end every worker', async () => {
  await expect(executor(toy('crashAlways'), 1).evaluate(proposal, [42])).rejects.toThrow(
    /^members 0 to 2 of generation 0 ended their worker 4 times: .*the worker is done for/,
  );
});

test('stop when told to, and can be asked again', async () => {
  const made = executor(toy('sphere'), 1);
  const controller = new AbortController();
  const result = made.evaluate(proposal, [1, 2, 3], controller.signal);
  controller.abort(new Error('enough'));
  await expect(result).rejects.toThrow('enough');
  expect((await made.evaluate(proposal, [1])).length).toBe(10);
});

test('refuse to work once closed, and an impossible number of workers', async () => {
  const made = executor(toy('sphere'), 1);
  await made.close();
  await expect(made.evaluate(proposal, [1])).rejects.toThrow('the web workers executor is closed');
  expect(() => createWebWorkersExecutor(toy('sphere'), 0)).toThrow(
    'workers must be an integer from 1 to 1024, got 0',
  );
});
