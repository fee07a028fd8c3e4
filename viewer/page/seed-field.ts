/** The seed of the lifetime: a number field that never holds anything but a seed for long. */
import { MAXIMUM_SEED } from '../../src/numerics/noise.ts';
import { showAlert } from './alert.ts';
import { button, input } from './elements.ts';

export class SeedField {
  private readonly field = input('seed');
  private readonly changed: () => void;
  private current = 0;

  /** @param changed called when the user has chosen another seed */
  constructor(changed: () => void) {
    this.changed = changed;
    this.field.max = String(MAXIMUM_SEED);
    this.field.addEventListener('change', () => this.take());
    button('next-seed').addEventListener('click', () => this.next());
  }

  get value(): number {
    return this.current;
  }

  /** Shows another seed, without calling back. */
  set value(seed: number) {
    this.current = seed;
    this.field.value = String(seed);
  }

  /** Goes on to the next seed. */
  next(): void {
    this.advance();
    this.changed();
  }

  /** Goes on to the next seed, without calling back. */
  advance(): void {
    this.value = this.current < MAXIMUM_SEED ? this.current + 1 : 0;
  }

  private take(): void {
    const seed = Number(this.field.value);
    if (this.field.value !== '' && Number.isInteger(seed) && seed >= 0 && seed <= MAXIMUM_SEED) {
      this.value = seed;
      this.changed();
      return;
    }
    showAlert(`The seed must be an integer from 0 to ${MAXIMUM_SEED}`);
    this.value = this.current;
  }
}
