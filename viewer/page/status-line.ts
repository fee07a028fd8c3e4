/** What is told in words: the status line, the label of the world and the trajectory's hash, none too often. */
import type { FrameEvent, ReadyEvent } from '../simulation/protocol.ts';
import { block, canvas, setText } from './elements.ts';

/** Live regions are read aloud: while playing they change no more often than this. */
const QUIET_MILLISECONDS = 400;

export class StatusLine {
  private told = Number.NEGATIVE_INFINITY;
  private seed = 0;
  private wasPlaying = false;
  private readonly live = block('status');
  private readonly hash = block('hash');

  /** Begins a lifetime. */
  begin(seed: number): void {
    this.seed = seed;
    this.told = Number.NEGATIVE_INFINITY;
  }

  show(frame: FrameEvent, ready: ReadyEvent): void {
    const now = performance.now();
    const quiet = frame.playing && this.wasPlaying && now - this.told < QUIET_MILLISECONDS;
    this.wasPlaying = frame.playing;
    if (quiet) return;
    this.told = now;
    setText(this.hash, frame.trajectoryHash);
    const rewarded = frame.rewards.filter((reward) => reward > 0).length;
    setText(
      this.live,
      `Step ${frame.step} of ${ready.steps}, return ${frame.total.toFixed(2)}, reward rate ` +
        `${frame.rewardRate.toFixed(3)}, ${rewarded} of ${ready.bodies} rewarded now` +
        `${frame.finished ? ' - lifetime over' : ''}`,
    );
    canvas('world').ariaLabel =
      `${ready.world}, ${ready.width} by ${ready.height} cells, ${ready.bodies} bodies, seed ${this.seed}, ` +
      `step ${frame.step}, return ${frame.total.toFixed(2)}`;
  }
}
