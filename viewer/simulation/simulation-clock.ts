/** Turns time that has passed into whole steps to take, so that speed does not depend on how often somebody looks. */

export class SimulationClock {
  #stepsPerSecond: number;
  /** The part of a step that time has paid for already, in `[0, 1)`. */
  #carry = 0;

  /** @throws RangeError unless the speed is a positive number */
  constructor(stepsPerSecond: number) {
    this.#stepsPerSecond = assertSpeed(stepsPerSecond);
  }

  get speed(): number {
    return this.#stepsPerSecond;
  }

  /** Steps a second from now on; the fraction of a step under way is kept. */
  set speed(stepsPerSecond: number) {
    this.#stepsPerSecond = assertSpeed(stepsPerSecond);
  }

  /** Forgets the fraction of a step under way, as after a pause. */
  reset(): void {
    this.#carry = 0;
  }

  /**
   * Steps that are due.
   * @param elapsed milliseconds since the last call; a clock set back counts as none
   * @param budget the most steps to take now; those beyond are dropped and not owed, so a slow machine stays responsive
   */
  due(elapsed: number, budget: number): number {
    const steps = this.#carry + (Math.max(0, elapsed) * this.#stepsPerSecond) / 1000;
    const whole = Math.floor(steps);
    this.#carry = steps - whole;
    return Math.min(whole, budget);
  }
}

function assertSpeed(stepsPerSecond: number): number {
  if (Number.isFinite(stepsPerSecond) && stepsPerSecond > 0) return stepsPerSecond;
  throw new RangeError(`speed must be a positive number of steps per second, got ${stepsPerSecond}`);
}
