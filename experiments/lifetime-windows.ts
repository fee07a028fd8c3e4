/**
 * Lifetimes cut into windows of about equal length: synapses and world live on while the rule may change from one
 * window to the next. (Vicol, Metz & Sohl-Dickstein 2021, section 3: unrolled computation graphs)
 */
import type { UnrolledSystem } from '../src/evolution/particle-lives.ts';
import { type Lifetime, meanReward } from '../src/simulation/lifetime.ts';
import type { Setting } from './setting.ts';

/** A lifetime under way, in a world and a society of its own. */
export interface LifetimeUnderWay {
  readonly setting: Setting;
  readonly lifetime: Lifetime;
}

/**
 * The windows of a setting's lifetimes; a window's fitness is its part of the return.
 * @param createSetting a setting for one more lifetime under way; those of lifetimes that ended are used again
 */
export function lifetimeWindows(createSetting: () => Setting): UnrolledSystem<LifetimeUnderWay> {
  const free: Setting[] = [];
  return {
    begin(taskSeed) {
      const setting = free.pop() ?? createSetting();
      return { setting, lifetime: setting.begin(taskSeed) };
    },

    advance(inner, parameters, window, windows) {
      const { setting, lifetime } = inner;
      if (windows > setting.steps)
        throw new RangeError(
          `windows must be at most the ${setting.steps} steps of a lifetime, got ${windows}`,
        );
      setting.loadParameters(parameters);
      const end = Math.floor(((window + 1) * setting.steps) / windows);
      let fitness = 0;
      while (lifetime.step < end) {
        lifetime.advance();
        fitness += meanReward(setting.world.rewards);
      }
      return { inner, fitness };
    },

    release: ({ setting }) => free.push(setting),
  };
}
