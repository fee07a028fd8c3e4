/** The speed slider: its positions are steps a second on a logarithmic scale. */
import { element, input, setText } from './elements.ts';

const SLOWEST = 1;
const FASTEST = 2000;
const POSITIONS = 100;
/** Slider positions that one key press moves by: ten of a hundred double the speed, about. */
const KEY_STRIDE = 9;

export class SpeedSlider {
  private readonly slider = input('speed');
  private readonly changed: (stepsPerSecond: number) => void;
  private current = 10;

  constructor(changed: (stepsPerSecond: number) => void) {
    this.changed = changed;
    this.slider.addEventListener('input', () => this.apply(speedAt(Number(this.slider.value))));
  }

  get stepsPerSecond(): number {
    return this.current;
  }

  /** Shows another speed, without calling back. */
  set(stepsPerSecond: number): void {
    this.current = stepsPerSecond;
    this.slider.value = String(positionOf(stepsPerSecond));
    this.tell();
  }

  /** One key press faster (1) or slower (-1). */
  nudge(direction: 1 | -1): void {
    const position = positionOf(this.current) + direction * KEY_STRIDE;
    const speed = speedAt(Math.min(POSITIONS, Math.max(0, position)));
    this.slider.value = String(position);
    this.apply(speed);
  }

  private apply(stepsPerSecond: number): void {
    this.current = stepsPerSecond;
    this.tell();
    this.changed(stepsPerSecond);
  }

  private tell(): void {
    const text = `${this.current} ${this.current === 1 ? 'step' : 'steps'}/s`;
    setText(element('speed-value', HTMLOutputElement), text);
    this.slider.ariaValueText = text;
  }
}

function speedAt(position: number): number {
  return Math.round(SLOWEST * (FASTEST / SLOWEST) ** (position / POSITIONS));
}

function positionOf(stepsPerSecond: number): number {
  return (POSITIONS * Math.log(stepsPerSecond / SLOWEST)) / Math.log(FASTEST / SLOWEST);
}
