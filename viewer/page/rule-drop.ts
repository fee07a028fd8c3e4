/** Rules from the user's own disk: chosen with the file field, or dropped anywhere on the page. */
import { showAlert, showFailure } from './alert.ts';
import { block, input } from './elements.ts';
import type { RuleFile } from './runs-client.ts';

/** Rules have a few thousand parameters; what is much larger is another file, and not worth reading. */
const MAXIMUM_BYTES = 16 * 1024 * 1024;

/** Calls back with each rule the user hands over. */
export function acceptRules(accept: (rule: RuleFile) => void): void {
  const take = (files: FileList | null) => {
    const file = files?.[0];
    if (file) read(file).then(accept).catch(showFailure);
  };
  const field = input('rule-file');
  field.addEventListener('change', () => take(field.files));

  const veil = block('drop-veil');
  // Entering a child comes before leaving its parent, so only the count tells when the pointer is gone.
  let depth = 0;
  const settle = (change: number) => {
    depth = Math.max(0, depth + change);
    veil.hidden = depth === 0;
  };
  document.addEventListener('dragenter', (event) => {
    if (event.dataTransfer?.types.includes('Files')) settle(1);
  });
  document.addEventListener('dragleave', () => settle(-1));
  document.addEventListener('dragover', (event) => event.preventDefault());
  document.addEventListener('drop', (event) => {
    event.preventDefault();
    settle(-depth);
    if (event.dataTransfer?.files.length) take(event.dataTransfer.files);
    else showAlert('Only files can be dropped here');
  });
}

async function read(file: File): Promise<RuleFile> {
  if (file.size > MAXIMUM_BYTES)
    throw new RangeError(
      `${file.name} is too large to be a rule: ${Math.round(file.size / 1024 / 1024)} MiB`,
    );
  return { bytes: new Uint8Array(await file.arrayBuffer()), name: file.name };
}
