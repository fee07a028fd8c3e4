/** Errors as they travel between this process and Python: the name of the class and what it says. */
import * as errors from '../errors.ts';
import type { Wire, WireObject } from './wire-value.ts';

/** An error of Python, or of its process, for which there is no class of the same name here. */
export class RemoteError extends errors.GymnasiumError {}

type ErrorClass = new (message: string) => Error;

/** Classes that are called otherwise here. */
const RENAMED: Readonly<Record<string, ErrorClass>> = {
  Error: errors.GymnasiumError,
  TypeError,
  ImportError: errors.ModuleNotFoundError,
};

/** Classes whose constructors want more than a text. */
const OTHERS: readonly string[] = ['AlreadyPendingCallError', 'NoAsyncCallError', 'GymnasiumError'];

/**
 * The error as this package has it: of the class of the same name, else a `RemoteError` that begins with the class.
 * The traceback is its cause.
 */
export function errorFromWire({ class: name, message, traceback }: WireObject): Error {
  const known = RENAMED[name as string] ?? (errors as unknown as Record<string, ErrorClass>)[name as string];
  const isKnown = known !== undefined && !OTHERS.includes(name as string);
  const error = isKnown
    ? new known(message as string)
    : new RemoteError(`Python raised ${name as string}: ${message as string}`);
  error.cause = traceback;
  return error;
}

/** The error for Python, by Gymnasium's name of its class. */
export function errorToWire(error: unknown): Wire {
  if (!(error instanceof Error)) return { class: 'Error', message: String(error) };
  const name = error.constructor === errors.GymnasiumError ? 'Error' : error.name;
  return { class: name, message: error.message };
}
