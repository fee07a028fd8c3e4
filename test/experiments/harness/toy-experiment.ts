/** An experiment that squares numbers: small enough to see what the harness does around it. */
import { z } from 'zod';
import type { CaseContext, Experiment, ExperimentCase } from '../../../experiments/harness/experiment.ts';

export interface ToyCase extends ExperimentCase {
  readonly number: number;
}

/** @param onRun told each case that is really run */
export function toyExperiment(
  onRun: (work: ToyCase, context: CaseContext) => void,
  numbers: readonly number[] = [2, 3],
): Experiment<ToyCase, { square: number }> {
  return {
    name: 'toy',
    title: 'Toy',
    question: 'What are the squares?',
    method: 'By multiplication.',
    seeds: { quick: 1, full: 2 },
    cases: (_scale, seeds) =>
      seeds.flatMap((seed) => numbers.map((number) => ({ key: `${number}-${seed}`, seed, number }))),
    run: async (work, context) => {
      onRun(work, context);
      return { square: work.number ** 2 };
    },
    resultSchema: z.strictObject({ square: z.number() }),
    figure: (results) => `<svg xmlns="http://www.w3.org/2000/svg"><title>${results.length}</title></svg>\n`,
    findings: (results) => results.map(({ result }) => result.square).join(', '),
  };
}
