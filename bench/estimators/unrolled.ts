/**
 * Estimators on a linear system lived window by window: s <- r s + theta, fitness of a window -|s - target|^2 / 2.
 * After t windows s = c_t theta with c_t = (1 - r^t) / (1 - r), so the gradient of the mean fitness of an episode is
 * the mean over t of c_t (target - c_t theta), exactly; smoothing adds a constant only.
 * Truncated ES, which forgets how earlier windows came about, sees target - c_t theta instead.
 */
import { noiseReuseGradient, particleParameters } from '../../src/evolution/noise-reuse-es.ts';
import { fillParticleNoise, particleTime } from '../../src/evolution/particle-clock.ts';
import type { UnrolledSystem } from '../../src/evolution/particle-lives.ts';
import type { Proposal } from '../../src/evolution/strategy.ts';

const RETENTION = 0.5;
const TARGET = [1, -1];
const THETA = Float64Array.of(0.2, 0.1);
const SIGMA = 0.1;

/** The system itself; tasks do not differ. */
export const linearSystem: UnrolledSystem<readonly number[]> = {
  begin: () => TARGET.map(() => 0),
  advance(inner, parameters) {
    const next = inner.map((value, n) => RETENTION * value + parameters[n]);
    return { inner: next, fitness: next.reduce((sum, value, n) => sum - (value - TARGET[n]) ** 2 / 2, 0) };
  },
};

function reach(windows: number): number {
  let sum = 0;
  for (let t = 0; t < windows; t++) sum = RETENTION * sum + 1;
  return sum;
}

/** The gradient of the mean fitness over the windows of an episode; `shortSighted` leaves out what came before. */
export function unrolledTruth(windows: number, shortSighted = false): number[] {
  return TARGET.map((target, n) => {
    let sum = 0;
    for (let t = 1; t <= windows; t++) sum += (shortSighted ? 1 : reach(t)) * (target - reach(t) * THETA[n]);
    return sum / windows;
  });
}

function proposalOf(seed: number, windows: number, reusePeriod: number): Proposal {
  return {
    strategy: 'pes',
    mean: THETA,
    sigma: SIGMA,
    seed,
    generation: 0,
    populationSize: 2,
    distribution: {
      schedule: Float64Array.of(windows, reusePeriod),
      history: new Float64Array(0),
      sigmas: new Float64Array(0),
    },
  };
}

/** The fitness of both particles of a pair in their present window, each having lived its perturbed past. */
function live(proposal: Proposal, perturbed: (at: number, window: number) => boolean): Float64Array {
  const [windows, reusePeriod] = proposal.distribution!.schedule;
  const { window } = particleTime({ seed: proposal.seed, windows, reusePeriod }, 0, 0);
  const out = new Float32Array(THETA.length);
  return Float64Array.from({ length: 2 }, (_, member) => {
    let inner = linearSystem.begin(0);
    let fitness = 0;
    for (let at = 0; at <= window; at++) {
      if (perturbed(at, window)) particleParameters(proposal, member, at - window, out);
      else out.set(THETA);
      ({ inner, fitness } = linearSystem.advance(inner, out, at, windows));
    }
    return fitness;
  });
}

/** One pair's estimate at a window of its own: reusePeriod 1 is PES, `windows` is NRES. */
export function unrolledDraw(seed: number, windows: number, reusePeriod: number): Float64Array {
  const proposal = proposalOf(seed, windows, reusePeriod);
  return noiseReuseGradient(
    proposal,
    live(proposal, () => true),
  );
}

/** Truncated ES: the present window alone is perturbed, and only its own perturbation is blamed. */
export function truncatedDraw(seed: number, windows: number): Float64Array {
  const proposal = proposalOf(seed, windows, 1);
  const fitness = live(proposal, (at, window) => at === window);
  const schedule = { seed, windows, reusePeriod: 1 };
  const noise = new Float32Array(THETA.length);
  fillParticleNoise(schedule, 0, particleTime(schedule, 0, 0), noise);
  return Float64Array.from(noise, (value) => (value * (fitness[0] - fitness[1])) / (2 * SIGMA));
}
