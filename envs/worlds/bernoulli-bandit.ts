/**
 * BernoulliBandit-v0: arms that pay 1 with hidden probabilities, one uniform draw per lifetime (Thompson
 * 1933; the task of Duan et al. 2016, "RL^2", section 3.1). Bodies share the arms and are paid independently.
 */
import { z } from 'zod';
import { assertSeed, uniformAt } from '../../src/numerics/noise.ts';
import { STREAM } from '../../src/numerics/streams.ts';
import { integerOption } from './option-schemas.ts';
import { PALETTE } from './palette.ts';
import { assertActions, type Scene, type World, type WorldDefinition } from './world.ts';

export interface BernoulliBanditOptions {
  readonly arms: number;
  readonly bodies: number;
  readonly lifetime: number;
}

/** Codes of the tiles, indices of the legend. */
const TILE = { arm: 0, bestArm: 1, paid: 2, unpaid: 3 } as const;

class BernoulliBandit implements World {
  readonly id = bernoulliBandit.id;
  readonly bodyCount: number;
  readonly observationSize = 1;
  readonly actionCount: number;
  readonly lifetimeSteps: number;
  readonly observations: Float32Array;
  readonly rewards: Float32Array;
  readonly scene: Scene;
  private readonly probabilities: Float64Array;
  private readonly lastArms: Uint8Array;
  private bestArm = 0;
  private seed = 0;
  private stepsTaken = 0;

  constructor({ arms, bodies, lifetime }: BernoulliBanditOptions) {
    this.bodyCount = bodies;
    this.actionCount = arms;
    this.lifetimeSteps = lifetime;
    // The only observation there is: a constant, so that a network has an input at all.
    this.observations = new Float32Array(bodies).fill(1);
    this.rewards = new Float32Array(bodies);
    this.probabilities = new Float64Array(arms);
    this.lastArms = new Uint8Array(bodies);
    this.scene = {
      width: arms,
      height: 1,
      legend: [
        { name: 'arm', color: PALETTE.black },
        { name: 'best arm', color: PALETTE.bluishGreen },
        { name: 'arm that paid', color: PALETTE.yellow },
        { name: 'arm that did not pay', color: PALETTE.vermillion },
      ],
      drawTiles: (tiles) => this.drawTiles(tiles),
      bodyCell: (body) => this.lastArms[body],
    };
    this.reset(0);
  }

  reset(seed: number): void {
    assertSeed(seed);
    this.seed = seed;
    this.stepsTaken = 0;
    this.rewards.fill(0);
    this.lastArms.fill(0);
    this.bestArm = 0;
    for (let arm = 0; arm < this.actionCount; arm++) {
      this.probabilities[arm] = uniformAt(seed, STREAM.worldReset, arm);
      if (this.probabilities[arm] > this.probabilities[this.bestArm]) this.bestArm = arm;
    }
  }

  step(actions: ArrayLike<number>): void {
    assertActions(actions, this.bodyCount, this.actionCount);
    for (let body = 0; body < this.bodyCount; body++) {
      const arm = actions[body];
      const draw = uniformAt(this.seed, STREAM.worldStep, this.stepsTaken, body);
      this.rewards[body] = draw < this.probabilities[arm] ? 1 : 0;
      this.lastArms[body] = arm;
    }
    this.stepsTaken += 1;
  }

  /** The expected return of always pulling the best arm. */
  bestAttainableReturn(steps: number): number {
    return steps * this.probabilities[this.bestArm];
  }

  private drawTiles(tiles: Uint8Array): void {
    tiles.fill(TILE.arm, 0, this.actionCount);
    tiles[this.bestArm] = TILE.bestArm;
    if (this.stepsTaken === 0) return;
    for (let body = 0; body < this.bodyCount; body++) {
      tiles[this.lastArms[body]] = this.rewards[body] === 1 ? TILE.paid : TILE.unpaid;
    }
  }
}

export const bernoulliBandit: WorldDefinition<BernoulliBanditOptions> = {
  id: 'BernoulliBandit-v0',
  summary: 'Arms that pay with hidden probabilities: find the best one.',
  optionsSchema: z.strictObject({
    arms: integerOption(2, 64, 5),
    bodies: integerOption(1, 1024, 1),
    lifetime: integerOption(1, 1000000, 100),
  }),
  create: (options) => new BernoulliBandit(options),
};
