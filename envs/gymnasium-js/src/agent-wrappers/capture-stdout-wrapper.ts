/**
 * CaptureStdoutWrapper: makes of an environment that prints its pictures one that returns them as text
 * (pettingzoo/utils/wrappers/capture_stdout.py). Printing is `console.log`, the one way that browsers have, too.
 */
import type { AECEnv, AgentMetadata } from '../aec-env.ts';
import { AssertionError } from '../errors.ts';
import { BaseWrapper } from './base-wrapper.ts';

export class CaptureStdoutWrapper<Observation, Action> extends BaseWrapper<Observation, Action> {
  override readonly metadata: AgentMetadata;
  override readonly renderMode: string;

  /** @throws AssertionError when the environment has another render mode than `human` */
  constructor(env: AECEnv<Observation, Action>) {
    super(env);
    if (env.renderMode !== 'human') {
      throw new AssertionError(
        `CaptureStdoutWrapper works only with human rendering mode, but found ${env.renderMode} instead.`,
      );
    }
    this.metadata = { ...env.metadata, renderModes: [...env.metadata.renderModes, 'ansi'] };
    this.renderMode = 'ansi';
  }

  /** What the environment prints, line by line. */
  override render(): string {
    const print = console.log;
    let text = '';
    console.log = (...words: unknown[]) => {
      text += `${words.map(String).join(' ')}\n`;
    };
    try {
      super.render();
    } finally {
      console.log = print;
    }
    return text;
  }

  override toString(): string {
    return String(this.env);
  }
}
