/** Trains a rule for five-armed bandits with five seeds and measures each on 2,000 held-out bandits: `npm run experiment:bandit`. */
import { loadWasmKernel } from '../src/vsml/kernels/wasm/wasm.ts';
import { compareSocieties } from './compare-boundaries/compare-boundaries.ts';
import { planFor } from './plan.ts';
import { defaultWorkers, heldOutSeeds, trainRule } from './train-rule.ts';

const createKernel = await loadWasmKernel();
console.log(
  'seed  training s  random  no feedback  Q-learning  trained rule (100 pulls, 2,000 held-out bandits)',
);
for (const seed of [1, 2, 3, 4, 5]) {
  const plan = planFor({ world: 'BernoulliBandit-v0', worldOptions: { arms: 5 } }, { seed });
  const { parameters, seconds } = await trainRule({ plan, workers: defaultWorkers() });
  const { random, noFeedback, qLearning, trained } = await compareSocieties({
    configuration: plan.setting,
    rule: { shape: plan.rule, parameters },
    seeds: heldOutSeeds(plan, 2000),
    createKernel,
  });
  const cells = [random, noFeedback, qLearning].map(({ mean }) => mean.toFixed(1).padStart(8)).join('  ');
  console.log(
    `${seed}     ${seconds.toFixed(1).padStart(6)}  ${cells}      ${trained.mean.toFixed(2)} +- ${trained.ci95.toFixed(2)}`,
  );
}
