/**
 * A stream behind the API of gymnasium-js: the observation is an example's input, the action an answer to it, and
 * `info` tells the error. Episodes are lifetimes: they are truncated, never terminated.
 */
import {
  Box,
  Env,
  errors,
  type Info,
  type MakeArguments,
  type ResetArguments,
  register,
  type StepResult,
} from 'gymnasium-js';
import { choiceOption } from './option-schemas.ts';
import { createStream, streams } from './registry.ts';
import { isCorrect, score } from './score.ts';
import type { Stream } from './stream.ts';

/** What a step pays: minus the loss, or 1 for a correct answer and 0 for another. */
export type StreamReward = 'loss' | 'correct';

/** What `info` holds after a step, all of it about the answer just given. */
export interface StreamFeedback extends Info {
  /** `[outputSize]`, the derivative of the loss by the answer, see `score`. */
  readonly feedback: Float32Array;
  /** `[outputSize]`, the one-hot label or the target vector. */
  readonly target: Float32Array;
  readonly loss: number;
  /** Whether the largest output is that of the label; undefined for regression. */
  readonly correct: boolean | undefined;
}

const SEED_BOUND = Number.MAX_SAFE_INTEGER;

export class StreamEnv extends Env<Float32Array, Float32Array> {
  override readonly observationSpace: Box;
  override readonly actionSpace: Box;
  readonly stream: Stream;
  private readonly reward: StreamReward;
  private readonly answer: Float32Array;
  /** Steps left in this life; undefined before the first `reset`. */
  private stepsLeft: number | undefined;

  /** @throws RangeError when correctness is to be paid for a regression */
  constructor(stream: Stream, reward: StreamReward = 'loss') {
    super();
    if (reward === 'correct' && stream.kind === 'regression') {
      throw new RangeError(`${stream.id} is a regression, where nothing is correct: its reward must be loss`);
    }
    this.stream = stream;
    this.reward = reward;
    this.answer = new Float32Array(stream.outputSize);
    this.observationSpace = new Box(-Infinity, Infinity, [stream.inputSize]);
    this.actionSpace = new Box(-Infinity, Infinity, [stream.outputSize]);
  }

  /** An ordinary number seeds the stream itself, so that a seed names the same task everywhere; all else is drawn. */
  override reset(resetArguments: ResetArguments = {}): [Float32Array, Info] {
    this.seedFrom(resetArguments);
    const { seed } = resetArguments;
    this.stream.reset(typeof seed === 'number' ? seed : this.npRandom.integers(SEED_BOUND));
    this.stepsLeft = this.stream.lifetimeSteps;
    return [this.stream.input.slice(), {}];
  }

  override step(action: Float32Array): StepResult<Float32Array> {
    const { stream, answer } = this;
    if (!this.stepsLeft) throw new errors.ResetNeeded(`${stream.id}: call reset before step`);
    if (!this.actionSpace.contains(action) || !action.every(Number.isFinite)) {
      throw new errors.InvalidAction(
        `${stream.id}: the action must hold ${stream.outputSize} finite numbers, got ${String(action)}`,
      );
    }
    answer.set(action);
    const feedback = new Float32Array(stream.outputSize);
    const loss = score(stream.kind, answer, stream.target, feedback);
    const correct = stream.kind === 'classification' ? isCorrect(answer, stream.target) : undefined;
    const info: StreamFeedback = { feedback, target: stream.target.slice(), loss, correct };
    stream.next();
    this.stepsLeft -= 1;
    const reward = this.reward === 'loss' ? -loss : Number(correct);
    return [stream.input.slice(), reward, false, this.stepsLeft === 0, info];
  }
}

const rewardSchema = choiceOption(['loss', 'correct'], 'loss');

function makeStreamEnv(id: string, { reward, ...options }: MakeArguments): StreamEnv {
  const parsed = rewardSchema.safeParse(reward);
  if (!parsed.success)
    throw new RangeError(`${id}: option 'reward' ${parsed.error.issues[0].message}, got ${String(reward)}`);
  return new StreamEnv(createStream(id, options), parsed.data);
}

/** Registers every stream with gymnasium-js; `make` takes the options of the stream and `reward`. */
export function registerStreams(): void {
  for (const id of streams.keys()) register({ id, entryPoint: (options) => makeStreamEnv(id, options) });
}
