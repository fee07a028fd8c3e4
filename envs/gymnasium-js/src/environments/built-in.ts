/** Registers the built-in environments with their entry points, both by Gymnasium's names (gymnasium/envs). */
import { type EnvClass, registerEntryPoint } from '../entry-points.ts';
import type { EnvRegistration } from '../env-spec.ts';
import { register } from '../registration.ts';
import { AcrobotEnv } from './acrobot.ts';
import { BlackjackEnv } from './blackjack.ts';
import { CartPoleEnv } from './cart-pole.ts';
import { CliffWalkingEnv } from './cliff-walking.ts';
import { Continuous_MountainCarEnv } from './continuous-mountain-car.ts';
import { FrozenLakeEnv } from './frozen-lake.ts';
import { MountainCarEnv } from './mountain-car.ts';
import { PendulumEnv } from './pendulum.ts';
import { TaxiEnv } from './taxi.ts';

/** An environment class and the ids under which it is registered. */
type BuiltIn = readonly [
  entryPoint: string,
  maker: EnvClass,
  ids: readonly Omit<EnvRegistration, 'entryPoint'>[],
];

/** Made known where vector environments are made: pages with one agent need not load it. */
export const CART_POLE_VECTOR = 'gymnasium.envs.classic_control.cartpole:CartPoleVectorEnv';

const BUILT_IN: readonly BuiltIn[] = [
  [
    'gymnasium.envs.classic_control.cartpole:CartPoleEnv',
    CartPoleEnv,
    [
      { id: 'CartPole-v0', maxEpisodeSteps: 200, rewardThreshold: 195, vectorEntryPoint: CART_POLE_VECTOR },
      { id: 'CartPole-v1', maxEpisodeSteps: 500, rewardThreshold: 475, vectorEntryPoint: CART_POLE_VECTOR },
    ],
  ],
  [
    'gymnasium.envs.classic_control.mountain_car:MountainCarEnv',
    MountainCarEnv,
    [{ id: 'MountainCar-v0', maxEpisodeSteps: 200, rewardThreshold: -110 }],
  ],
  [
    'gymnasium.envs.classic_control.continuous_mountain_car:Continuous_MountainCarEnv',
    Continuous_MountainCarEnv,
    [{ id: 'MountainCarContinuous-v0', maxEpisodeSteps: 999, rewardThreshold: 90 }],
  ],
  [
    'gymnasium.envs.classic_control.pendulum:PendulumEnv',
    PendulumEnv,
    [{ id: 'Pendulum-v1', maxEpisodeSteps: 200 }],
  ],
  [
    'gymnasium.envs.classic_control.acrobot:AcrobotEnv',
    AcrobotEnv,
    [{ id: 'Acrobot-v1', maxEpisodeSteps: 500, rewardThreshold: -100 }],
  ],
  [
    'gymnasium.envs.toy_text.blackjack:BlackjackEnv',
    BlackjackEnv,
    [{ id: 'Blackjack-v1', kwargs: { sab: true, natural: false } }],
  ],
  [
    'gymnasium.envs.toy_text.frozen_lake:FrozenLakeEnv',
    FrozenLakeEnv,
    [
      { id: 'FrozenLake-v1', maxEpisodeSteps: 100, rewardThreshold: 0.7, kwargs: { mapName: '4x4' } },
      { id: 'FrozenLake8x8-v1', maxEpisodeSteps: 200, rewardThreshold: 0.85, kwargs: { mapName: '8x8' } },
    ],
  ],
  [
    'gymnasium.envs.toy_text.cliffwalking:CliffWalkingEnv',
    CliffWalkingEnv,
    [{ id: 'CliffWalking-v1' }, { id: 'CliffWalkingSlippery-v1', kwargs: { isSlippery: true } }],
  ],
  [
    'gymnasium.envs.toy_text.taxi:TaxiEnv',
    TaxiEnv,
    [{ id: 'Taxi-v4', maxEpisodeSteps: 200, rewardThreshold: 8 }],
  ],
];

for (const [entryPoint, maker, ids] of BUILT_IN) {
  registerEntryPoint(entryPoint, maker);
  for (const registration of ids) register({ ...registration, entryPoint });
}
