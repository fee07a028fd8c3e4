/**
 * Steps a second of processor time of the environments of gymnasium-js, with random actions drawn beforehand, alone and
 * in vectors, and the heap's growth over ten million steps of every core: `npm run bench:gymnasium`.
 */
import { CartPoleBatch, CartPoleEnv, type Env, FrozenLakeEnv, make, npRandom, registry } from 'gymnasium-js';
import { AcrobotCore } from '../envs/gymnasium-js/src/environments/acrobot.ts';
import { BlackjackCore } from '../envs/gymnasium-js/src/environments/blackjack.ts';
import { CartPoleCore } from '../envs/gymnasium-js/src/environments/cart-pole.ts';
import { ContinuousMountainCarCore } from '../envs/gymnasium-js/src/environments/continuous-mountain-car.ts';
import { MountainCarCore } from '../envs/gymnasium-js/src/environments/mountain-car.ts';
import { PendulumCore } from '../envs/gymnasium-js/src/environments/pendulum.ts';
import { cpuSeconds } from './cpu-seconds.ts';
import { median } from './tickers.ts';
import { printVectorEnvironments } from './vector-environments.ts';

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
    const begin = cpuSeconds();
    let steps = 0;
    while (cpuSeconds() - begin < SECONDS) {
      for (const action of actions) {
        const [, , terminated, truncated] = env.step(action);
        if (terminated || truncated) env.reset();
      }
      steps += ACTIONS;
    }
    return steps / (cpuSeconds() - begin);
  });
  return median(rates);
}

/**
 * Bytes in use, garbage taken away. (A step makes no objects; V8 boxes doubles where it calls a function without
 * inlining it, which is garbage of some dozen bytes a step and no growth.)
 */
function heapSize(): number {
  globalThis.gc?.();
  return process.memoryUsage().heapUsed;
}

const millions = (rate: number) => `${(rate / 1e6).toFixed(2)} M`.padStart(9);

function print(name: string, env: Env<unknown, unknown>): void {
  console.log(`${name.padEnd(44)}${millions(stepsPerSecond(env))} steps/s`);
}

const builtIn = [...registry.keys()];
print('CartPoleEnv, unwrapped', new CartPoleEnv());
for (const id of builtIn)
  if (!id.endsWith('v0') || id.startsWith('Mountain')) print(`make('${id}')`, make(id));

/** Cores by name, and a step of each. What ended is begun again by hand: the heap is to show the steps alone. */
const [generator] = npRandom(1);
const cartPole = new CartPoleCore();
const cartPoles = new CartPoleBatch(1000, 500, false);
const pushes = Int8Array.from({ length: 1000 }, (_, n) => n & 1);
const mountainCar = new MountainCarCore();
const continuousMountainCar = new ContinuousMountainCarCore();
const pendulum = new PendulumCore();
const acrobot = new AcrobotCore();
const frozenLake = new FrozenLakeEnv().core;
const blackjack = new BlackjackCore();
const cores: readonly (readonly [name: string, step: (n: number) => void])[] = [
  [
    'CartPoleCore',
    (n) => {
      cartPole.step(n & 1);
      if (cartPole.terminated) cartPole.state.fill(0.01);
    },
  ],
  [
    'CartPoleBatch of 1000',
    (n) => {
      if (n % 1000 === 0) cartPoles.step(generator, pushes, -0.05, 0.05);
    },
  ],
  ['MountainCarCore', (n) => mountainCar.step(n % 3)],
  ['ContinuousMountainCarCore', (n) => continuousMountainCar.step((n & 1) - 0.5)],
  ['PendulumCore', (n) => pendulum.step((n & 3) - 1.5)],
  ['AcrobotCore', (n) => acrobot.step(n % 3)],
  [
    'TabularCore of FrozenLake',
    (n) => {
      frozenLake.step(generator, n & 3);
      if (frozenLake.terminated) frozenLake.reset(generator);
    },
  ],
  [
    'BlackjackCore',
    (n) => {
      blackjack.step(generator, n & 1);
      if (blackjack.terminated) blackjack.reset(generator);
    },
  ],
];
blackjack.reset(generator);
cartPoles.reset(generator, -0.05, 0.05);
for (const [name, step] of cores) {
  const play = (steps: number) => {
    for (let n = 0; n < steps; n++) step(n);
  };
  play(CORE_STEPS / 10);
  const heapBefore = heapSize();
  const begin = cpuSeconds();
  play(CORE_STEPS);
  const rate = CORE_STEPS / (cpuSeconds() - begin);
  const growth = (heapSize() - heapBefore) / 1024;
  console.log(`${name.padEnd(44)}${millions(rate)} steps/s, heap growth ${growth.toFixed(0)} kB`);
}
await printVectorEnvironments();
