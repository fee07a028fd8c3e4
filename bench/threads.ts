/** Lifetimes a second on two threads against one, whole generations by the clock: `npm run bench:threads`. */
import { evaluators } from '../experiments/evaluators.ts';
import { createThreadsExecutor } from '../src/evolution/threads-executor.ts';
import { compareExecutors, evaluator } from './lanes.ts';
import { machineLoad } from './machine-load.ts';

const ROUNDS = 9;

console.log(await machineLoad());
const source = { ...evaluators.lifetime, specification: evaluator.specification };
const executors = [1, 2].map((threads) => createThreadsExecutor(source, threads));
await compareExecutors(executors, ROUNDS, 'asked: two threads at least 1.85 x');
