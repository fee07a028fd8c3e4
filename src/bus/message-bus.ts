/**
 * The bus between agents: frames go in, channel operators may change, hold or lose them, subscribers see what arrives.
 * Without operators and subscribers nothing is done at all, so being observable costs nothing until somebody looks.
 */
import { type MonoTypeOperatorFunction, Observable, Subject } from 'rxjs';
import type { MessageFrame } from './message-frame.ts';

/** An ordinary RxJS operator on frames, clocked by the frames themselves and never by time. */
export type Channel = MonoTypeOperatorFunction<MessageFrame>;

export class MessageBus {
  readonly #channels: readonly Channel[];
  readonly #crossing = new Subject<MessageFrame>();
  readonly #delivered = new Subject<MessageFrame>();
  #arrived: MessageFrame | undefined;

  /** @param channels applied in order to every frame that crosses; none makes the bus transparent */
  constructor(channels: readonly Channel[] = []) {
    this.#channels = channels;
    const output = channels.reduce<Observable<MessageFrame>>(
      (frames, channel) => frames.pipe(channel),
      this.#crossing,
    );
    if (channels.length > 0) {
      output.subscribe((frame) => {
        this.#arrived = frame;
      });
    }
  }

  /** Every frame as it arrives, those that stay inside an agent included (`crosses` is false there). */
  readonly frames: Observable<MessageFrame> = new Observable((subscriber) =>
    this.#delivered.subscribe(subscriber),
  );

  /** True when frames that cross arrive as they were sent. */
  get transparent(): boolean {
    return this.#channels.length === 0;
  }

  /** True while somebody subscribes to `frames`. */
  get observed(): boolean {
    return this.#delivered.observed;
  }

  /**
   * Sends one frame and returns the values that arrive at this tick: those of `frame` itself when the bus is
   * transparent or the frame does not cross, silence (zeros, written to `silence`) when the channels let nothing through.
   * @param silence at least `senders * width` floats that the bus may overwrite
   */
  transmit(frame: MessageFrame, silence: Float32Array): Float32Array {
    let arrived: MessageFrame = frame;
    if (frame.crosses && this.#channels.length > 0) {
      this.#arrived = undefined;
      this.#crossing.next(frame);
      arrived = this.#arrived ?? { ...frame, values: silence.fill(0) };
    }
    if (this.#delivered.observed) this.#delivered.next(arrived);
    return arrived.values;
  }

  /** Completes `frames` and frees the channels. */
  close(): void {
    this.#crossing.complete();
    this.#delivered.complete();
  }
}
