/**
 * Agents that are born and die by chance, as turns and as maps: the worlds of PettingZoo's own tests
 * (`generated_agents_env_v0`, `generated_agents_parallel_v0`), draw for draw.
 */
import {
  AECEnv,
  AgentSelector,
  Box,
  Discrete,
  type Generator,
  type Info,
  npRandom,
  openLedger,
  ParallelEnv,
  type ParallelStepResult,
  type ResetArguments,
} from 'gymnasium-js';

/** Kinds of agents, each with its spaces, and how many agents there were of each. */
class Kinds {
  generator: Generator = npRandom()[0];
  readonly names: string[] = [];
  private readonly spaces = new Map<string, { observation: Box; action: Discrete }>();
  private readonly counts = new Map<string, number>();

  constructor() {
    this.restart();
  }

  private restart(): void {
    this.names.length = 0;
    for (let n = 0; n < 3; n++) this.add();
  }

  add(): string {
    const name = `type${this.names.length}`;
    const actions = this.generator.integers(3, 10);
    const size = this.generator.integers(10, 50);
    this.spaces.set(name, { observation: new Box(0, 1, [size]), action: new Discrete(actions) });
    this.counts.set(name, 0);
    this.names.push(name);
    return name;
  }

  /** One in ten is of a new kind. */
  addOrChoose(): string {
    return this.generator.random() < 0.1 ? this.add() : this.choose(this.names);
  }

  choose(names: readonly string[]): string {
    return this.generator.choice(names);
  }

  nameAgent(kind: string): string {
    const count = this.counts.get(kind) as number;
    this.counts.set(kind, count + 1);
    return `${kind}_${count}`;
  }

  of(agent: string) {
    return this.spaces.get(agent.slice(0, agent.lastIndexOf('_')))!;
  }

  /** A seed makes the kinds anew. */
  reset({ seed }: ResetArguments): void {
    if (seed === undefined || seed === null) return;
    this.generator = npRandom(seed)[0];
    this.restart();
  }
}

export class GeneratedAgentsAec extends AECEnv<Float32Array, number> {
  override readonly metadata = { renderModes: [], name: 'generated_agents_env_v0' };
  override readonly possibleAgents: readonly string[] = [];
  private readonly kinds = new Kinds();
  private readonly maxCycles: number;
  private selector = new AgentSelector([]);
  private rounds = 0;

  constructor({ maxCycles = 100 } = {}) {
    super();
    this.maxCycles = maxCycles;
  }

  override observationSpace(agent: string): Box {
    return this.kinds.of(agent).observation;
  }

  override actionSpace(agent: string): Discrete {
    return this.kinds.of(agent).action;
  }

  override observe(agent: string): Float32Array {
    return this.observationSpace(agent).sample();
  }

  override reset(resetArguments: ResetArguments = {}): void {
    this.kinds.reset(resetArguments);
    this.rounds = 0;
    const born = Array.from({ length: 5 }, () => this.kinds.nameAgent(this.kinds.choose(this.kinds.names)));
    this.ledger = openLedger(born);
    this.selector = new AgentSelector(this.ledger.agents);
    this.ledger.agentSelection = this.selector.reset();
  }

  override step(action: number | null): void {
    if (this.wasDeadStep(action)) return;
    const { ledger, kinds } = this;
    this.clearRewards();
    ledger.cumulativeRewards.set(ledger.agentSelection, 0);
    if (this.selector.isLast()) {
      for (let n = 0; n < 5; n++) {
        if (kinds.generator.random() >= 0.1) continue;
        this.addAgent(kinds.nameAgent(kinds.addOrChoose()));
        if (ledger.agents.length >= 20) ledger.terminations.set(kinds.choose(ledger.agents), true);
      }
    }
    if (this.selector.isLast()) this.rounds += 1;
    if (this.rounds > this.maxCycles) for (const agent of ledger.agents) ledger.truncations.set(agent, true);
    ledger.rewards.set(kinds.choose(ledger.agents), 1);
    this.accumulateRewards();
    ledger.agentSelection = this.selector.next();
    this.deadsStepFirst();
  }
}

export class GeneratedAgentsParallel extends ParallelEnv<Float32Array, number> {
  override readonly metadata = { renderModes: [], name: 'generated_agents_parallel_v0' };
  override readonly possibleAgents: readonly string[] = [];
  override agents: string[] = [];
  private readonly kinds = new Kinds();
  private readonly maxCycles: number;
  private readonly rounds = 0;

  constructor({ maxCycles = 100 } = {}) {
    super();
    this.maxCycles = maxCycles;
  }

  override observationSpace(agent: string): Box {
    return this.kinds.of(agent).observation;
  }

  override actionSpace(agent: string): Discrete {
    return this.kinds.of(agent).action;
  }

  override reset(resetArguments: ResetArguments = {}): [Map<string, Float32Array>, Map<string, Info>] {
    this.kinds.reset(resetArguments);
    this.agents = Array.from({ length: 5 }, () => this.kinds.nameAgent(this.kinds.choose(this.kinds.names)));
    return [this.each((agent) => this.observationSpace(agent).sample()), this.each(() => ({}))];
  }

  /** The original never counts its rounds, so nobody is truncated while `maxCycles` is above 0. */
  override step(actions: ReadonlyMap<string, number>): ParallelStepResult<Float32Array> {
    for (const agent of this.agents)
      if (!actions.has(agent)) throw new RangeError(`there is no action of ${agent}`);
    const { kinds } = this;
    const truncated = this.rounds >= this.maxCycles;
    const terminations = this.each(() => false);
    const truncations = this.each(() => truncated);
    if (!truncated) {
      for (let n = 0; n < 6; n++)
        if (kinds.generator.random() < 0.1 && this.agents.length >= 10)
          terminations.set(kinds.choose(this.agents), true);
      for (let n = 0; n < 3; n++) {
        if (kinds.generator.random() >= 0.1) continue;
        const agent = kinds.nameAgent(kinds.addOrChoose());
        this.agents.push(agent);
        terminations.set(agent, false);
        truncations.set(agent, false);
      }
    }
    const infos = this.each(() => ({}));
    const rewards = this.each(() => 0).set(kinds.choose(this.agents), 1);
    const observations = this.each((agent) => this.observationSpace(agent).sample());
    this.agents = this.agents.filter((agent) => !truncations.get(agent) && !terminations.get(agent));
    return [observations, rewards, terminations, truncations, infos];
  }

  private each<Value>(valueAt: (agent: string) => Value): Map<string, Value> {
    return new Map(this.agents.map((agent) => [agent, valueAt(agent)]));
  }
}
