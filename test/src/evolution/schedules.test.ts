/** Schedules of the population and of decay. */
import { expect, it } from 'vitest';
import { openAiEs } from '../../../src/evolution/openai-es.ts';
import { scheduledPopulation } from '../../../src/evolution/population-schedule.ts';
import { TOY_CONFIGURATION } from '../../fixtures/toy-configuration.ts';

it('grows a population by equal factors, always in whole pairs', () => {
  const settings = { populationSize: 8, finalPopulationSize: 128, generations: 4 };
  const sizes = [0, 1, 2, 3, 4, 9].map((generation) => scheduledPopulation(settings, generation));
  expect(sizes).toEqual([8, 16, 32, 64, 128, 128]);
});

it('keeps the first size where no final one is set', () => {
  expect(scheduledPopulation({ populationSize: 10, generations: 5 }, 3)).toBe(10);
});

it('lets OpenAI-ES ask for the scheduled number and take its fitness', () => {
  const configuration = { ...TOY_CONFIGURATION, populationSize: 4, finalPopulationSize: 16, generations: 2 };
  let state = openAiEs.init(configuration, new Float32Array(2), 1);
  const sizes: number[] = [];
  for (let generation = 0; generation < 3; generation++) {
    const { populationSize } = openAiEs.ask(state);
    sizes.push(populationSize);
    state = openAiEs.tell(state, new Float64Array(populationSize), 1).state;
  }
  expect(sizes).toEqual([4, 8, 16]);
});
