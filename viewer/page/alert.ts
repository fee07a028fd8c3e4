/** The alert region: one sentence at a time, announced at once, gone when what it tells of is put right. */
import { block, setText } from './elements.ts';

/** Shows a sentence to the user. */
export function showAlert(message: string): void {
  const region = block('alert');
  region.hidden = false;
  setText(region, sentence(message));
}

/** Takes the sentence away. */
export function clearAlert(): void {
  const region = block('alert');
  region.hidden = true;
  setText(region, '');
}

/** Shows what went wrong in a promise nobody awaits. */
export function showFailure(error: unknown): void {
  showAlert(error instanceof Error ? error.message : String(error));
}

function sentence(message: string): string {
  const line = message.split('\n')[0].trim();
  const started = line.charAt(0).toUpperCase() + line.slice(1);
  return /[.!?]$/.test(started) ? started : `${started}.`;
}
