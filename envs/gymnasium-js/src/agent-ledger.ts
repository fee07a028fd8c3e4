/**
 * What an AEC environment keeps of its agents between turns, and the rules of its bookkeeping: rewards pile up
 * until an agent's own turn, and an agent that ended has one last turn in which it does nothing
 * (pettingzoo/utils/env.py).
 */
import type { Info } from './env.ts';
import { AssertionError, ValueError } from './errors.ts';

/** Maps hold one entry for each agent of `agents`, in its order of birth. */
export interface AgentLedger {
  /** Agents that still have a turn, in order; those that ended stay until their last turn is over. */
  agents: string[];
  /** Whose turn it is. */
  agentSelection: string;
  /** Rewards of the last turn. */
  rewards: Map<string, number>;
  /** Rewards since each agent's own last turn. */
  cumulativeRewards: Map<string, number>;
  terminations: Map<string, boolean>;
  truncations: Map<string, boolean>;
  infos: Map<string, Info>;
  /** Whose turn comes when the agents that ended had theirs; null when none pushed in. */
  skippedSelection: string | null;
}

/** The ledger at the begin of an episode: all alive, nothing earned, the first agent's turn. */
export function openLedger(agents: Iterable<string>): AgentLedger {
  const ledger: AgentLedger = {
    agents: [],
    agentSelection: '',
    rewards: new Map(),
    cumulativeRewards: new Map(),
    terminations: new Map(),
    truncations: new Map(),
    infos: new Map(),
    skippedSelection: null,
  };
  for (const agent of agents) addAgent(ledger, agent);
  ledger.agentSelection = ledger.agents[0] ?? '';
  return ledger;
}

/**
 * Enters an agent that is born.
 * @throws RangeError when there is one of this name
 */
export function addAgent(ledger: AgentLedger, agent: string): void {
  if (ledger.rewards.has(agent))
    throw new RangeError(`there is an agent '${agent}' already; every agent needs a name of its own`);
  ledger.agents.push(agent);
  ledger.rewards.set(agent, 0);
  ledger.cumulativeRewards.set(agent, 0);
  ledger.terminations.set(agent, false);
  ledger.truncations.set(agent, false);
  ledger.infos.set(agent, {});
}

/** Whether the agent ended, one way or the other. */
export function isDead({ terminations, truncations }: AgentLedger, agent: string): boolean {
  return terminations.get(agent) === true || truncations.get(agent) === true;
}

/** Sets the rewards of the last turn to zero. */
export function clearRewards({ rewards }: AgentLedger): void {
  for (const agent of rewards.keys()) rewards.set(agent, 0);
}

/** Adds the rewards of the last turn to what the agents have earned since their own. */
export function accumulateRewards({ rewards, cumulativeRewards }: AgentLedger): void {
  for (const [agent, reward] of rewards)
    cumulativeRewards.set(agent, (cumulativeRewards.get(agent) ?? 0) + reward);
}

/** Gives the next turn to the first agent that ended, if there is one. */
export function deadsStepFirst(ledger: AgentLedger): void {
  const dead = ledger.agents.find((agent) => isDead(ledger, agent));
  if (dead === undefined) return;
  ledger.skippedSelection = ledger.agentSelection;
  ledger.agentSelection = dead;
}

/**
 * The last turn of an agent that ended: it leaves, and the next that ended, or else whoever's turn it was before,
 * goes on.
 * @throws ValueError for an action other than null, AssertionError when the agent is alive
 */
export function wasDeadStep(ledger: AgentLedger, action: unknown): void {
  if (action !== null && action !== undefined)
    throw new ValueError('when an agent is dead, the only valid action is None');
  const agent = ledger.agentSelection;
  if (!isDead(ledger, agent))
    throw new AssertionError('an agent that was not dead as attempted to be removed');
  const { rewards, cumulativeRewards, terminations, truncations, infos } = ledger;
  for (const map of [rewards, cumulativeRewards, terminations, truncations, infos]) map.delete(agent);
  ledger.agents.splice(ledger.agents.indexOf(agent), 1);
  const dead = ledger.agents.find((other) => isDead(ledger, other));
  if (dead === undefined) {
    ledger.agentSelection = ledger.skippedSelection ?? ledger.agentSelection;
    ledger.skippedSelection = null;
  } else {
    ledger.skippedSelection ??= ledger.agentSelection;
    ledger.agentSelection = dead;
  }
  clearRewards(ledger);
}
