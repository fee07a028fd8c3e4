/** Plays one environment for a Gymnasium in Python: a request a line on standard input, an answer a line on output. */
import { createInterface } from 'node:readline';
import type { Readable, Writable } from 'node:stream';
import { EnvServer } from 'gymnasium-js';
import type { CheckTarget } from './check-target.ts';
import { UserError } from './user-error.ts';

type Arguments = Readonly<Record<string, unknown>>;

/**
 * Serves until Python closes the environment or its end of the pipe.
 * @throws UserError for an environment without a form for one agent
 */
export async function serveEnvironment(
  { name, single }: CheckTarget,
  kwargs: Arguments,
  input: Readable,
  output: Writable,
): Promise<void> {
  if (single === null)
    throw new UserError(
      `${name} is for several agents; Python can be served environments for one agent only`,
    );
  const server = new EnvServer((given) => single({ ...kwargs, ...given }));
  // Python may be gone before it read its answer; then there is nobody left to ask for anything.
  const lines = createInterface({ input });
  output.on('error', () => lines.close());
  for await (const line of lines) {
    output.write(`${server.answer(line)}\n`);
    if (server.isClosed) break;
  }
  server.close();
}
