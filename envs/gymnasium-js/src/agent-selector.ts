/** AgentSelector: whose turn it is, round and round in a given order (pettingzoo/utils/agent_selector.py). */

export class AgentSelector {
  #order: readonly string[];
  /** The place after the agent selected; 0 also after the last. */
  #next = 0;
  #selected: string | null = null;

  /** @param order kept, not copied: agents that join or leave the list join or leave the round */
  constructor(order: readonly string[]) {
    this.#order = order;
  }

  get order(): readonly string[] {
    return this.#order;
  }

  /** The agent whose turn it is, null before the first. */
  get selected(): string | null {
    return this.#selected;
  }

  /** Begins anew, in another order. */
  reinit(order: readonly string[]): void {
    this.#order = order;
    this.#next = 0;
    this.#selected = null;
  }

  /** Begins anew and selects the first agent. */
  reset(): string {
    this.reinit(this.#order);
    return this.next();
  }

  /**
   * Selects the next agent.
   * @throws RangeError when the order is empty
   */
  next(): string {
    if (this.#order.length === 0) throw new RangeError('AgentSelector: there is no agent to select');
    this.#next = (this.#next + 1) % this.#order.length;
    this.#selected = this.#order.at(this.#next - 1) as string;
    return this.#selected;
  }

  /** Whether the agent selected is the last of the round. */
  isLast(): boolean {
    return this.#selected !== null && this.#selected === this.#order.at(-1);
  }

  /** Whether the agent selected is the first of the round. */
  isFirst(): boolean {
    return this.#selected !== null && this.#selected === this.#order[0];
  }

  /** Whether both stand at the same place of the same order. */
  equals(other: unknown): boolean {
    return (
      other instanceof AgentSelector &&
      other.#next === this.#next &&
      other.#selected === this.#selected &&
      other.#order.length === this.#order.length &&
      other.#order.every((agent, n) => agent === this.#order[n])
    );
  }
}
