/** Every strategy by name: workers find a proposal's strategy here, and the conformance tests run over the list. */
import { ars } from './ars.ts';
import { cmaEs } from './cma-es.ts';
import { fixedCandidate } from './fixed-candidate.ts';
import { guidedEs } from './guided-es.ts';
import { ipopCmaEs } from './ipop-cma-es.ts';
import { lmMaEs } from './lm-ma-es.ts';
import { nres, pes } from './noise-reuse-es.ts';
import { openAiEs } from './openai-es.ts';
import { pgpe } from './pgpe.ts';
import { randomSearch } from './random-search.ts';
import { sepCmaEs } from './sep-cma-es.ts';
import { simpleGa } from './simple-ga.ts';
import { snes } from './snes.ts';
import type { CandidateSampler, Strategy } from './strategy.ts';
import { xnes } from './xnes.ts';

/** A strategy whose configuration and state are its own affair; both are checked where they come in. */
export type AnyStrategy = Strategy<unknown, unknown>;

export const STRATEGIES: readonly AnyStrategy[] = [
  openAiEs,
  pgpe,
  snes,
  xnes,
  cmaEs,
  ipopCmaEs,
  sepCmaEs,
  lmMaEs,
  ars,
  guidedEs,
  pes,
  nres,
  randomSearch,
  simpleGa,
];

/** Their names, in the order of the list. */
export const STRATEGY_NAMES: readonly string[] = STRATEGIES.map(({ name }) => name);

/** The strategy of that name. @throws RangeError that lists the known names */
export function findStrategy(name: string): AnyStrategy {
  const found = STRATEGIES.find((strategy) => strategy.name === name);
  if (found !== undefined) return found;
  throw new RangeError(`strategy must be one of ${STRATEGY_NAMES.join(', ')}, got ${JSON.stringify(name)}`);
}

/** What rebuilds the candidates of a proposal of that strategy. @throws RangeError that lists the known names */
export function strategyNamed(name: string): CandidateSampler {
  return name === fixedCandidate.name ? fixedCandidate : findStrategy(name);
}
