/** The keyboard shortcuts: one table for what keys do and for the help that lists them. */

export type ShortcutCommand =
  | 'playOrPause'
  | 'step'
  | 'restart'
  | 'faster'
  | 'slower'
  | 'nextSeed'
  | 'nextBody'
  | 'followNewestRule'
  | 'help';

export interface Shortcut {
  /** As `KeyboardEvent.key` names it. */
  readonly key: string;
  /** What the key does, for the help. */
  readonly label: string;
  readonly command: ShortcutCommand;
}

export const shortcuts: readonly Shortcut[] = [
  { key: ' ', label: 'Play or pause', command: 'playOrPause' },
  { key: '.', label: 'Take one step', command: 'step' },
  { key: 'r', label: 'Restart this lifetime', command: 'restart' },
  { key: '+', label: 'Faster', command: 'faster' },
  { key: '-', label: 'Slower', command: 'slower' },
  { key: 'n', label: 'Next seed', command: 'nextSeed' },
  { key: 'b', label: 'Select the next body', command: 'nextBody' },
  { key: 'f', label: 'Follow the newest rule', command: 'followNewestRule' },
  { key: '?', label: 'Show or hide this help', command: 'help' },
];

/** What a key is called in the help. */
export function keyName(key: string): string {
  return key === ' ' ? 'Space' : key;
}

/** What the page needs of a `KeyboardEvent`. */
export interface KeyPress {
  readonly key: string;
  readonly ctrlKey: boolean;
  readonly metaKey: boolean;
  readonly altKey: boolean;
}

/** The shortcut of a key press, capitals included, or undefined; keys held with Ctrl, Meta or Alt belong to the browser. */
export function shortcutFor({ key, ctrlKey, metaKey, altKey }: KeyPress): Shortcut | undefined {
  if (ctrlKey || metaKey || altKey) return undefined;
  return shortcuts.find((shortcut) => shortcut.key === key.toLowerCase());
}
