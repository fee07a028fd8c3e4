/** The rule at work and where it came from: a run of the server, a file of the user's, or nowhere. */
import { decodeRule } from '../../src/vsml/rule-file.ts';
import type { RuleSource } from '../state/url-state.ts';
import { block, setText } from './elements.ts';
import { fetchRule, type RuleFile } from './runs-client.ts';

export class RuleShelf {
  private current: RuleFile | undefined;
  private origin: RuleSource = { none: true };

  get rule(): RuleFile | undefined {
    return this.current;
  }

  /** What links say of the rule; files stay on the user's disk, so links cannot name them. */
  get source(): RuleSource {
    return this.origin;
  }

  /**
   * Takes a file; what was there stays if it is no rule.
   * @throws an Error whose message is one sentence
   */
  takeFile(rule: RuleFile): void {
    decodeRule(rule.bytes, rule.name);
    this.put(rule, { none: true });
  }

  /** Fetches a run's rule after a generation, or its newest; what was there stays if there is none. */
  async takeFromRun(run: string, generation?: number): Promise<void> {
    const rule = await fetchRule(run, generation);
    this.put(rule, generation === undefined ? { run } : { run, generation });
  }

  /** No rule any more. */
  clear(): void {
    this.put(undefined, { none: true });
  }

  private put(rule: RuleFile | undefined, source: RuleSource): void {
    this.current = rule;
    this.origin = source;
    setText(
      block('rule-name'),
      rule ? `Rule: ${rule.name}` : 'No rule loaded; drop a .safetensors file anywhere.',
    );
  }
}
