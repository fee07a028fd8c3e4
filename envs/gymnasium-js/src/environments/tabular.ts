/**
 * Worlds of few states: for every state and action a short list of outcomes with their probabilities, one of
 * which is drawn (gymnasium/envs/toy_text/utils.py).
 */
import type { Generator } from '../generator.ts';

/** What an action may lead to. */
export type Outcome = readonly [probability: number, nextState: number, reward: number, terminated: boolean];

/** The most outcomes that an action has in any of the worlds here. */
const WIDTH = 3;

/** Running sums of probabilities, added up in order as NumPy does. */
function cumulate(probabilities: readonly number[]): number[] {
  let sum = 0;
  return probabilities.map((probability) => {
    sum += probability;
    return sum;
  });
}

/** All outcomes in typed arrays; no call but the constructor and `outcomes` allocates. */
export class TabularCore {
  readonly stateCount: number;
  readonly actionCount: number;
  state = 0;
  reward = 0;
  terminated = false;
  /** The probability of what happened in the last step. */
  probability = 1;
  private readonly initial: Float64Array;
  private readonly cumulative: Float64Array;
  private readonly probabilities: Float64Array;
  private readonly nextStates: Int32Array;
  private readonly rewards: Float64Array;
  private readonly ends: Uint8Array;
  private readonly counts: Uint8Array;

  /**
   * @param initial the probability of every state to be the first
   * @param outcomesOf up to three outcomes of an action in a state
   */
  constructor(
    initial: readonly number[],
    actionCount: number,
    outcomesOf: (state: number, action: number) => readonly Outcome[],
  ) {
    this.stateCount = initial.length;
    this.actionCount = actionCount;
    this.initial = Float64Array.from(cumulate(initial));
    const size = this.stateCount * actionCount * WIDTH;
    this.cumulative = new Float64Array(size);
    this.probabilities = new Float64Array(size);
    this.nextStates = new Int32Array(size);
    this.rewards = new Float64Array(size);
    this.ends = new Uint8Array(size);
    this.counts = new Uint8Array(this.stateCount * actionCount);
    for (let row = 0; row < this.counts.length; row++) {
      const outcomes = outcomesOf(Math.floor(row / actionCount), row % actionCount);
      const sums = cumulate(outcomes.map(([probability]) => probability));
      this.counts[row] = outcomes.length;
      outcomes.forEach(([probability, nextState, reward, terminated], n) => {
        this.cumulative[row * WIDTH + n] = sums[n];
        this.probabilities[row * WIDTH + n] = probability;
        this.nextStates[row * WIDTH + n] = nextState;
        this.rewards[row * WIDTH + n] = reward;
        this.ends[row * WIDTH + n] = terminated ? 1 : 0;
      });
    }
  }

  reset(generator: Generator): void {
    const draw = generator.random();
    const { initial } = this;
    let low = 0;
    let high = initial.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (initial[middle] > draw) high = middle;
      else low = middle + 1;
    }
    // Where rounding leaves the sum below the draw, the first state is taken, as by NumPy's argmax.
    this.state = low < initial.length ? low : 0;
    this.terminated = false;
  }

  step(generator: Generator, action: number): void {
    const row = this.state * this.actionCount + action;
    const first = row * WIDTH;
    const draw = generator.random();
    let chosen = first;
    for (let n = 0; n < this.counts[row]; n++) {
      if (this.cumulative[first + n] > draw) {
        chosen = first + n;
        break;
      }
    }
    this.probability = this.probabilities[chosen];
    this.state = this.nextStates[chosen];
    this.reward = this.rewards[chosen];
    this.terminated = this.ends[chosen] === 1;
  }

  /** What an action in a state may lead to. */
  outcomes(state: number, action: number): Outcome[] {
    const row = state * this.actionCount + action;
    return Array.from({ length: this.counts[row] }, (_, n) => {
      const at = row * WIDTH + n;
      return [this.probabilities[at], this.nextStates[at], this.rewards[at], this.ends[at] === 1];
    });
  }
}
