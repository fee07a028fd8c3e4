/**
 * Evaluations that CMA-ES and its relatives need to reach 1e-9 in 10 dimensions: `npm run bench:functions`. From all
 * ones (Rosenbrock: all zeros) with sigma 0.3 and the default population of 10; the same figures on every machine.
 */
import Table from 'cli-table3';
import { findStrategy } from '../src/evolution/registry.ts';
import { evaluationsTo, functionCases } from './functions/evaluations.ts';

const SEEDS = 15;
const BUDGET = 300_000;
const table = new Table({
  head: ['strategy', 'function', 'reached', 'least', 'median', 'most'],
  style: { head: [], border: [] },
});
for (const name of ['cma-es', 'ipop-cma-es', 'sep-cma-es', 'lm-ma-es', 'xnes', 'snes']) {
  for (const problem of functionCases) {
    const needed: number[] = [];
    for (let seed = 1; seed <= SEEDS; seed++) {
      const evaluations = evaluationsTo(findStrategy(name), problem, seed, { budget: BUDGET });
      if (evaluations !== undefined) needed.push(evaluations);
    }
    needed.sort((a, b) => a - b);
    const shown = [needed[0], needed[Math.floor(needed.length / 2)], needed.at(-1)];
    table.push([
      name,
      `${problem.name}-10`,
      `${needed.length} of ${SEEDS}`,
      ...shown.map((count) => count?.toLocaleString('en') ?? '-'),
    ]);
  }
}
console.log(`Evaluations to 1e-9 within ${BUDGET.toLocaleString('en')}, over the seeds that reached it`);
console.log(table.toString());
