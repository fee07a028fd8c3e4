/** The form that makes a setting: world, society, boundary, crossing delay and channel faults together. */
import { boundaries, boundaryNames } from '../../agents/boundary.ts';
import { type SettingConfiguration, settingSchema, societyNames } from '../../experiments/setting.ts';
import { ChannelEditor } from './channel-editor.ts';
import { block, fillSelect, select, setText } from './elements.ts';
import { WorldChooser } from './world-chooser.ts';

const SOCIETIES: Readonly<Record<(typeof societyNames)[number], string>> = {
  vsml: 'vsml (learns by the rule)',
  'no-feedback': 'no-feedback (rule without reward)',
  random: 'random (uniform actions)',
  'q-learning': 'q-learning (a table each)',
};

export class SettingForm {
  private readonly world: WorldChooser;
  private readonly channels: ChannelEditor;
  private readonly society = select('society');
  private readonly boundary = select('boundary');
  private readonly crossingDelay = select('crossing-delay');
  /** What the form has no field for (length of the lifetime, options of the network) stays as a run had it. */
  private rest: Pick<SettingConfiguration, 'steps' | 'vsml'>;

  /** @param changed called when the user has changed anything */
  constructor(changed: () => void) {
    this.world = new WorldChooser(changed);
    this.channels = new ChannelEditor(changed);
    this.rest = { vsml: settingSchema.parse({ world: this.world.world }).vsml };
    fillSelect(
      this.society,
      societyNames.map((name) => ({ value: name, label: SOCIETIES[name] })),
    );
    fillSelect(
      this.boundary,
      boundaryNames.map((name) => ({ value: name, label: name })),
    );
    this.boundary.value = 'body';
    for (const field of [this.society, this.boundary, this.crossingDelay])
      field.addEventListener('change', () => {
        this.describe();
        changed();
      });
    this.describe();
  }

  /** @throws ZodError where a value is out of range */
  get setting(): SettingConfiguration {
    return settingSchema.parse({
      ...this.rest,
      world: this.world.world,
      worldOptions: this.world.options,
      society: this.society.value,
      boundary: this.boundary.value,
      crossingDelay: Number(this.crossingDelay.value),
      channels: this.channels.specifications,
    });
  }

  /** Shows another setting, without calling back. */
  set(setting: SettingConfiguration): void {
    const { world, worldOptions, society, boundary, crossingDelay, channels, ...rest } = setting;
    this.rest = rest;
    this.world.set(world, worldOptions);
    this.channels.set(channels);
    this.society.value = society;
    this.boundary.value = boundary;
    this.crossingDelay.value = String(crossingDelay);
    this.describe();
  }

  /** Chooses a society, without calling back. */
  chooseSociety(society: SettingConfiguration['society']): void {
    this.society.value = society;
  }

  /** Whether the chosen society learns by a rule. */
  get needsRule(): boolean {
    return this.society.value === 'vsml' || this.society.value === 'no-feedback';
  }

  private describe(): void {
    const chosen = boundaryNames.find((name) => name === this.boundary.value);
    if (chosen) setText(block('boundary-summary'), `${chosen}: ${boundaries[chosen].summary}.`);
  }
}
