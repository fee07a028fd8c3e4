/** The registry as a table for people to read (gymnasium/envs/registration.py). */
import type { EnvSpec } from './env-spec.ts';
import { registry } from './registration.ts';

/** How `pprintRegistry` prints. */
export interface PprintOptions {
  /** What is printed instead of the registry. */
  readonly entries?: ReadonlyMap<string, EnvSpec>;
  readonly columns?: number;
  readonly excludeNamespaces?: readonly string[];
}

/** The title of an entry: its namespace, else the package that its entry point lies in. */
function titleOf({ namespace, name, entryPoint }: EnvSpec): string {
  if (namespace !== null) return namespace;
  if (typeof entryPoint !== 'string') return 'None';
  const path = entryPoint.replace(/:\w+/, '').split('.');
  return path.length >= 3 ? path[2] : (path[1] ?? name);
}

/** The registered ids in columns, sorted within each namespace. */
export function pprintRegistry(options: PprintOptions = {}): string {
  const { entries = registry, columns = 3, excludeNamespaces = [] } = options;
  const blocks = new Map<string, string[]>();
  let width = 0;
  for (const entry of entries.values()) {
    const title = titleOf(entry);
    blocks.set(title, [...(blocks.get(title) ?? []), entry.id]);
    // As in the original the column is as wide as the longest name, so a longer id pushes its neighbours.
    width = Math.max(width, entry.name.length);
  }
  const shown = [...blocks].filter(([title]) => !excludeNamespaces.includes(title));
  return shown
    .map(([title, ids]) => {
      const cells = ids.sort().map((id) => id.padEnd(width));
      const rows = Array.from({ length: Math.ceil(cells.length / columns) }, (_, row) =>
        cells
          .slice(row * columns, (row + 1) * columns)
          .join(' ')
          .trimEnd(),
      );
      return [`===== ${title} =====`, ...rows].join('\n');
    })
    .join('\n');
}
