/** checkEnvironmentsMatch: whether two environments are the same world (gymnasium/utils/env_match.py). */
import type { Env, Info, RenderedImage } from '../env.ts';
import { assert } from './assert.ts';
import { dataEquivalence } from './data-equivalence.ts';

/** How infos are compared: whole, the first within the second, by their keys in both ways, or not at all. */
export type InfoComparison = 'equivalence' | 'superset' | 'keys-equivalence' | 'keys-superset' | 'skip';

/** What to compare. */
export interface EnvironmentsMatchOptions {
  /** Steps after the reset; 0 compares the reset alone. */
  readonly numSteps: number;
  /** Seeds resets and actions. */
  readonly seed?: number;
  readonly skipObservations?: boolean;
  readonly skipRewards?: boolean;
  readonly skipTerminations?: boolean;
  readonly skipTruncations?: boolean;
  /** Images are never compared where there are none: without a render mode and with `human`. */
  readonly skipRender?: boolean;
  readonly infoComparison?: InfoComparison;
}

const INFO_COMPARISONS: readonly InfoComparison[] = [
  'equivalence',
  'superset',
  'keys-equivalence',
  'keys-superset',
  'skip',
];

/** An image as what it shows, whatever class it is of. */
function plainFrame(frame: unknown): unknown {
  if (Array.isArray(frame)) return frame.map(plainFrame);
  if (typeof frame !== 'object' || frame === null) return frame;
  const { pixels, shape } = frame as RenderedImage;
  return { pixels, shape: [...shape] };
}

function checkInfos(moment: string, a: Info, b: Info, comparison: InfoComparison): void {
  const within = (inner: Info, outer: Info) => Object.keys(inner).every((key) => key in outer);
  if (comparison === 'equivalence') assert(dataEquivalence(a, b), `${moment} info is not equivalent`);
  if (comparison === 'superset') {
    for (const [key, value] of Object.entries(a))
      assert(key in b && dataEquivalence(value, b[key]), `${moment} info is not a superset`);
  }
  if (comparison === 'keys-equivalence')
    assert(within(a, b) && within(b, a), `${moment} info keys are not equivalent`);
  if (comparison === 'keys-superset') assert(within(a, b), `${moment} info keys are not a superset`);
}

/**
 * Resets both with one seed and steps both by the same random actions, resetting both again where one ends.
 * @throws AssertionError that names what differs; RangeError for another way to compare infos
 */
export function checkEnvironmentsMatch<Observation, Action>(
  a: Env<Observation, Action>,
  b: Env<Observation, Action>,
  options: EnvironmentsMatchOptions,
): void {
  const { numSteps, seed = 0, infoComparison = 'equivalence' } = options;
  if (!INFO_COMPARISONS.includes(infoComparison)) {
    throw new RangeError(
      `infoComparison must be one of ${INFO_COMPARISONS.join(', ')}, got ${String(infoComparison)}`,
    );
  }
  const skipRender =
    (options.skipRender ?? false) ||
    [a.unwrapped.renderMode, b.unwrapped.renderMode].some((mode) => mode === null || mode === 'human');
  assert(a.actionSpace.equals(b.actionSpace), `action spaces differ: ${a.actionSpace} and ${b.actionSpace}`);
  assert(
    (options.skipObservations ?? false) || a.observationSpace.equals(b.observationSpace),
    `observation spaces differ: ${a.observationSpace} and ${b.observationSpace}`,
  );
  const compare = (moment: string, what: string, left: unknown, right: unknown, skip = false) =>
    assert(skip || dataEquivalence(left, right), `${moment} ${what} is not equivalent`);
  const compareRender = (moment: string) => {
    if (!skipRender) compare(moment, 'render', plainFrame(a.render()), plainFrame(b.render()));
  };
  const resetBoth = () => {
    const [[observation, info], [other, otherInfo]] = [a.reset({ seed }), b.reset({ seed })];
    compare('resetting', 'observation', observation, other, options.skipObservations);
    checkInfos('resetting', info, otherInfo, infoComparison);
    compareRender('resetting');
  };
  a.actionSpace.seed(seed);
  resetBoth();
  for (let step = 0; step < numSteps; step++) {
    const action = a.actionSpace.sample();
    const [left, right] = [a.step(action), b.step(action)];
    compare('stepping', 'observation', left[0], right[0], options.skipObservations);
    compare('stepping', 'reward', left[1], right[1], options.skipRewards);
    compare('stepping', 'terminal', left[2], right[2], options.skipTerminations);
    compare('stepping', 'truncated', left[3], right[3], options.skipTruncations);
    checkInfos('stepping', left[4], right[4], infoComparison);
    compareRender('stepping');
    if (left[2] || left[3] || right[2] || right[3]) resetBoth();
  }
}
