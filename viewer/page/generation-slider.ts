/** The slider through a run's generations: which generation's rule is at work, from random numbers to the newest. */
import { element, input, setText } from './elements.ts';
import type { Run } from './runs-client.ts';

export class GenerationSlider {
  private readonly slider = input('generation');
  private readonly chosen: (generation: number) => void;

  /** @param chosen called at each new position, also while the slider is being dragged */
  constructor(chosen: (generation: number) => void) {
    this.chosen = chosen;
    this.slider.addEventListener('input', () => this.choose(Number(this.slider.value)));
  }

  /** Offers the generations of a run. A slider at the end stays at the end when the run grows. */
  offer(run: Run | undefined): void {
    const newest = Math.max(0, (run?.generations.length ?? 0) - 1);
    const atEnd = this.slider.value === this.slider.max;
    this.slider.max = String(newest);
    this.slider.disabled = newest === 0;
    if (atEnd) this.slider.value = this.slider.max;
    this.tell();
  }

  /** Shows which generation's rule is at work, without calling back; the newest where none is named. */
  show(generation: number | undefined): void {
    this.slider.value = generation === undefined ? this.slider.max : String(generation);
    this.tell();
  }

  /** Moves to a generation as if the slider had been dragged there. */
  choose(generation: number): void {
    this.show(generation);
    this.chosen(generation);
  }

  private tell(): void {
    const { value, max } = this.slider;
    setText(element('generation-value', HTMLOutputElement), `${value} of ${max}`);
    this.slider.ariaValueText = `generation ${value} of ${max}`;
  }
}
