/** An environment for the benchmark of workers: a step takes a number of turns of a loop, about 20 microseconds. */
import { Box, Discrete, Env, type Info, type StepResult } from 'gymnasium-js';

/** The URL that workers load. */
export const SLOW_ENV = import.meta.url;

/** Keeps a core busy; returns something, so that it is not optimised away. */
export function turn(turns: number): number {
  let value = 1;
  for (let n = 0; n < turns; n++) value = (value * 16807) % 2147483647;
  return value;
}

export class SlowEnv extends Env<Float32Array, number> {
  override readonly observationSpace = new Box(0, 1, [8]);
  override readonly actionSpace = new Discrete(2);
  private readonly turns: number;

  constructor({ turns }: { readonly turns: number }) {
    super();
    this.turns = turns;
  }

  override reset(): [Float32Array, Info] {
    return [new Float32Array(8), {}];
  }

  override step(action: number): StepResult<Float32Array> {
    return [new Float32Array(8).fill((turn(this.turns) % 2) / 2), action, false, false, {}];
  }
}
