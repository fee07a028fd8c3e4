/**
 * Steps a second of the environments of gymnasium-js on one core, with random actions drawn beforehand, and the heap's
 * growth over ten million steps of a core: `npm run bench:gymnasium`.
 */
import { CartPoleEnv, type Env, make, registry } from 'gymnasium-js';
import { CartPoleCore } from '../envs/gymnasium-js/src/environments/cart-pole.ts';
import { median } from './tickers.ts';

const ROUNDS = 5;
const SECONDS = 0.4;
const ACTIONS = 4096;
const CORE_STEPS = 10_000_000;

/** Median steps a second over the rounds, resets included. */
function stepsPerSecond(env: Env<unknown, unknown>): number {
  env.actionSpace.seed(1);
  const actions = Array.from({ length: ACTIONS }, () => env.actionSpace.sample());
  env.reset({ seed: 1 });
  const rates = Array.from({ length: ROUNDS }, () => {
    const begin = performance.now();
    let steps = 0;
    while (performance.now() - begin < SECONDS * 1000) {
      for (const action of actions) {
        const [, , terminated, truncated] = env.step(action);
        if (terminated || truncated) env.reset();
      }
      steps += ACTIONS;
    }
    return steps / ((performance.now() - begin) / 1000);
  });
  return median(rates);
}

const millions = (rate: number) => `${(rate / 1e6).toFixed(2)} M`.padStart(9);

function print(name: string, env: Env<unknown, unknown>): void {
  console.log(`${name.padEnd(44)}${millions(stepsPerSecond(env))} steps/s`);
}

const builtIn = [...registry.keys()];
print('CartPoleEnv, unwrapped', new CartPoleEnv());
for (const id of builtIn)
  if (!id.endsWith('v0') || id.startsWith('Mountain')) print(`make('${id}')`, make(id));

const core = new CartPoleCore();
// A fallen pole is put up again by hand: the heap is to show the steps alone.
const play = (steps: number) => {
  for (let step = 0; step < steps; step++) {
    core.step(step & 1);
    if (core.terminated) core.state.fill(0.01);
  }
};
play(CORE_STEPS);
const heapBefore = process.memoryUsage().heapUsed;
const begin = performance.now();
play(CORE_STEPS);
const rate = CORE_STEPS / ((performance.now() - begin) / 1000);
const growth = process.memoryUsage().heapUsed - heapBefore;
console.log(`${'CartPoleCore'.padEnd(44)}${millions(rate)} steps/s`);
console.log(`heap growth over ${CORE_STEPS / 1e6} million core steps: ${growth} bytes`);
