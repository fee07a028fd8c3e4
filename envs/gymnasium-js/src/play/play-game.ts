/** PlayGame: an environment whose actions are a person's keys, wherever those come from (gymnasium/utils/play.py). */
import type { Env, Info } from '../env.ts';
import { AssertionError, GymnasiumError } from '../errors.ts';
import { defaultKeys } from './default-keys.ts';

/** An environment was to be played of which nobody said what its keys are. */
export class MissingKeysToAction extends GymnasiumError {}

/** Actions by key: `a`, `ArrowLeft`, or several keys held at once as in `a+ArrowUp`. */
export type KeysToAction<Action> = Readonly<Record<string, Action>>;
/** What is told after every step. */
export interface PlayedStep<Observation, Action> {
  readonly before: Observation;
  readonly after: Observation;
  readonly action: Action;
  readonly reward: number;
  readonly terminated: boolean;
  readonly truncated: boolean;
  readonly info: Info;
}
/** How an environment is played. */
export interface PlayOptions<Observation, Action> {
  /** Those of the environment's `keysToAction`, or of the built-in environments, when left out. */
  readonly keysToAction?: KeysToAction<Action>;
  /** The action while no key is held that means anything; 0 when left out. */
  readonly noop?: Action;
  /** Whether the world waits for a key. */
  readonly waitOnPlayer?: boolean;
  /** Of every episode; none when left out. */
  readonly seed?: number | null;
  readonly callback?: (step: PlayedStep<Observation, Action>) => void;
}

/** Keys in an order of their own. */
function chord(keys: Iterable<string>): string {
  return [...keys].sort().join('+');
}

export class PlayGame<Observation, Action> {
  private readonly env: Env<Observation, Action>;
  private readonly options: PlayOptions<Observation, Action>;
  private readonly actions: ReadonlyMap<string, Action>;
  private readonly relevant: ReadonlySet<string>;
  private readonly held = new Set<string>();
  private observation: Observation;
  private isDone = false;
  /** The sum of the rewards of this episode. */
  total = 0;

  /**
   * Begins the first episode.
   * @throws MissingKeysToAction when nobody says what the keys are, AssertionError for a key whose action is none
   */
  constructor(env: Env<Observation, Action>, options: PlayOptions<Observation, Action> = {}) {
    this.env = env;
    this.options = options;
    const keys = options.keysToAction ?? keysOf(env);
    for (const [key, action] of Object.entries(keys)) {
      if (!env.actionSpace.contains(action))
        throw new AssertionError(`The action ${action} of the key '${key}' is not in ${env.actionSpace}`);
    }
    this.actions = new Map(Object.entries(keys).map(([key, action]) => [chord(key.split('+')), action]));
    this.relevant = new Set(Object.keys(keys).flatMap((key) => key.split('+')));
    [this.observation] = env.reset({ seed: options.seed ?? null });
  }

  /** Whether the key means anything; it is held from now on if so. */
  press(key: string): boolean {
    if (this.relevant.has(key)) this.held.add(key);
    return this.relevant.has(key);
  }

  release(key: string): void {
    this.held.delete(key);
  }

  releaseAll(): void {
    this.held.clear();
  }

  /** Steps once, or begins the next episode after an end; whether anything happened. */
  tick(): boolean {
    const { env, options } = this;
    if (this.isDone) {
      [this.observation] = env.reset({ seed: options.seed ?? null });
      this.isDone = false;
      this.total = 0;
      return true;
    }
    if (options.waitOnPlayer && this.held.size === 0) return false;
    const action = this.actions.get(chord(this.held)) ?? options.noop ?? (0 as Action);
    const before = this.observation;
    const [after, reward, terminated, truncated, info] = env.step(action);
    this.observation = after;
    this.total += reward;
    this.isDone = terminated || truncated;
    options.callback?.({ before, after, action, reward, terminated, truncated, info });
    return true;
  }
}

function keysOf<Action>(env: Env<never, Action> | Env<unknown, Action>): KeysToAction<Action> {
  if (env.hasWrapperAttr('keysToAction')) return env.getWrapperAttr('keysToAction') as KeysToAction<Action>;
  const known = defaultKeys(env.spec?.name ?? '');
  if (known !== null) return known as KeysToAction<never>;
  throw new MissingKeysToAction(
    `${env.spec?.id ?? env} does not have explicit key to action mapping, please specify one manually, \`play(env, { keysToAction: ... })\``,
  );
}
