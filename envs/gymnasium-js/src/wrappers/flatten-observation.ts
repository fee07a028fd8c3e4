/** FlattenObservation: observations as one array (gymnasium/wrappers/transform_observation.py). */
import type { Env } from '../env.ts';
import { flatten } from '../spaces/flatten.ts';
import { flattenSpace } from '../spaces/flatten-space.ts';
import { TransformObservation } from './transform-observation.ts';

export class FlattenObservation<Action> extends TransformObservation<unknown, Action> {
  static override readonly entryPoint: string = 'gymnasium.wrappers.transform_observation:FlattenObservation';

  constructor(env: Env<unknown, Action>) {
    const { observationSpace } = env;
    super(env, {
      func: (observation) => flatten(observationSpace, observation),
      observationSpace: flattenSpace(observationSpace),
    });
    this.recordConstructorArguments({});
  }
}
