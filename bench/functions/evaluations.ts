/** How many evaluations a strategy needs until a candidate's loss is below a target, on functions of float64 vectors. */
import type { AnyStrategy } from '../../src/evolution/registry.ts';

export interface FunctionCase {
  readonly name: string;
  readonly initial: number;
  loss(x: ArrayLike<number>): number;
}

const DIMENSION = 10;

/** sum x^2 */
const sphere: FunctionCase = {
  name: 'sphere',
  initial: 1,
  loss(x) {
    let sum = 0;
    for (let n = 0; n < x.length; n++) sum += x[n] * x[n];
    return sum;
  },
};

/** sum 10^(6 n / (d - 1)) x_n^2: the longest axis is a thousand times the shortest. */
const ellipsoid: FunctionCase = {
  name: 'ellipsoid',
  initial: 1,
  loss(x) {
    let sum = 0;
    for (let n = 0; n < x.length; n++) sum += 10 ** ((6 * n) / (x.length - 1)) * x[n] * x[n];
    return sum;
  },
};

/** sum 100 (x_(n+1) - x_n^2)^2 + (1 - x_n)^2; from 4 dimensions on it has a local optimum beside the global one. */
const rosenbrock: FunctionCase = {
  name: 'Rosenbrock',
  initial: 0,
  loss(x) {
    let sum = 0;
    for (let n = 0; n < x.length - 1; n++) {
      const bend = x[n + 1] - x[n] * x[n];
      sum += 100 * bend * bend + (1 - x[n]) * (1 - x[n]);
    }
    return sum;
  },
};

export const functionCases = [sphere, ellipsoid, rosenbrock] as const;

/**
 * Evaluations until a candidate's loss is at most `target`, in 10 dimensions with the strategy's default population.
 * @returns undefined where `budget` evaluations did not suffice
 */
export function evaluationsTo(
  strategy: AnyStrategy,
  problem: FunctionCase,
  seed: number,
  { target = 1e-9, budget = 1_000_000, sigma = 0.3 } = {},
): number | undefined {
  const configuration = { ...(strategy.defaults(DIMENSION) as object), sigma };
  let state = strategy.init(configuration, new Float32Array(DIMENSION).fill(problem.initial), seed);
  const candidate = new Float32Array(DIMENSION);
  for (let spent = 0; spent < budget; ) {
    const proposal = strategy.ask(state);
    const fitness = new Float64Array(proposal.populationSize);
    for (let member = 0; member < proposal.populationSize; member++) {
      strategy.candidate(proposal, member, candidate);
      const loss = problem.loss(candidate);
      spent += 1;
      if (loss <= target) return spent;
      fitness[member] = -loss;
    }
    state = strategy.tell(state, fitness, 1).state;
  }
  return undefined;
}
