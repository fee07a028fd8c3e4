/** A world of turns for tests of checkers, sound but for the faults that are asked for. */
import {
  AECEnv,
  type AgentMetadata,
  AgentSelector,
  Box,
  type Generator,
  npRandom,
  openLedger,
  type RenderFrame,
  type ResetArguments,
  type Space,
} from 'gymnasium-js';

/** What may be broken: each is what one check looks for. */
export interface TurnFaults {
  readonly names?: readonly string[];
  /** Agents alive after `reset`, all when left out. */
  readonly begin?: readonly string[];
  readonly possible?: readonly string[];
  readonly deadAtReset?: boolean;
  readonly freshSpaces?: boolean;
  readonly noSpace?: boolean;
  readonly badBounds?: boolean;
  readonly outside?: boolean;
  readonly empty?: boolean;
  readonly observesAnyway?: boolean;
  readonly badReward?: boolean;
  readonly forgetsToAccumulate?: boolean;
  readonly flagsAsNumbers?: boolean;
  readonly infosAsLists?: boolean;
  readonly missingInfo?: boolean;
  readonly staysAfterItsEnd?: boolean;
  readonly comesBack?: boolean;
  readonly skipsTheDead?: boolean;
  readonly selectsNobody?: boolean;
  readonly lastTellsOtherwise?: 'termination' | 'truncation' | 'info';
  readonly stepReturns?: boolean;
  readonly unwrapsToWrapper?: () => AECEnv<unknown, unknown>;
  readonly unseeded?: boolean;
  readonly endless?: boolean;
  readonly image?: unknown;
}

/** Draws of an unseeded environment are those of one generator for all. */
const [SHARED] = npRandom(5);

/** Every round pays each agent a random number; all are truncated after `maxCycles` rounds. */
export class Turns extends AECEnv<Float32Array, Float32Array> {
  override readonly metadata: AgentMetadata;
  override readonly renderMode: string | null;
  override readonly possibleAgents: readonly string[];
  protected readonly faults: TurnFaults;
  private readonly names: readonly string[];
  private readonly maxCycles: number;
  private generator: Generator = npRandom(0)[0];
  private readonly spaces = new Map<string, Space<Float32Array>>();
  private selector = new AgentSelector([]);
  private round = 0;

  constructor(
    faults: TurnFaults = {},
    { maxCycles = 3, renderMode = null }: { maxCycles?: number; renderMode?: string | null } = {},
  ) {
    super();
    this.faults = faults;
    this.names = faults.names ?? ['player_0', 'player_1'];
    this.possibleAgents = faults.possible ?? this.names;
    this.maxCycles = maxCycles;
    this.renderMode = renderMode;
    this.metadata = { renderModes: ['rgb_array', 'ansi', 'human'], name: 'turns', isParallelizable: true };
  }

  private spaceOf(key: string): Space<Float32Array> {
    if (this.faults.noSpace) return {} as Space<Float32Array>;
    const known = this.faults.freshSpaces ? undefined : this.spaces.get(key);
    if (known !== undefined) return known;
    const space = new Box(-1, 1, [2]) as Box;
    if (this.faults.badBounds) space.low.fill(2);
    this.spaces.set(key, space);
    return space;
  }

  override observationSpace(agent: string): Space<Float32Array> {
    if (this.faults.empty) {
      const space = this.spaces.get('empty') ?? new Box(-1, 1, [0]);
      this.spaces.set('empty', space as Box);
      return space as Box;
    }
    return this.spaceOf(`observation of ${agent}`);
  }

  override actionSpace(agent: string): Space<Float32Array> {
    return this.spaceOf(`action of ${agent}`);
  }

  override observe(_agent: string): Float32Array {
    if (this.faults.empty) return new Float32Array(0);
    return Float32Array.of(0.5, this.faults.outside ? 7 : this.round / 100);
  }

  override last(observe = true) {
    const last = super.last(observe || this.faults.observesAnyway === true);
    const { lastTellsOtherwise: part } = this.faults;
    if (part === 'termination') last[2] = true;
    if (part === 'truncation') last[3] = true;
    if (part === 'info') last[4] = { other: 1 };
    return last;
  }

  override reset({ seed }: ResetArguments = {}): void {
    this.generator = this.faults.unseeded ? SHARED : npRandom(seed ?? 0)[0];
    this.round = 0;
    this.ledger = openLedger(this.faults.begin ?? this.names);
    const { ledger } = this;
    this.selector = new AgentSelector([...ledger.agents]);
    if (ledger.agents.length > 0) ledger.agentSelection = this.selector.reset();
    for (const agent of ledger.agents) {
      if (this.faults.deadAtReset) ledger.terminations.set(agent, true);
      if (this.faults.flagsAsNumbers) ledger.truncations.set(agent, 0 as never);
      if (this.faults.infosAsLists) ledger.infos.set(agent, [] as never);
    }
    if (this.faults.missingInfo) ledger.infos.delete(this.names[0]);
    if (this.faults.selectsNobody) ledger.agentSelection = 'nobody_0';
  }

  override step(action: Float32Array | null): void {
    this.turn(action);
    // biome-ignore lint/correctness/noVoidTypeReturn: to return something is the fault.
    if (this.faults.stepReturns) return [] as never;
  }

  private turn(action: Float32Array | null): void {
    const { ledger, faults } = this;
    const agent = ledger.agentSelection;
    if (faults.staysAfterItsEnd && this.isDead(agent)) return;
    if (this.wasDeadStep(action)) {
      if (faults.comesBack && ledger.agents.length === 0) this.comeBack();
      return;
    }
    this.clearRewards();
    if (this.selector.isLast()) this.endRound();
    ledger.cumulativeRewards.set(agent, 0);
    ledger.agentSelection = this.selector.next();
    if (!faults.forgetsToAccumulate) this.accumulateRewards();
    this.deadsStepFirst();
  }

  private endRound(): void {
    const { ledger, faults } = this;
    this.round += 1;
    for (const agent of ledger.agents)
      ledger.rewards.set(agent, faults.badReward ? Number.NaN : this.generator.integers(1, 9));
    if (faults.endless || this.round < this.maxCycles) return;
    for (const agent of ledger.agents) ledger.truncations.set(agent, true);
    if (faults.skipsTheDead) this.ledger = openLedger([]);
  }

  private comeBack(): void {
    this.ledger = openLedger(this.names.slice(0, 1));
    this.selector = new AgentSelector(this.ledger.agents);
    this.ledger.agentSelection = this.selector.reset();
  }

  override render(): RenderFrame {
    if (this.faults.image !== undefined) return this.faults.image as RenderFrame;
    if (this.renderMode === 'rgb_array') return { pixels: new Uint8Array(12), shape: [2, 2, 3] };
    return this.renderMode === 'ansi' ? `round ${this.round}` : null;
  }

  override close(): void {}

  override get unwrapped(): AECEnv<unknown, unknown> {
    return this.faults.unwrapsToWrapper?.() ?? (this as never);
  }
}
