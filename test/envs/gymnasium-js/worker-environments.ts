/** Environments that workers load by the URL of this module. */
import {
  Box,
  Dict,
  Discrete,
  Env,
  type Info,
  MultiBinary,
  type ResetArguments,
  type Space,
  type StepResult,
  Text,
  Tuple,
} from 'gymnasium-js';

/** The URL to be given to workers. */
export const WORKER_ENVIRONMENTS = import.meta.url;

/** Arguments of Walker. */
export interface WalkerOptions {
  /** Which kind of observations it has. */
  readonly kind?: 'box' | 'discrete' | 'tuple' | 'dict' | 'text';
  /** Where a walk ends. */
  readonly end?: number;
}

function spaceOf(kind: string): Space<unknown> {
  const box = new Box(-1, 1, [2, 2]);
  if (kind === 'discrete') return new Discrete(50) as Space<unknown>;
  if (kind === 'tuple') return new Tuple([new Discrete(50), box, new MultiBinary(3)]) as Space<unknown>;
  if (kind === 'dict') return new Dict({ place: new Discrete(50), seen: box }) as Space<unknown>;
  if (kind === 'text') return new Tuple([new Text(4), box]) as Space<unknown>;
  return box as Space<unknown>;
}

/** A random walk with infos of every kind: numbers, flags, arrays, texts, nested, and some that come and go. */
export class Walker extends Env<unknown, number> {
  static override readonly metadata = { renderModes: ['ansi'], renderFps: 4 };
  override readonly observationSpace: Space<unknown>;
  override readonly actionSpace = new Discrete(3);
  private readonly kind: string;
  private readonly end: number;
  place = 0;
  colour = 'grey';

  constructor({ kind = 'box', end = 20 }: WalkerOptions = {}) {
    super('ansi');
    this.kind = kind;
    this.end = end;
    this.observationSpace = spaceOf(kind);
  }

  private observation(): unknown {
    const seen = Float32Array.of(this.place / 50, -this.place / 50, 0.5, 1 / (this.place + 1));
    if (this.kind === 'discrete') return this.place;
    if (this.kind === 'tuple')
      return [this.place, seen, Int8Array.of(this.place & 1, (this.place >> 1) & 1, 1)];
    if (this.kind === 'dict') return { place: this.place, seen };
    if (this.kind === 'text') return ['abcd'.slice(0, 1 + (this.place % 4)), seen];
    return seen;
  }

  private info(): Info {
    const odd: Info = this.place % 2 === 1 ? { odd: true, half: { place: this.place / 2 } } : {};
    return { place: this.place, path: Int32Array.of(this.place, this.end), colour: this.colour, ...odd };
  }

  override reset(resetArguments: ResetArguments = {}): [unknown, Info] {
    this.seedFrom(resetArguments);
    this.place = Number(resetArguments.options?.place ?? this.npRandom.integers(5));
    return [this.observation(), this.info()];
  }

  override step(action: number): StepResult<unknown> {
    this.place += action + this.npRandom.integers(3);
    const terminated = this.place >= this.end;
    const truncated = !terminated && this.npRandom.random() < 0.05;
    return [this.observation(), this.place / 3, terminated, truncated, this.info()];
  }

  override render(): string {
    return `at ${this.place}`;
  }

  double(number: number): number {
    return 2 * number + this.place;
  }
}

/** Does what its action says: 0 nothing, 1 throws, 2 ends its thread, 3 takes its time. */
export class Troublemaker extends Walker {
  override step(action: number): StepResult<unknown> {
    if (action === 1) throw new RangeError('the walker stumbled');
    if (action === 2) globalThis.process.exit(7);
    if (action === 3) for (let n = 0; n < 3e8; n++) this.place = n & 7;
    return super.step(0);
  }

  override readonly actionSpace = new Discrete(4) as unknown as Walker['actionSpace'];
}

/** A maker that needs a while. */
export async function makeLate(options: WalkerOptions): Promise<Walker> {
  await new Promise((resolve) => setTimeout(resolve, 1));
  return new Walker(options);
}

export const notAMaker = 3;
export const makesNothing = (): null => null;
