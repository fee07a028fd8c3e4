/**
 * What a coordinator does itself in a generation (ask, noise, ranks, tell, hash, checkpoint, store) against what its
 * workers do, and Gaussian noise with and without its kernel: `npm run bench:coordinator`. Processor time throughout.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createLifetimeEvaluator } from '../experiments/lifetime-evaluator.ts';
import { ruleShapeSchema } from '../experiments/plan.ts';
import { settingSchema } from '../experiments/setting.ts';
import type { Executor } from '../src/evolution/executor.ts';
import { findStrategy } from '../src/evolution/registry.ts';
import { loadGaussianKernel } from '../src/numerics/gaussian-kernel.ts';
import { type FillGaussian, gaussianAt, referenceFillGaussian } from '../src/numerics/noise.ts';
import { STREAM } from '../src/numerics/streams.ts';
import { createRun } from '../src/store/open-run.ts';
import { train } from '../src/training/trainer.ts';
import { initialRule } from '../src/vsml/rule.ts';
import { encodeRule } from '../src/vsml/rule-file.ts';
import { parameterCount } from '../src/vsml/rule-shape.ts';

const POPULATION = 256;
const TASKS = 1;
const THREADS = 2;
const GENERATIONS = 20;
const SEED = 1;

/** Milliseconds of processor time that this process has taken, all its threads together. */
function processorMilliseconds(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
}

console.log('Gaussian noise, 1,024 vectors of 2,400: best of 5');
for (const [name, fill] of [
  ['reference', referenceFillGaussian],
  ['wasm', await loadGaussianKernel()],
] as const) {
  console.log(`  ${name.padEnd(10)} ${noiseTime(fill).toFixed(1).padStart(6)} ms`);
}

function noiseTime(fill: FillGaussian): number {
  const out = new Float32Array(2400);
  let best = Infinity;
  for (let round = 0; round < 5; round++) {
    const start = processorMilliseconds();
    for (let vector = 0; vector < 1024; vector++) fill(out, SEED, STREAM.test, round, vector);
    best = Math.min(best, processorMilliseconds() - start);
  }
  return best;
}

const ruleShape = ruleShapeSchema.parse({ stateSize: 16, messageSize: 8 });
const rule = initialRule(ruleShape, SEED);
const setting = settingSchema.parse({ world: 'DarkRoom-v0', worldOptions: { size: 5, bodies: 4 } });
const evaluate = await createLifetimeEvaluator({ setting, ruleShape });
for (let seed = 0; seed < 5; seed++) evaluate(rule.parameters, seed);
const lifetimes = 40;
const begun = processorMilliseconds();
for (let seed = 0; seed < lifetimes; seed++) evaluate(rule.parameters, seed);
const lifetime = (processorMilliseconds() - begun) / lifetimes;
const evaluation = (lifetime * POPULATION * TASKS) / THREADS;

/** Answers at once with fitness that differs, so that all that takes time is the coordinator's own. */
const instant: Executor = {
  name: 'instant',
  evaluate: async ({ populationSize, generation }, seeds) =>
    Float64Array.from({ length: populationSize * seeds.length }, (_, n) =>
      gaussianAt(SEED, STREAM.test, generation, n),
    ),
  close: async () => {},
};

console.log(
  `\nA generation of ${POPULATION} members x ${TASKS} lifetime, ${parameterCount(ruleShape)} parameters, ` +
    `${lifetime.toFixed(2)} ms a lifetime: ${evaluation.toFixed(0)} ms on ${THREADS} threads`,
);
const directory = mkdtempSync(join(tmpdir(), 'murmuration-coordinator-'));
try {
  for (const name of ['openai-es', 'pgpe', 'snes', 'sep-cma-es', 'lm-ma-es', 'ars', 'guided-es', 'nres']) {
    const strategy = findStrategy(name);
    const configuration = {
      ...(strategy.defaults(rule.parameters.length) as object),
      populationSize: POPULATION,
    };
    const start = processorMilliseconds();
    await train({
      strategy,
      configuration,
      initialMean: rule.parameters,
      seed: SEED,
      generations: GENERATIONS,
      tasksPerGeneration: TASKS,
      executor: instant,
      run: {
        store: createRun(directory, name, {}),
        resume: false,
        encode: (parameters, generation, hash) =>
          encodeRule({ shape: ruleShape, parameters }, { configuration: {}, seed: SEED, generation, hash }),
      },
    });
    const own = (processorMilliseconds() - start) / GENERATIONS;
    const share = (100 * own) / (own + evaluation);
    console.log(`  ${name.padEnd(10)} ${own.toFixed(1).padStart(6)} ms  ${share.toFixed(1).padStart(5)} %`);
  }
} finally {
  rmSync(directory, { recursive: true });
}
