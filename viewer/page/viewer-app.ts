/** The page as a whole: one lifetime, what decides it, and the views that show it. */
import type { SettingConfiguration } from '../../experiments/setting.ts';
import type { FrameEvent, ReadyEvent, Selection } from '../simulation/protocol.ts';
import { type PageState, writeHash } from '../state/url-state.ts';
import { clearAlert, showAlert, showFailure } from './alert.ts';
import { button, input, setText } from './elements.ts';
import { MatrixView } from './matrix-view.ts';
import { MessageActivity } from './message-activity.ts';
import { RuleShelf } from './rule-shelf.ts';
import { SeedField } from './seed-field.ts';
import { SeriesCharts } from './series-charts.ts';
import { SettingForm } from './setting-form.ts';
import { SimulationClient } from './simulation-client.ts';
import { SpeedSlider } from './speed-slider.ts';
import { StatusLine } from './status-line.ts';
import { WorldView } from './world-view.ts';

/** The address is written no more often than this; browsers refuse it when it changes too quickly. */
const ADDRESS_MILLISECONDS = 400;

export class ViewerApp {
  readonly client: SimulationClient;
  readonly shelf = new RuleShelf();
  readonly form: SettingForm;
  readonly seed: SeedField;
  readonly speed: SpeedSlider;
  /** Called once at the end of each lifetime that was played to its end. */
  onFinished: () => void = () => {};
  private readonly world: WorldView;
  private readonly matrix: MatrixView;
  private readonly messages = new MessageActivity();
  private readonly charts = new SeriesCharts();
  private readonly status = new StatusLine();
  private selection: Selection = { body: 0, layer: 0, state: 'hidden', unit: 0 };
  private wasPlaying = false;
  private addressTimer: ReturnType<typeof setTimeout> | undefined;

  constructor() {
    this.client = new SimulationClient({
      ready: (event) => this.begin(event),
      frame: (event) => this.show(event),
      failed: showAlert,
    });
    this.form = new SettingForm(() => this.restart());
    this.seed = new SeedField(() => this.restart());
    this.speed = new SpeedSlider((stepsPerSecond) => {
      this.client.send({ type: 'speed', stepsPerSecond });
      this.writeAddress();
    });
    this.matrix = new MatrixView((selection) => this.select(selection));
    this.world = new WorldView((body) => this.select(this.matrix.selectBody(body)));
    const observe = input('observe');
    const observeMessages = () => this.client.send({ type: 'observeMessages', observe: observe.checked });
    observe.addEventListener('change', observeMessages);
    observeMessages();
  }

  /** Prepares the drawing surface. @throws Error where the browser offers no WebGL */
  start(): Promise<void> {
    return this.world.start();
  }

  get playing(): boolean {
    return this.wasPlaying;
  }

  /** Shows what an address says; the rule has to be on the shelf already. */
  restore(state: PageState, playing: boolean): void {
    this.form.set(state.setting);
    this.seed.value = state.seed;
    this.selection = state.selection;
    this.speed.set(state.speed);
    this.client.send({ type: 'speed', stepsPerSecond: state.speed });
    this.restart(playing, state.step);
  }

  /** Starts the lifetime anew, with whatever has been chosen meanwhile. */
  restart(playing = this.wasPlaying, untilStep = 0): void {
    let setting: SettingConfiguration;
    try {
      setting = this.form.setting;
    } catch (error) {
      showFailure(error);
      return;
    }
    clearAlert();
    const { rule } = this.shelf;
    this.client.load({
      setting,
      seed: this.seed.value,
      ...(rule && { rule: rule.bytes, ruleName: rule.name }),
      ...(untilStep > 0 && { untilStep }),
      playing,
    });
  }

  playOrPause(): void {
    if (this.client.latestFrame?.finished) this.restart(true);
    else this.client.send({ type: this.wasPlaying ? 'pause' : 'play' });
  }

  selectNextBody(): void {
    const bodies = this.client.latestReady?.bodies ?? 1;
    this.select(this.matrix.selectBody((this.selection.body + 1) % bodies));
  }

  private select(selection: Selection): void {
    this.selection = selection;
    this.client.send({ type: 'select', ...selection });
    this.world.select(selection.body);
    this.writeAddress();
  }

  private begin(ready: ReadyEvent): void {
    this.world.begin(ready);
    this.charts.begin(ready.steps);
    this.status.begin(this.seed.value);
    this.select(this.matrix.begin(ready, this.selection));
  }

  private show(frame: FrameEvent): void {
    const { latestReady } = this.client;
    if (!latestReady) return;
    this.world.show(frame);
    this.matrix.show(frame);
    this.messages.show(frame, input('observe').checked);
    this.charts.add(frame);
    this.status.show(frame, latestReady);
    setText(button('play'), frame.playing ? 'Pause' : 'Play');
    button('play').ariaPressed = String(frame.playing);
    const ended = frame.finished && this.wasPlaying;
    this.wasPlaying = frame.playing;
    this.writeAddress();
    if (ended) this.onFinished();
  }

  private writeAddress(): void {
    this.addressTimer ??= setTimeout(() => {
      this.addressTimer = undefined;
      const state = this.state();
      if (state) history.replaceState(null, '', writeHash(state));
    }, ADDRESS_MILLISECONDS);
  }

  /** All that a link has to say; undefined while a field holds something that cannot be. */
  private state(): PageState | undefined {
    try {
      return {
        seed: this.seed.value,
        setting: this.form.setting,
        source: this.shelf.source,
        step: this.client.latestFrame?.step ?? 0,
        selection: this.selection,
        speed: this.speed.stepsPerSecond,
      };
    } catch {
      return undefined;
    }
  }
}
