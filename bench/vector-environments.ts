/**
 * Figures of the vector environments, for bench/gymnasium.ts: env steps a second of processor time in one thread, and
 * how much two workers gain on one by the clock on the wall.
 */
import { AsyncVectorEnv, CartPoleVectorEnv, makeVec, SyncVectorEnv, type VectorEnv } from 'gymnasium-js';
import { cpuSeconds, longestPath, threadSeconds } from './cpu-seconds.ts';
import { SLOW_ENV, SlowEnv, turn } from './slow-env.ts';
import { median } from './tickers.ts';

const ROUNDS = 5;
const SECONDS = 0.4;
const BATCHES = 64;
const SLOW_STEP_SECONDS = 20e-6;
const SLOW_ENVS = 32;
const SLOW_STEPS = 1000;

const millions = (rate: number) => `${(rate / 1e6).toFixed(2)} M`.padStart(9);

/** Median env steps a second of processor time; what ends is reset on the way. */
function stepRate(env: VectorEnv<unknown, unknown>, step: (actions: unknown) => void): number {
  env.actionSpace.seed(1);
  const actions = Array.from({ length: BATCHES }, () => env.actionSpace.sample());
  env.reset({ seed: 1 });
  const rates = Array.from({ length: ROUNDS }, () => {
    const begin = cpuSeconds();
    let steps = 0;
    while (cpuSeconds() - begin < SECONDS) {
      for (const batch of actions) step(batch);
      steps += BATCHES * env.numEnvs;
    }
    return steps / (cpuSeconds() - begin);
  });
  return median(rates);
}

/** Turns of the slow environment's loop that take `seconds` of processor time here. */
function turnsFor(seconds: number): number {
  const turns = 2_000_000;
  turn(turns);
  const begin = cpuSeconds();
  turn(turns);
  return Math.round((turns * seconds) / (cpuSeconds() - begin));
}

/** Seconds of steps: by the clock on the wall, and of processor time on the longest path through the threads. */
function slowSeconds(
  env: VectorEnv<unknown, unknown>,
  actions: unknown,
): readonly [wall: number, path: number] {
  const threads = threadSeconds();
  const begin = performance.now();
  for (let n = 0; n < SLOW_STEPS; n++) env.step(actions);
  return [(performance.now() - begin) / 1000, longestPath(threads, threadSeconds())];
}

/** Microseconds of processor time that a batch of environments that do nothing takes. */
function overhead(env: VectorEnv<unknown, unknown>, actions: unknown): number {
  const batches = 2000;
  for (let n = 0; n < batches; n++) env.step(actions);
  const begin = cpuSeconds();
  for (let n = 0; n < batches; n++) env.step(actions);
  return ((cpuSeconds() - begin) / batches) * 1e6;
}

async function printWorkers(): Promise<void> {
  const sourcesOf = (turns: number) =>
    new Array(SLOW_ENVS).fill({ module: SLOW_ENV, name: 'SlowEnv', options: { turns } });
  const sources = sourcesOf(turnsFor(SLOW_STEP_SECONDS));
  const one = await AsyncVectorEnv.create(sources, { workers: 1 });
  const two = await AsyncVectorEnv.create(sources, { workers: 2 });
  const idle = await AsyncVectorEnv.create(sourcesOf(0), { workers: 2 });
  const actions = one.actionSpace.sample();
  for (const env of [one, two, idle]) env.reset();
  for (const env of [one, two]) slowSeconds(env, actions);
  // One after the other and again, so that what else the machine does falls on both.
  const rounds = Array.from({ length: ROUNDS }, () => [slowSeconds(one, actions), slowSeconds(two, actions)]);
  const [wall, path] = [0, 1].map((n) => median(rounds.map(([single, double]) => single[n] / double[n])));
  console.log(
    `AsyncVectorEnv of ${SLOW_ENVS} that take 20 us: 2 workers do ${path.toFixed(2)} times what 1 does, by the processor time of the busiest worker and the main thread, ${wall.toFixed(2)} times by the clock on the wall`,
  );
  const idleTime = overhead(idle, actions).toFixed(0);
  console.log(`The same with nothing to do: ${idleTime} us of processor time a batch`);
  await Promise.all([one.close(), two.close(), idle.close()]);
}

/** Prints all figures. */
export async function printVectorEnvironments(): Promise<void> {
  const print = (name: string, rate: number) => console.log(`${name.padEnd(44)}${millions(rate)} steps/s`);
  for (const id of ['CartPole-v1', 'FrozenLake-v1', 'Pendulum-v1']) {
    const env = makeVec(id, { numEnvs: 64, vectorizationMode: 'sync' });
    print(
      `SyncVectorEnv of 64 make('${id}')`,
      stepRate(env, (actions) => env.step(actions)),
    );
  }
  const cartPoles = new CartPoleVectorEnv({ numEnvs: 1024 });
  const anyCartPoles = cartPoles as unknown as VectorEnv<unknown, unknown>;
  print(
    'CartPoleVectorEnv of 1024',
    stepRate(anyCartPoles, (actions) => anyCartPoles.step(actions)),
  );
  print(
    'CartPoleVectorEnv of 1024, stepInto',
    stepRate(anyCartPoles, (actions) => cartPoles.stepInto(actions as ArrayLike<number>)),
  );
  const slow = () => new SlowEnv({ turns: turnsFor(SLOW_STEP_SECONDS) }) as never;
  const slowOnes = new SyncVectorEnv<unknown, unknown>(new Array(SLOW_ENVS).fill(slow));
  print(
    `SyncVectorEnv of ${SLOW_ENVS} that take 20 us`,
    stepRate(slowOnes, (actions) => slowOnes.step(actions)),
  );
  await printWorkers();
}
