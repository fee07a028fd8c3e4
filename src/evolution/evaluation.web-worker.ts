/** What runs inside a Web Worker of the browser's executor: one evaluator, loaded once, scoring ranges of members. */
import { type Evaluate, loadEvaluator } from './executor.ts';
import { evaluateRange } from './member-range.ts';
import { type WebWorkerAnswer, webWorkerMessageSchema } from './web-worker-messages.ts';

let loading: Promise<Evaluate> | undefined;

async function answer(data: unknown): Promise<WebWorkerAnswer | undefined> {
  const message = webWorkerMessageSchema.parse(data);
  if ('evaluator' in message) {
    loading = loadEvaluator(message.evaluator);
    // A task will hear of what went wrong.
    loading.catch(() => {});
    return undefined;
  }
  const { id, proposal, taskSeeds, range } = message;
  try {
    if (loading === undefined) throw new TypeError('a worker was given a task before its evaluator');
    return { id, fitness: evaluateRange(await loading, proposal, taskSeeds, range) };
  } catch (error) {
    return { id, error: error instanceof Error ? error : new Error(String(error)) };
  }
}

globalThis.addEventListener('message', async ({ data }: MessageEvent<unknown>) => {
  const said = await answer(data);
  if (said) globalThis.postMessage(said);
});
