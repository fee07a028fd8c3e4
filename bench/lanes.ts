/**
 * Trainings that run side by side, a generation of each in turn, so that whatever else the machine does meets all of
 * them alike: what the benchmarks of executors compare by the clock.
 */
import { planFor } from '../experiments/plan.ts';
import { settingSchema } from '../experiments/setting.ts';
import { planEvaluator } from '../experiments/train-rule.ts';
import type { Executor } from '../src/evolution/executor.ts';
import { openAiEs } from '../src/evolution/openai-es.ts';
import { hashParameters } from '../src/evolution/parameter-hash.ts';
import { trainingTaskSeeds } from '../src/training/task-distribution.ts';
import { initialRule } from '../src/vsml/rule.ts';
import { median } from './tickers.ts';

/** The main job, with so many members that a generation on two threads takes some seconds. */
export const plan = planFor(
  settingSchema.parse({ world: 'DarkRoom-v0', worldOptions: { size: 5, bodies: 4 } }),
  { populationSize: 192 },
);

export const evaluator = planEvaluator(plan);

/** The first generations load code and let it be compiled. */
const WARMING_ROUNDS = 2;

/** One training: all that a coordinator does but saving. */
class Lane {
  readonly seconds: number[] = [];
  readonly #executor: Executor;
  #state = openAiEs.init(
    openAiEs.configurationSchema.parse(plan.evolution),
    initialRule(plan.rule, plan.seed).parameters,
    plan.seed,
  );

  constructor(executor: Executor) {
    this.#executor = executor;
  }

  async live(): Promise<void> {
    const begun = performance.now();
    const proposal = openAiEs.ask(this.#state);
    const taskSeeds = trainingTaskSeeds(plan.seed, proposal.generation, plan.tasksPerGeneration);
    const fitness = await this.#executor.evaluate(proposal, taskSeeds);
    this.#state = openAiEs.tell(this.#state, fitness, taskSeeds.length).state;
    this.seconds.push((performance.now() - begun) / 1000);
  }

  hash(): string {
    return hashParameters(this.#state.mean);
  }
}

/**
 * Prints lifetimes a second of each executor, and how many times the first one's that is.
 * @param executors are closed at the end
 * @throws Error when they do not find the same rule
 */
export async function compareExecutors(
  executors: readonly Executor[],
  rounds: number,
  asked: string,
): Promise<void> {
  const lanes = executors.map((executor) => new Lane(executor));
  try {
    for (let round = 0; round < WARMING_ROUNDS + rounds; round++) {
      // Every other round backwards: none is always the first.
      for (const lane of round % 2 === 0 ? lanes : lanes.toReversed()) await lane.live();
    }
  } finally {
    await Promise.all(executors.map((executor) => executor.close()));
  }
  if (new Set(lanes.map((lane) => lane.hash())).size > 1) throw new Error('the rules found differ');
  const lifetimes = plan.evolution.populationSize * plan.tasksPerGeneration;
  const times = lanes.map(({ seconds }) => seconds.slice(WARMING_ROUNDS));
  console.log(`${lifetimes} lifetimes a generation, medians of ${rounds} rounds by the clock (${asked})`);
  times.forEach((seconds, n) => {
    const rate = lifetimes / median(seconds);
    const ratios = seconds.map((value, round) => times[0][round] / value).sort((a, b) => a - b);
    console.log(
      `  ${executors[n].name.padEnd(10)} ${rate.toFixed(0).padStart(6)} lifetimes/s  ${median(ratios).toFixed(3)} x ` +
        `(${ratios[0].toFixed(3)} to ${ratios.at(-1)!.toFixed(3)})`,
    );
  });
}
