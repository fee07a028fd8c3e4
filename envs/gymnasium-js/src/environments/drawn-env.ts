/** What the built-in environments share: arguments by name, and one picture for every render mode. */
import { type Display, makeDisplay } from '../display.ts';
import { Env, type RenderedImage, type RenderFrame } from '../env.ts';
import { warn } from '../logger.ts';

/** Arguments that every built-in environment takes. */
export interface RenderArguments {
  /** What `render` gives: `human`, `rgb_array`, for some `ansi`; null for nothing. */
  readonly renderMode?: string | null;
}

export abstract class DrawnEnv<Observation, Action> extends Env<Observation, Action> {
  private display: Display | null = null;

  /**
   * @param known the names of the arguments that the class takes besides `renderMode`
   * @throws TypeError for an argument that is not known
   */
  constructor(kwargs: RenderArguments, known: readonly string[]) {
    super(kwargs.renderMode ?? null);
    const unknown = Object.keys(kwargs).find((name) => name !== 'renderMode' && !known.includes(name));
    if (unknown !== undefined) {
      throw new TypeError(
        `${this.constructor.name}.__init__() got an unexpected keyword argument '${unknown}'`,
      );
    }
  }

  /** The world as an image. */
  protected abstract draw(): RenderedImage;

  /** The world as text; only for environments with the mode `ansi`. */
  protected text(): string {
    return String(this);
  }

  /** To be called at the end of `reset` and `step`. */
  protected showToHuman(): void {
    if (this.renderMode === 'human') this.render();
  }

  override render(): RenderFrame {
    switch (this.renderMode) {
      case null:
        warn(
          `You are calling render method without specifying any render mode. You can specify the render_mode at initialization, e.g. gym.make("${this.spec?.id}", render_mode="rgb_array")`,
        );
        return null;
      case 'ansi':
        return this.text();
      case 'human':
        this.display ??= makeDisplay();
        this.display.show(this.draw());
        return null;
      default:
        return this.draw();
    }
  }

  override close(): void {
    this.display?.close();
    this.display = null;
  }
}
