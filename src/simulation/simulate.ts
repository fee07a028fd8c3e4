/** `simulate`: a lifetime as a cold observable; subscribing runs it, unsubscribing stops it. */
import { Observable } from 'rxjs';
import { Lifetime, meanReward, type SimulatedSociety, type SimulatedWorld } from './lifetime.ts';

/** One step as it is seen from outside; the arrays are rewritten at the next step. */
export interface Frame {
  /** Steps taken, from 1. */
  readonly step: number;
  readonly observations: Float32Array;
  readonly actions: Int32Array;
  readonly rewards: Float32Array;
  /** Sum over steps so far of the mean reward over bodies. */
  readonly total: number;
}

/** A lifetime of `steps` steps, made anew for every subscriber by `create`. */
export function simulate(
  create: () => { world: SimulatedWorld; society: SimulatedSociety },
  seed: number,
  steps: number,
): Observable<Frame> {
  return new Observable((subscriber) => {
    const { world, society } = create();
    const lifetime = new Lifetime(world, society, seed);
    let total = 0;
    while (lifetime.step < steps && !subscriber.closed) {
      lifetime.advance();
      total += meanReward(world.rewards);
      const { observations, rewards } = world;
      subscriber.next({ step: lifetime.step, observations, actions: lifetime.actions, rewards, total });
    }
    subscriber.complete();
  });
}
