/** PythonEnvironment: the process behind RemoteEnv and its kin; requests go in, results or errors come out. */
import { ClosedEnvironmentError, DependencyNotInstalled } from '../errors.ts';
import { warn } from '../logger.ts';
import { snakeCase } from '../python-text.ts';
import { ChildProcessPipe } from './child-process-pipe.ts';
import { errorFromWire, RemoteError } from './wire-error.ts';
import { toWire, type Wire, type WireObject } from './wire-value.ts';

/** Where and how the environment of Python runs. */
export interface RemoteOptions {
  /** The Python to run, `python3` unless given: one that has the environment installed. */
  readonly python?: string;
  /** Arguments of the environment, by Python's names or by ours. */
  readonly kwargs?: Readonly<Record<string, unknown>>;
  /** Modules to import beforehand, such as those that register the environment. */
  readonly modules?: readonly string[];
  /** Variables for the process besides those of this one, such as PYTHONPATH. */
  readonly environment?: Readonly<Record<string, string>>;
  /** Seconds to wait for an answer; for ever unless given. */
  readonly timeout?: number;
}
/** A single agent, or several by turns or all at once. */
export type RemoteKind = 'env' | 'aec' | 'parallel';

/** Seconds that an environment has to close. */
const CLOSING_TIME = 5;

/** Beside the sources; told so that a bundler for browsers does not take it along. */
const SERVER = '../../python/environment_server.py';

export class PythonEnvironment {
  private readonly name: string;
  private readonly python: string;
  private readonly timeout: number;
  private readonly pipe: ChildProcessPipe;
  private isClosed = false;
  /** What the environment told of itself when it was made. */
  readonly description: WireObject;

  /**
   * @param target an id of Gymnasium, or a module of PettingZoo, `module` or `module:maker`
   * @throws DependencyNotInstalled without Python or without the library; what Python raised while it was made
   */
  constructor(kind: RemoteKind, target: string, options: RemoteOptions) {
    this.name = target;
    this.python = options.python ?? 'python3';
    this.timeout = options.timeout ?? Infinity;
    const { fileURLToPath } = process.getBuiltinModule('node:url');
    this.pipe = new ChildProcessPipe({
      command: this.python,
      args: ['-u', fileURLToPath(new URL(SERVER, import.meta.url))],
      environment: options.environment ?? {},
    });
    const kwargs = Object.entries(options.kwargs ?? {}).map(([key, value]) => [
      snakeCase(key),
      toWire(value),
    ]);
    try {
      this.description = this.ask('make', [
        kind,
        target,
        Object.fromEntries(kwargs),
        options.modules ?? [],
      ]) as WireObject;
    } catch (error) {
      this.close();
      throw error;
    }
  }

  /**
   * @throws ClosedEnvironmentError after `close`, RemoteError when the process ended, TimeoutError, and whatever
   * Python raised
   */
  ask(method: string, args: readonly Wire[] = []): Wire {
    if (this.isClosed)
      throw new ClosedEnvironmentError(
        `Trying to operate on \`${this.name}\` in Python, after a call to \`close()\`.`,
      );
    const line = this.pipe.ask(JSON.stringify({ method, arguments: args }), this.timeout);
    if (line === null) throw this.endOfProcess(method);
    const answer = JSON.parse(line) as WireObject;
    for (const [category, text] of answer.warnings as readonly (readonly [string, string])[])
      warn(cleaned(text), category === 'DeprecationWarning' ? category : 'UserWarning');
    if (answer.error === undefined) return answer.result;
    if (typeof answer.missing === 'string') throw this.missingLibrary(answer.missing);
    throw errorFromWire(answer.error as WireObject);
  }

  private missingLibrary(library: string): DependencyNotInstalled {
    return new DependencyNotInstalled(
      `${library} is not installed for the Python '${this.python}': run \`${this.python} -m pip install ${library}\`, or name another Python with the option \`python\``,
    );
  }

  private endOfProcess(method: string): Error {
    const { reason, started } = this.pipe.end as NonNullable<ChildProcessPipe['end']>;
    return started
      ? new RemoteError(`The Python process of '${this.name}' ended during ${method} (${reason})`)
      : new DependencyNotInstalled(
          `Python cannot be started as '${this.python}' (${reason}): install Python 3, or name another with the option \`python\``,
        );
  }

  /** Closes the environment and ends the process; may be called twice. */
  close(): void {
    if (this.isClosed) return;
    try {
      if (this.pipe.end === null) this.ask('close');
    } catch (error) {
      if (!(error instanceof RemoteError)) throw error;
    } finally {
      this.isClosed = true;
      this.pipe.close(CLOSING_TIME);
    }
  }
}

/** A warning as it is without the colours and the word that Gymnasium's logger put around it. */
function cleaned(text: string): string {
  return text
    .replace(/^\W*\[33m/, '')
    .replace(/^WARN: /, '')
    .replace(/\W\[0m$/, '');
}
