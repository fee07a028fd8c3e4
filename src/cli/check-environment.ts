/** Runs the checkers of gymnasium-js on an environment, each to its end, and tells what came of each. */
import {
  type AECEnv,
  apiTest,
  checkEnv,
  logger,
  type ParallelEnv,
  parallelApiTest,
  parallelSeedTest,
  renderTest,
  seedTest,
} from 'gymnasium-js';
import type { CheckTarget } from './check-target.ts';
import { UserError } from './user-error.ts';

/** What one checker said; it is skipped where its kind of environment cannot be made with the arguments. */
export interface CheckResult {
  readonly check: string;
  readonly status: 'passed' | 'failed' | 'skipped';
  /** The breach, or why it was skipped. */
  readonly reason: string | null;
  readonly warnings: readonly string[];
}

type Arguments = Readonly<Record<string, unknown>>;
type AgentEnv = AECEnv<unknown, unknown> | ParallelEnv<unknown, unknown>;
/** A checker; `ready` makes what it needs and gives what runs it. */
interface Check {
  readonly name: string;
  readonly ready: () => () => void;
}

/** Environments that show themselves to people may print; results alone go to standard output. */
function withoutPrinting<Result>(action: () => Result): Result {
  const print = console.log;
  console.log = () => {};
  try {
    return action();
  } finally {
    console.log = print;
  }
}

function textOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

function run({ name, ready }: Check): CheckResult {
  let status: CheckResult['status'] = 'skipped';
  let reason: string | null = null;
  const [, warnings] = logger.catchWarnings(() => {
    try {
      withoutPrinting(() => {
        const check = ready();
        status = 'failed';
        check();
      });
      status = 'passed';
    } catch (error) {
      reason = textOf(error);
    }
  });
  const texts = new Set(warnings.map(({ message }) => message.replace(/^WARN: /, '')));
  return { check: name, status, reason, warnings: [...texts] };
}

/** The checkers of many agents: first one environment is made, which tells whether it can be. */
function agentChecks<Made extends AgentEnv>(
  make: (kwargs: Arguments) => Made,
  kwargs: Arguments,
  checks: Readonly<Record<string, (makeEnv: () => Made) => void>>,
): Check[] {
  const readyFor = (check: (makeEnv: () => Made) => void) => () => {
    make(kwargs).close();
    return () => check(() => make(kwargs));
  };
  return Object.entries(checks).map(([name, check]) => ({ name, ready: readyFor(check) }));
}

function renderCheck(
  make: (kwargs: Arguments) => AgentEnv,
  kwargs: Arguments,
): (makeEnv: () => AgentEnv) => void {
  return (makeEnv) => {
    const env = makeEnv();
    env.close();
    // Environments that declare no mode need not know the argument either.
    if (env.metadata.renderModes.length > 0)
      renderTest((renderMode) => make(renderMode === null ? kwargs : { ...kwargs, renderMode }));
  };
}

function checksOf({ single, aec, parallel }: CheckTarget, kwargs: Arguments, cycles: number): Check[] {
  const checks: Check[] = [];
  if (single !== null) {
    const ready = () => {
      const env = single(kwargs).unwrapped;
      return () => checkEnv(env);
    };
    checks.push({ name: 'checkEnv', ready });
  }
  if (aec !== null) {
    const tests = {
      apiTest: (makeEnv: () => AECEnv<unknown, unknown>) => apiTest(makeEnv(), { cycles }),
      seedTest: (makeEnv: () => AECEnv<unknown, unknown>) => seedTest(makeEnv, { cycles }),
      renderTest: renderCheck(aec, kwargs),
    };
    checks.push(...agentChecks(aec, kwargs, tests));
  }
  if (parallel !== null) {
    const tests = {
      parallelApiTest: (makeEnv: () => ParallelEnv<unknown, unknown>) => parallelApiTest(makeEnv(), cycles),
      parallelSeedTest: (makeEnv: () => ParallelEnv<unknown, unknown>) =>
        parallelSeedTest(makeEnv, { cycles }),
      renderTest: renderCheck(parallel, kwargs),
    };
    checks.push(...agentChecks(parallel, kwargs, tests));
  }
  return checks;
}

/**
 * Runs every checker that suits the kinds of the environment.
 * @throws UserError when it cannot be made with these arguments in any of its kinds
 */
export function checkEnvironment(target: CheckTarget, kwargs: Arguments, cycles: number): CheckResult[] {
  const results = checksOf(target, kwargs, cycles).map(run);
  if (results.every(({ status }) => status === 'skipped'))
    throw new UserError(`${target.name} cannot be made: ${results[0].reason?.split('\n')[0]}`);
  return results;
}
