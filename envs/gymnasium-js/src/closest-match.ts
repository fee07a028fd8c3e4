/**
 * "Did you mean ...?": the most similar name by Ratcliff & Obershelp 1988, "Pattern matching: the gestalt
 * approach".
 */

const CUTOFF = 0.6;

/** Letters that match: the longest common substring, then the same on both sides of it. */
function matchingLetters(a: string, b: string): number {
  let length = 0;
  let startA = 0;
  let startB = 0;
  for (let i = 0; i < a.length; i++) {
    for (let j = 0; j < b.length; j++) {
      let common = 0;
      while (i + common < a.length && j + common < b.length && a[i + common] === b[j + common]) common++;
      if (common > length) {
        length = common;
        startA = i;
        startB = j;
      }
    }
  }
  if (length === 0) return 0;
  const before = matchingLetters(a.slice(0, startA), b.slice(0, startB));
  return before + length + matchingLetters(a.slice(startA + length), b.slice(startB + length));
}

/**
 * The candidate most similar to `word`, if any reaches a similarity of 0.6; of equally similar ones the last
 * in the order of their letters.
 */
export function closestMatch(word: string, candidates: Iterable<string>): string | undefined {
  let best: string | undefined;
  let bestSimilarity = CUTOFF;
  for (const candidate of candidates) {
    const letters = matchingLetters(candidate, word);
    const similarity = (2 * letters) / (candidate.length + word.length || 1);
    const beatsEqual = best === undefined || candidate > best;
    if (similarity > bestSimilarity || (similarity === bestSimilarity && beatsEqual)) {
      best = candidate;
      bestSimilarity = similarity;
    }
  }
  return best;
}
