/** An environment that is never played: it gives the spaces of one of a batch to a wrapper of single environments. */
import { Env } from '../../env.ts';
import { NotImplementedError } from '../../errors.ts';
import type { Space } from '../../spaces/space.ts';
import type { VectorEnv } from '../../vector/vector-env.ts';

export class StandInEnv extends Env<unknown, unknown> {
  override readonly observationSpace: Space<unknown>;
  override readonly actionSpace: Space<unknown>;

  constructor(env: VectorEnv<never, never>) {
    super();
    this.observationSpace = env.singleObservationSpace;
    this.actionSpace = env.singleActionSpace;
  }

  override reset(): never {
    throw new NotImplementedError('a wrapper of a batch resets no single environment');
  }

  override step(): never {
    throw new NotImplementedError('a wrapper of a batch steps no single environment');
  }
}
