/**
 * The errors of Gymnasium, by its names: what a caller may want to tell apart (gymnasium/error.py). The
 * classes that it takes from Python itself follow at the end.
 */

/** Base of all errors that this package throws on purpose. Gymnasium's name for it is `Error`. */
export class GymnasiumError extends Error {
  constructor(message: string) {
    super(message);
    this.name = new.target.name;
  }
}
/** No environment is registered under the id asked for. */
export class UnregisteredEnv extends GymnasiumError {}
/** The namespace of the id is not known. */
export class NamespaceNotFound extends UnregisteredEnv {}
/** The name of the id is not known. */
export class NameNotFound extends UnregisteredEnv {}
/** The name is known, this version of it is not. */
export class VersionNotFound extends UnregisteredEnv {}
/** A newer version has taken the place of the one asked for. */
export class DeprecatedEnv extends GymnasiumError {}
/** An environment cannot be registered this way. */
export class RegistrationError extends GymnasiumError {}
/** A package that is needed is not installed. */
export class DependencyNotInstalled extends GymnasiumError {}
/** The environment does not have this render mode. */
export class UnsupportedMode extends GymnasiumError {}
/** The metadata of an environment are not valid. */
export class InvalidMetadata extends GymnasiumError {}
/** The environment was used before `reset`. */
export class ResetNeeded extends GymnasiumError {}
/** The action lies outside the action space. */
export class InvalidAction extends GymnasiumError {}
/** An argument without which nothing can be made is missing. */
export class MissingArgument extends GymnasiumError {}
/** A probability lies outside its interval. */
export class InvalidProbability extends GymnasiumError {}
/** A bound, size or other argument of a space is out of range. */
export class InvalidBound extends GymnasiumError {}
/** A wrapper was asked for by a name that it no longer has. */
export class DeprecatedWrapper extends GymnasiumError {}
/** An asynchronous call was begun while another was still under way; `pending` names that one. */
export class AlreadyPendingCallError extends GymnasiumError {
  readonly pending: string;

  constructor(message: string, pending: string) {
    super(message);
    this.pending = pending;
  }
}
/** An asynchronous call was awaited that was never begun; `awaited` names it. */
export class NoAsyncCallError extends GymnasiumError {
  readonly awaited: string;

  constructor(message: string, awaited: string) {
    super(message);
    this.awaited = awaited;
  }
}
/** The environment was used after `close`. */
export class ClosedEnvironmentError extends GymnasiumError {}
/** A space of a kind that is not built in cannot be put into shared memory. */
export class CustomSpaceError extends GymnasiumError {}

/** An argument or a result breaks the contract. */
export class AssertionError extends GymnasiumError {}
/** An attribute is missing. */
export class AttributeError extends GymnasiumError {}
/** A module cannot be found. */
export class ModuleNotFoundError extends GymnasiumError {}
/** An argument has the right type and a value that is not accepted. */
export class ValueError extends RangeError {
  constructor(message: string) {
    super(message);
    this.name = new.target.name;
  }
}
/** A method that a class does not have. */
export class NotImplementedError extends GymnasiumError {}
/** An answer that did not come in time. Its name is Python's. */
export class TimeoutError extends GymnasiumError {}
