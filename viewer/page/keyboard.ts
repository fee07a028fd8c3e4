/** Keys and the help dialog that lists them, both from the one table of shortcuts. */
import { keyName, type ShortcutCommand, shortcutFor, shortcuts } from '../state/shortcuts.ts';
import { block, button, element, make } from './elements.ts';

/** Calls back with the command of each shortcut that is pressed; help is dealt with here. */
export function listenToKeys(obey: (command: ShortcutCommand) => void): void {
  const help = element('help', HTMLDialogElement);
  block('shortcuts').replaceChildren(
    ...shortcuts.flatMap(({ key, label }) => [
      make('dt', {}, make('kbd', { textContent: keyName(key) })),
      make('dd', { textContent: label }),
    ]),
  );
  const toggleHelp = () => (help.open ? help.close() : help.showModal());
  button('help-open').addEventListener('click', toggleHelp);
  document.addEventListener('keydown', (event) => {
    if (event.defaultPrevented || belongsToField(event)) return;
    const shortcut = shortcutFor(event);
    if (!shortcut) return;
    if (shortcut.command === 'help') toggleHelp();
    else if (help.open || (event.repeat && !repeats(shortcut.command))) return;
    else obey(shortcut.command);
    event.preventDefault();
  });
}

/** Held down, only these go on. */
function repeats(command: ShortcutCommand): boolean {
  return command === 'step' || command === 'faster' || command === 'slower';
}

/** Whether a key is meant for what has the focus: text for fields, letters for lists, space for buttons. */
function belongsToField({ target, key }: KeyboardEvent): boolean {
  if (target instanceof HTMLSelectElement || target instanceof HTMLTextAreaElement) return true;
  if (target instanceof HTMLInputElement)
    return (target.type !== 'range' && target.type !== 'checkbox') || key === ' ';
  return target instanceof HTMLButtonElement && key === ' ';
}
