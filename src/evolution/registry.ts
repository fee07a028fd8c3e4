/** Every strategy by name: workers find a proposal's strategy here, and the conformance tests run over the list. */
import { fixedCandidate } from './fixed-candidate.ts';
import { openAiEs } from './openai-es.ts';
import type { CandidateSampler } from './strategy.ts';

export const STRATEGIES = [openAiEs] as const;

/** What rebuilds the candidates of a proposal of that strategy. @throws RangeError that lists the known names */
export function strategyNamed(name: string): CandidateSampler {
  if (name === fixedCandidate.name) return fixedCandidate;
  const found = STRATEGIES.find((strategy) => strategy.name === name);
  if (found !== undefined) return found;
  const known = STRATEGIES.map((strategy) => strategy.name).join(', ');
  throw new RangeError(`strategy must be one of ${known}, got ${JSON.stringify(name)}`);
}
