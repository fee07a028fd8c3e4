/** Starts the page: reads the address, finds a rule, joins controls and keys to the lifetime. */
import './refuse-eval.ts';
import { latestOnly } from '../state/latest-only.ts';
import { defaultState, type PageState, readHash } from '../state/url-state.ts';
import { showAlert, showFailure } from './alert.ts';
import { button } from './elements.ts';
import { GenerationSlider } from './generation-slider.ts';
import { listenToKeys } from './keyboard.ts';
import { acceptRules } from './rule-drop.ts';
import { RunChooser } from './run-chooser.ts';
import { fetchRun } from './runs-client.ts';
import { TrainingChart } from './training-chart.ts';
import { ViewerApp } from './viewer-app.ts';

const testing = new URLSearchParams(location.search).get('test') === '1';
const stillness = matchMedia('(prefers-reduced-motion: reduce)').matches;

/** Whether the page was opened without an address, to show whatever there is. */
const untouched = location.hash === '' && !testing;

const app = new ViewerApp();
const generations = new GenerationSlider((generation) => {
  training.mark(generation);
  goToGeneration(generation).catch(showFailure);
});
const training = new TrainingChart((generation) => generations.choose(generation));
const runs = new RunChooser({
  chosen: (name) => void showRun(name).catch(showFailure),
  appeared(name) {
    // A rule of the user's own, or a lifetime that a link names, stays.
    if (app.shelf.rule || !untouched) return;
    runs.chosen = name;
    runs.following = true;
    showRun(name).catch(showFailure);
  },
  grown(run) {
    training.show(run);
    generations.offer(run);
  },
});

/** Shows which generation of the chosen run has the rule that is at work; the newest where none is named. */
function showGeneration(generation: number | undefined): void {
  generations.show(generation);
  training.mark(generation);
}

/** Lives the same lifetime with the rule that the chosen run had after a generation. */
const goToGeneration = latestOnly(async (generation: number) => {
  const { chosen } = runs;
  if (chosen === undefined) return;
  runs.following = false;
  await app.shelf.takeFromRun(chosen, generation);
  if (!app.form.needsRule) app.form.chooseSociety('vsml');
  app.restart();
});

/** Puts a run's own setting and newest rule to work, or no run. */
async function showRun(name: string | undefined): Promise<void> {
  if (name === undefined) {
    app.shelf.clear();
    app.form.chooseSociety('random');
  } else {
    const [run] = await Promise.all([fetchRun(name), app.shelf.takeFromRun(name)]);
    app.form.set(run.configuration.setting);
  }
  showGeneration(undefined);
  app.restart();
}

/** Repeats lifetimes, each with the newest rule and the next seed, while a run is followed. */
async function liveOn(): Promise<void> {
  const { chosen, following } = runs;
  if (!following || chosen === undefined) return;
  await app.shelf.takeFromRun(chosen);
  showGeneration(undefined);
  app.seed.advance();
  app.restart(true);
}

/** What a page without an address shows, given the newest run if there is one. */
async function firstState(newest: string | undefined): Promise<PageState> {
  if (newest === undefined) return defaultState();
  const { configuration } = await fetchRun(newest);
  return { ...defaultState({ run: newest }), setting: configuration.setting };
}

async function showAddress(newest: string | undefined): Promise<void> {
  const { state, problem } = readHash(location.hash, await firstState(newest));
  let complaint = problem;
  if ('run' in state.source) {
    const { run, generation } = state.source;
    await app.shelf.takeFromRun(run, generation).catch((error: Error) => {
      complaint ??= `${error.message}, so bodies act at random`;
      state.setting.society = 'random';
    });
    runs.chosen = run;
  } else runs.chosen = undefined;
  const fresh = location.hash === '';
  if (fresh && !testing) runs.following = true;
  app.restore(state, fresh && !testing && !stillness);
  if (complaint) showAlert(complaint);
  await runs.refresh();
  showGeneration('run' in state.source ? state.source.generation : undefined);
}

function join(): void {
  button('play').addEventListener('click', () => app.playOrPause());
  button('step').addEventListener('click', () => app.client.send({ type: 'step', count: 1 }));
  button('restart').addEventListener('click', () => app.restart());
  app.onFinished = () => void liveOn().catch(showFailure);
  acceptRules((rule) => {
    app.shelf.takeFile(rule);
    runs.chosen = undefined;
    training.show(undefined);
    if (!app.form.needsRule) app.form.chooseSociety('vsml');
    app.restart();
  });
  listenToKeys((command) => {
    if (command === 'playOrPause') app.playOrPause();
    else if (command === 'step') app.client.send({ type: 'step', count: 1 });
    else if (command === 'restart') app.restart();
    else if (command === 'faster') app.speed.nudge(1);
    else if (command === 'slower') app.speed.nudge(-1);
    else if (command === 'nextSeed') app.seed.next();
    else if (command === 'nextBody') app.selectNextBody();
    else if (command === 'followNewestRule') runs.following = !runs.following;
  });
}

async function start(): Promise<void> {
  join();
  await app.start();
  const newest = await runs.start();
  await showAddress(newest);
  addEventListener('hashchange', () => void showAddress(newest).catch(showFailure));
}

if (testing)
  Object.assign(window, {
    murmuration: {
      step: (count: number) => app.client.step(count),
      hash: () => app.client.latestFrame?.trajectoryHash ?? '',
      frame: () => app.client.latestFrame,
    },
  });

start().catch(showFailure);
