/** The list of channel faults: what is done to messages that cross the boundary, in order. */
import {
  type ChannelSpecification,
  channelKinds,
  formatChannel,
  parseChannel,
} from '../../src/bus/channel-specification.ts';
import { clearAlert, showFailure } from './alert.ts';
import { block, fillSelect, input, make, select, setText } from './elements.ts';

/** What a newly chosen kind is offered with. */
const SUGGESTIONS: Readonly<Record<string, string>> = {
  drop: '0.2',
  delay: '1',
  noise: '0.1',
  mute: 'backward',
  sever: '0.25',
  quantise: '16',
};

export class ChannelEditor {
  private channels: ChannelSpecification[] = [];
  private readonly kind = select('channel-kind');
  private readonly value = input('channel-value');
  private readonly changed: () => void;

  /** @param changed called when the user has added or removed a fault */
  constructor(changed: () => void) {
    this.changed = changed;
    fillSelect(
      this.kind,
      Object.keys(channelKinds).map((kind) => ({ value: kind, label: kind })),
    );
    this.kind.addEventListener('change', () => this.suggest());
    // What is there is a suggestion: typing replaces it.
    this.value.addEventListener('focus', () => this.value.select());
    block('channel-form').addEventListener('submit', (event) => {
      event.preventDefault();
      this.add();
    });
    this.suggest();
    this.render();
  }

  /** The faults as a setting names them. */
  get specifications(): readonly ChannelSpecification[] {
    return this.channels;
  }

  /** Shows other faults, without calling back. */
  set(channels: readonly ChannelSpecification[]): void {
    this.channels = [...channels];
    this.render();
  }

  private suggest(): void {
    this.value.value = SUGGESTIONS[this.kind.value] ?? '';
    const described = Object.entries(channelKinds).find(([kind]) => kind === this.kind.value);
    const options = this.kind.value === 'mute' ? ': forward, backward or both' : '';
    setText(block('channel-summary'), `${this.kind.value} ${described?.[1].summary ?? ''}${options}.`);
  }

  private add(): void {
    try {
      this.channels.push(parseChannel(`${this.kind.value}=${this.value.value.trim()}`));
    } catch (error) {
      showFailure(error);
      return;
    }
    clearAlert();
    this.render();
    this.changed();
  }

  private remove(index: number): void {
    this.channels.splice(index, 1);
    this.render();
    this.changed();
    // The button that had the focus is gone; without this the keyboard would start again at the top.
    this.kind.focus();
  }

  private render(): void {
    block('channel-list').replaceChildren(
      ...this.channels.map((channel, index) => {
        const remove = make('button', { type: 'button', textContent: 'Remove' });
        remove.ariaLabel = `Remove ${formatChannel(channel)}`;
        remove.addEventListener('click', () => this.remove(index));
        return make('li', {}, make('code', { textContent: formatChannel(channel) }), remove);
      }),
    );
  }
}
