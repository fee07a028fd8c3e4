/** The interface of the worlds of few states. */
import type { Info, ResetArguments, StepResult } from '../env.ts';
import { InvalidAction, ResetNeeded } from '../errors.ts';
import { markIntegers } from '../integer-infos.ts';
import { Discrete } from '../spaces/discrete.ts';
import { DrawnEnv, type RenderArguments } from './drawn-env.ts';
import type { Outcome, TabularCore } from './tabular.ts';

export abstract class TabularEnv extends DrawnEnv<number, number> {
  override readonly observationSpace: Discrete;
  override readonly actionSpace: Discrete;
  readonly core: TabularCore;
  /** The action of the last step, null after `reset`. */
  protected lastAction: number | null = null;
  private started = false;

  constructor(kwargs: RenderArguments, known: readonly string[], core: TabularCore) {
    super(kwargs, known);
    this.core = core;
    this.observationSpace = new Discrete(core.stateCount);
    this.actionSpace = new Discrete(core.actionCount);
  }

  /** What an action in a state may lead to, `P[state][action]` in Python. */
  transitions(state: number, action: number): Outcome[] {
    return this.core.outcomes(state, action);
  }

  override reset(resetArguments: ResetArguments = {}): [number, Info] {
    this.seedFrom(resetArguments);
    this.core.reset(this.npRandom);
    this.lastAction = null;
    this.started = true;
    this.afterReset();
    this.showToHuman();
    return [this.core.state, this.infoOfReset()];
  }

  /** @throws InvalidAction for what is not in the action space, ResetNeeded before `reset` */
  override step(action: number): StepResult<number> {
    const core = this.core;
    if (!(Number.isInteger(action) && action >= 0 && action < core.actionCount)) {
      throw new InvalidAction(
        `${this.constructor.name} takes the actions 0 to ${core.actionCount - 1}, got ${action}`,
      );
    }
    if (!this.started) throw new ResetNeeded('Call reset before using step method.');
    const before = core.state;
    core.step(this.npRandom, action);
    this.lastAction = action;
    this.afterStep(before);
    this.showToHuman();
    return [core.state, core.reward, core.terminated, false, this.info(core.probability)];
  }

  /** What else a reset draws. */
  protected afterReset(): void {}

  /** What else a step changes; `before` is the state that it began in. */
  protected afterStep(_before: number): void {}

  /** As in the original the certainty of a start is the integer 1, which columns of vector environments tell. */
  protected infoOfReset(): Info {
    return markIntegers(this.info(1), ['prob']);
  }

  protected info(probability: number): Info {
    return { prob: probability };
  }
}
