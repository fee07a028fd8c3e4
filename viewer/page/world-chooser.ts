/** The choice of world and of its options, one field for each option that the world declares. */
import { listWorlds } from '../../envs/worlds/registry.ts';
import { block, fillSelect, make, select, setText } from './elements.ts';

type Options = Record<string, unknown>;

const worlds = listWorlds();

export class WorldChooser {
  private readonly choice = select('worldId');
  private readonly fields = block('world-options');
  private given: Options = {};

  /** @param changed called when the user has chosen another world or option */
  constructor(changed: () => void) {
    fillSelect(
      this.choice,
      worlds.map(({ id }) => ({ value: id, label: id })),
    );
    this.choice.addEventListener('change', () => {
      this.given = {};
      this.render();
      changed();
    });
    this.fields.addEventListener('change', changed);
    this.render();
  }

  get world(): string {
    return this.choice.value;
  }

  /** The options that differ from the world's own defaults, so that links stay short. */
  get options(): Options {
    const defaults = this.definition?.options ?? {};
    const chosen: Options = {};
    for (const field of this.fields.querySelectorAll('input')) {
      const initial = defaults[field.name];
      const value = typeof initial === 'number' ? Number(field.value) : field.value;
      if (field.value !== '' && value !== initial) chosen[field.name] = value;
    }
    // What has no field, such as a list, is handed on as it came.
    for (const [name, value] of Object.entries(this.given))
      if (!isSimple(defaults[name])) chosen[name] = value;
    return chosen;
  }

  /** Shows another world, without calling back. */
  set(world: string, options: Readonly<Options>): void {
    this.choice.value = world;
    this.given = { ...options };
    this.render();
  }

  private get definition() {
    return worlds.find(({ id }) => id === this.choice.value);
  }

  private render(): void {
    setText(block('world-summary'), sentence(this.definition?.summary ?? ''));
    this.fields.replaceChildren(
      ...Object.entries(this.definition?.options ?? {})
        .filter(([, initial]) => isSimple(initial))
        .map(([name, initial]) => {
          const field = make('input', {
            name,
            type: typeof initial === 'number' ? 'number' : 'text',
            value: String(this.given[name] ?? initial),
          });
          if (field.type === 'number') field.step = Number.isInteger(initial) ? '1' : 'any';
          return make('label', {}, spaced(name), field);
        }),
    );
  }
}

function isSimple(value: unknown): boolean {
  return typeof value === 'number' || typeof value === 'string';
}

function sentence(text: string): string {
  return /[.!?]$/.test(text) || text === '' ? text : `${text}.`;
}

/** `itemTypes` as `item types`. */
function spaced(name: string): string {
  return name.replaceAll(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`);
}
