/** Tunes tabular Q-learning by a grid, on tasks of another seed than any that is reported: `npm run bench:q-learning`. */
import { QLearningAgents, type QLearningConstants } from '../agents/baselines/q-learning-agents.ts';
import { createWorld } from '../envs/worlds/registry.ts';
import { confidenceHalfWidth95, mean } from '../src/numerics/statistics.ts';
import { Lifetime, meanReward } from '../src/simulation/lifetime.ts';
import { heldOutTaskSeeds } from '../src/training/task-distribution.ts';

const TUNING_SEED = 777;
const LIFETIMES = 200;
const WORLDS = [
  ['DarkRoom-v0', { size: 5, bodies: 4 }],
  ['BernoulliBandit-v0', { arms: 5 }],
  ['Foragers-v0', {}],
] as const;

function* grid(): Generator<QLearningConstants> {
  for (const learningRate of [1, 0.5, 0.2, 0.1])
    for (const discount of [0, 0.8, 0.9, 0.95])
      for (const exploration of [0, 0.02, 0.1])
        for (const initialValue of [0, 0.1, 0.3, 0.6, 1])
          yield { learningRate, discount, exploration, initialValue };
}

const seeds = heldOutTaskSeeds(TUNING_SEED, LIFETIMES);
for (const [id, options] of WORLDS) {
  const world = createWorld(id, options);
  const results = [...grid()].map((constants) => {
    const agents = new QLearningAgents(world, constants);
    const returns = seeds.slice(0, id === 'Foragers-v0' ? 20 : LIFETIMES).map((seed) => {
      const lifetime = new Lifetime(world, agents, seed);
      let total = 0;
      for (let step = 0; step < world.lifetimeSteps; step++) {
        lifetime.advance();
        total += meanReward(world.rewards);
      }
      return total;
    });
    return { constants, mean: mean(returns), ci95: confidenceHalfWidth95(returns) };
  });
  results.sort((a, b) => b.mean - a.mean);
  console.log(id);
  for (const { constants, mean: value, ci95 } of results.slice(0, 4)) {
    console.log(`  ${value.toFixed(2)} +- ${ci95.toFixed(2)}  ${JSON.stringify(constants)}`);
  }
}
