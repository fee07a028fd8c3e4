/** Finding and making DOM elements with their types, without styles or handlers in HTML. */

/**
 * The element with an id.
 * @throws Error when the page lacks it or it is of another kind
 */
export function element<Kind extends Element>(id: string, kind: abstract new () => Kind): Kind {
  const found = document.getElementById(id);
  if (found instanceof kind) return found;
  throw new Error(`the page has no ${kind.name} with the id "${id}"`);
}

export const button = (id: string): HTMLButtonElement => element(id, HTMLButtonElement);
export const input = (id: string): HTMLInputElement => element(id, HTMLInputElement);
export const select = (id: string): HTMLSelectElement => element(id, HTMLSelectElement);
export const canvas = (id: string): HTMLCanvasElement => element(id, HTMLCanvasElement);
export const block = (id: string): HTMLElement => element(id, HTMLElement);

/** A new element with attributes or properties and children. */
export function make<Tag extends keyof HTMLElementTagNameMap>(
  tag: Tag,
  properties: Partial<HTMLElementTagNameMap[Tag]> = {},
  ...children: (Node | string)[]
): HTMLElementTagNameMap[Tag] {
  const made = document.createElement(tag);
  Object.assign(made, properties);
  made.append(...children);
  return made;
}

/** Sets text only where it differs, so that live regions are not announced again for nothing. */
export function setText(target: Element, text: string): void {
  if (target.textContent !== text) target.textContent = text;
}

/** A choice in a list. */
export interface Choice {
  readonly value: string;
  readonly label: string;
}

/** Fills a select, keeping the chosen value where it still exists. */
export function fillSelect(target: HTMLSelectElement, choices: readonly Choice[]): void {
  const same =
    target.options.length === choices.length &&
    choices.every(({ value, label }, index) => {
      const option = target.options[index];
      return option.value === value && option.label === label;
    });
  if (same) return;
  const chosen = target.value;
  target.replaceChildren(...choices.map(({ value, label }) => make('option', { value, textContent: label })));
  if (choices.some(({ value }) => value === chosen)) target.value = chosen;
}

/** `0`, `1`, ... up to `count - 1` as choices. */
export function numberChoices(count: number): Choice[] {
  return Array.from({ length: count }, (_, index) => ({ value: String(index), label: String(index) }));
}
