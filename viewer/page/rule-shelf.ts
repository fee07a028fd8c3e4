/** The rule at work and where it came from: a run of the server, a file of the user's, or nowhere. */
import { decodeRule } from '../../src/vsml/rule-file.ts';
import type { RuleSource } from '../state/url-state.ts';
import { block, setText } from './elements.ts';
import { fetchNewestRule, type RuleFile } from './runs-client.ts';

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

  /** Fetches the newest rule of a run; what was there stays if there is none. */
  async takeFromRun(run: string): Promise<void> {
    this.put(await fetchNewestRule(run), { run });
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
