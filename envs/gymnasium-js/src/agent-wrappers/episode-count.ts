/** What both wrappers of several episodes share: how many there are, and how each is reset. */
import type { ResetArguments } from '../env.ts';
import { ValueError } from '../errors.ts';

/** Arguments of both wrappers. */
export interface EpisodeCount {
  readonly numEpisodes: number;
}

/** @throws ValueError unless `numEpisodes` is a positive integer */
export function checkEpisodeCount(numEpisodes: number): number {
  if (!Number.isInteger(numEpisodes) || numEpisodes < 1)
    throw new ValueError(`\`num_episodes\` must be at least 1, got ${numEpisodes}.`);
  return numEpisodes;
}

/** The arguments of the next reset: the seed plus one, the same options. Lists of seeds stay as they are. */
export function nextEpisode(resetArguments: ResetArguments): ResetArguments {
  const { seed } = resetArguments;
  if (typeof seed === 'number') return { ...resetArguments, seed: seed + 1 };
  if (typeof seed === 'bigint') return { ...resetArguments, seed: seed + 1n };
  return resetArguments;
}
