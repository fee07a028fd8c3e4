/** Progress of a download on standard error: a bar on a terminal, one line for each file elsewhere. */
import { Presets, SingleBar } from 'cli-progress';
import type { DownloadOutcome } from '../../envs/streams/download-file.ts';
import type { DownloadWatcher } from '../../envs/streams/download-set.ts';

const OUTCOMES: Readonly<Record<DownloadOutcome, string>> = {
  kept: 'already here',
  downloaded: 'downloaded',
  resumed: 'downloaded, going on from what was here',
};

function megabytes(bytes: number): string {
  return (bytes / 1e6).toFixed(1);
}

/** @param name the file as people call it */
export function downloadProgress(name: string): DownloadWatcher {
  if (!process.stderr.isTTY) {
    return {
      onBytes: () => {},
      stop: (outcome) => {
        if (outcome !== undefined) process.stderr.write(`${name}: ${OUTCOMES[outcome]}\n`);
      },
    };
  }
  const bar = new SingleBar(
    { format: `${name} {bar} {megabytes} MB  {note}`, stream: process.stderr, hideCursor: true },
    Presets.shades_classic,
  );
  bar.start(1, 0, { megabytes: '0.0', note: '' });
  return {
    onBytes: (bytes, total) => {
      const size = total === undefined ? '' : `/${megabytes(total)}`;
      bar.setTotal(total ?? Math.max(1, bytes));
      bar.update(bytes, { megabytes: `${megabytes(bytes)}${size}` });
    },
    stop: (outcome) => {
      if (outcome !== undefined) bar.update(bar.getTotal(), { note: OUTCOMES[outcome] });
      bar.stop();
    },
  };
}
