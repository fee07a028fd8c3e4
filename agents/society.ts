/** A society: everything that acts in a world during one lifetime, whether it learns or not. */
export interface Society {
  /** Forgets everything and starts a new life; an exact function of the seed. */
  reset(seed: number): void;
  /**
   * Chooses an action for every body.
   * @param observations `[bodies, observationSize]`
   * @param actions `[bodies]`, written
   */
  act(observations: Float32Array, actions: Int32Array): void;
  /**
   * Tells every body what its last action brought.
   * @param rewards `[bodies]`
   */
  learn(rewards: Float32Array): void;
}

/** What a society must fit: the world's sizes. */
export interface WorldSize {
  readonly bodyCount: number;
  readonly observationSize: number;
  readonly actionCount: number;
}

/** A world as its inhabitants meet it (`envs/worlds` has the whole interface). */
export interface InhabitedWorld extends WorldSize {
  /** `[bodies, observationSize]`, rewritten in place. */
  readonly observations: Float32Array;
  /** `[bodies]`, of the last step. */
  readonly rewards: Float32Array;
  reset(seed: number): void;
  step(actions: Int32Array): void;
}
