/** The errors of Gymnasium, by its names: what a caller may want to tell apart (gymnasium/error.py). */

/** Base of all errors that this package throws on purpose. */
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
/** The environment was used before `reset`. */
export class ResetNeeded extends GymnasiumError {}
/** The action lies outside the action space. */
export class InvalidAction extends GymnasiumError {}
/** A bound, size or other argument of a space is out of range. */
export class InvalidBound extends GymnasiumError {}
