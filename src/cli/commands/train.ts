/** `murmur train`: evolves a rule, saves every generation, resumes where it was stopped. */
import type { Command } from 'commander';
import { DEMO_WORLD, planFor } from '../../../experiments/plan.ts';
import { settingSchema } from '../../../experiments/setting.ts';
import type { Curriculum } from '../../training/curriculum.ts';
import { listenForInterruption } from '../interruption.ts';
import { withOptions } from '../option-values.ts';
import { deliver, say } from '../output.ts';
import { planOfRun, runTraining } from '../run-training.ts';
import { type SettingOptions, settingFrom } from '../setting-options.ts';
import { EXIT, UserError } from '../user-error.ts';

interface TrainOptions extends SettingOptions {
  readonly run?: string;
  readonly resume?: boolean;
  readonly generations?: number;
  readonly population?: number;
  readonly tasks?: number;
  readonly seed?: number;
  readonly tasksSharedBy?: 'population' | 'pair';
  readonly curriculum?: Curriculum;
  readonly evaluateEvery?: number;
  readonly stopTarget?: number;
  readonly stopPatience?: number;
  readonly stopGain?: number;
  readonly strategy?: string;
  readonly strategySet?: Readonly<Record<string, unknown>>;
  readonly workers?: number;
  readonly queue?: string;
  readonly store: string;
  readonly json?: boolean;
}

/** Options that would change what a run is; resuming takes them from the run. */
const FIXED_BY_RUN = [
  'world',
  'set',
  'steps',
  'boundary',
  'crossingDelay',
  'channel',
  'strategy',
  'strategySet',
  'population',
  'tasks',
  'tasksSharedBy',
  'curriculum',
  'evaluateEvery',
  'stopTarget',
  'stopPatience',
  'stopGain',
  'seed',
] as const;

/** An option's name as it is typed. */
function flag(option: string): string {
  return `--${option.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`;
}

/** When the training may end early; @throws UserError for a gain that nothing asks for */
function stoppingFrom({ stopTarget, stopPatience, stopGain }: TrainOptions) {
  if (stopGain !== undefined && stopPatience === undefined)
    throw new UserError('--stop-gain needs --stop-patience <measurements>, which it sharpens');
  if (stopTarget === undefined && stopPatience === undefined) return undefined;
  return {
    ...(stopTarget !== undefined && { target: stopTarget }),
    ...(stopPatience !== undefined && { patience: stopPatience }),
    ...(stopGain !== undefined && { minimumGain: stopGain }),
  };
}

const FINISHING = 'the generation at hand will be finished and saved; Ctrl-C once more stops at once';

async function train(options: TrainOptions): Promise<void> {
  const resume = options.resume === true;
  const name = options.run ?? `run-${new Date().toISOString().replace(/\D/g, '').slice(0, 14)}`;
  if (resume && options.run === undefined)
    throw new UserError('--resume needs --run <name>, the run to go on with');
  const fixed = resume ? FIXED_BY_RUN.find((option) => options[option] !== undefined) : undefined;
  if (fixed)
    throw new UserError(`${flag(fixed)} cannot be changed when a run is resumed: it is part of the run`);
  const setting = settingFrom(options, settingSchema.parse(DEMO_WORLD));
  const plan = resume
    ? planOfRun(options.store, name, options.generations)
    : planFor(setting, {
        generations: options.generations,
        populationSize: options.population,
        tasksPerGeneration: options.tasks,
        tasksSharedBy: options.tasksSharedBy,
        curriculum: options.curriculum,
        evaluateEvery: options.evaluateEvery,
        stopping: stoppingFrom(options),
        seed: options.seed,
        strategy: options.strategy,
        evolution: options.strategySet,
      });
  const { workers, queue, store: directory } = options;
  // On a queue there may be nobody to finish a generation, and what was answered is kept there for the one that resumes.
  const { signal, finish } = listenForInterruption(queue === undefined ? FINISHING : undefined);
  const result = await runTraining({ plan, name, directory, resume, workers, queue, signal, finish });
  const lifetimes = plan.evolution.populationSize * plan.tasksPerGeneration * result.generations;
  deliver(
    options.json,
    {
      run: name,
      generations: result.generations,
      ruleHash: result.ruleHash,
      hashes: result.hashes,
      seconds: result.seconds,
      lifetimesPerSecond: lifetimes / result.seconds,
    },
    `run ${name}: ${result.generations} generations, rule ${result.ruleHash.slice(0, 12)}, ${result.seconds.toFixed(1)} s`,
  );
  if (!result.stopped && result.generations < plan.generations) say('ended early, as its plan asks');
  if (result.stopped) {
    say(`stopped; go on with: murmur train --run ${name} --resume`);
    process.exitCode = EXIT.interrupted;
  }
}

/** Adds the command to the program. */
export function addTrain(program: Command): void {
  withOptions(program.command('train').description('evolve a rule'), [
    ...FIXED_BY_RUN,
    'generations',
    'workers',
    'queue',
    'run',
    'store',
    'json',
  ])
    .option('--resume', 'go on with the run where it was stopped')
    .addHelpText(
      'after',
      '\nExamples:\n  murmur train --world BernoulliBandit-v0 --set arms=10 --run bandit\n  murmur train --run bandit --resume --generations 500\n  murmur train --queue redis://192.0.2.1 --run dark     # and on any machine: murmur worker --queue redis://192.0.2.1\n  murmur train --strategy snes --strategy-set sigma=0.2 --run by-snes\n\nCtrl-C finishes and saves the generation at hand; once more stops at once, with all generations before it kept.',
    )
    .action(train);
}
