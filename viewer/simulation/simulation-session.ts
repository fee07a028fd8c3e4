/** One simulation as the viewer sees it: a setting, its lifetime, what is selected and observed, and the frame to show. */
import type { Subscription } from 'rxjs';
import { VsmlSociety } from '../../agents/vsml/vsml-society.ts';
import { type Setting, settingWithRule } from '../../experiments/setting.ts';
import { type Lifetime, meanReward } from '../../src/simulation/lifetime.ts';
import { EMPTY_HASH, extendHash, formatHash } from '../../src/simulation/trajectory-hash.ts';
import type { KernelFactory } from '../../src/vsml/kernel.ts';
import type { LayerMemory } from '../../src/vsml/network-memory.ts';
import { decodeRule } from '../../src/vsml/rule-file.ts';
import { LineStatistics } from './line-statistics.ts';
import type { FrameEvent, LoadCommand, Matrix, ReadyEvent, Selection } from './protocol.ts';
import { assertSelection, clampSelection } from './selection.ts';

/** Steps that the reward rate is a mean of. */
const REWARD_WINDOW = 10;

/** What a load makes anew. */
interface Loaded {
  readonly setting: Setting;
  readonly lifetime: Lifetime;
  readonly ready: ReadyEvent;
  /** Mean rewards of the last steps, as a ring. */
  readonly recentRewards: Float64Array;
  total: number;
  hash: readonly [number, number];
  /** Where fast-forwarding ends. */
  target: number;
}

export class SimulationSession {
  #loaded: Loaded | undefined;
  #selection: Selection = { body: 0, layer: 0, state: 'hidden', unit: 0 };
  #observing = false;
  #playing = false;
  readonly #lines = new LineStatistics();

  /**
   * Starts the lifetime that the command describes. Selection and observation outlast it; after an error the
   * simulation that was there goes on.
   * @throws an Error whose message is one sentence: an unknown world or option, a rule that cannot be read or is missing
   */
  load(command: LoadCommand, createKernel: KernelFactory): ReadyEvent {
    const rule = command.rule && decodeRule(command.rule, command.ruleName ?? 'the rule').rule;
    const setting = settingWithRule(command.setting, createKernel, rule);
    const lifetime = setting.begin(command.seed);
    const ready = describe(setting, command.ruleName);
    this.#loaded?.setting.bus.close();
    this.#loaded = {
      setting,
      lifetime,
      ready,
      recentRewards: new Float64Array(REWARD_WINDOW),
      total: 0,
      hash: EMPTY_HASH,
      target: Math.min(command.untilStep ?? 0, setting.steps),
    };
    this.#playing = command.playing && command.untilStep === undefined;
    this.#lines.clear();
    this.#selection = clampSelection(this.#selection, ready);
    return ready;
  }

  get loaded(): boolean {
    return this.#loaded !== undefined;
  }

  /** Steps taken in this lifetime. */
  get step(): number {
    return this.#loaded?.lifetime.step ?? 0;
  }

  /** Whether the lifetime has been lived to its end; a new load starts another. */
  get finished(): boolean {
    return this.#loaded !== undefined && this.#loaded.lifetime.step >= this.#loaded.setting.steps;
  }

  get playing(): boolean {
    return this.#playing && !this.finished;
  }

  /** Steps left to fast-forward through. */
  get behind(): number {
    return this.#loaded ? Math.max(0, this.#loaded.target - this.#loaded.lifetime.step) : 0;
  }

  /** Plays or pauses; either ends fast-forwarding. */
  play(playing: boolean): void {
    const loaded = this.#require();
    loaded.target = 0;
    this.#playing = playing;
  }

  /** Pauses, and leaves this many steps to catch up on, fewer where the lifetime ends. */
  fastForward(count: number): void {
    const loaded = this.#require();
    loaded.target = Math.min(loaded.lifetime.step + count, loaded.setting.steps);
    this.#playing = false;
  }

  /** Chooses the synapses that frames show. @throws RangeError that names the field unless they exist */
  select(selection: Selection): void {
    assertSelection(selection, this.#require().ready);
    this.#selection = selection;
  }

  /** Turns the statistics of messages on or off; they start with the next step. */
  observeMessages(observe: boolean): void {
    this.#observing = observe;
    if (!observe) this.#lines.clear();
  }

  /**
   * Takes up to `count` steps, fewer where the lifetime ends.
   * @param watched whether the last of them may be shown, so that its messages are worth observing
   * @returns the steps taken
   */
  advance(count: number, watched = true): number {
    const loaded = this.#require();
    const { setting, lifetime } = loaded;
    const steps = Math.min(count, setting.steps - lifetime.step);
    for (let n = 0; n < steps; n++) {
      // Only the last step of a batch is ever shown, so the others are spared the subscriber.
      const subscription = watched && n === steps - 1 ? this.#observe(setting) : undefined;
      lifetime.advance();
      subscription?.unsubscribe();
      const reward = meanReward(setting.world.rewards);
      loaded.total += reward;
      loaded.recentRewards[(lifetime.step - 1) % REWARD_WINDOW] = reward;
      loaded.hash = extendHash(extendHash(loaded.hash, lifetime.actions), setting.world.rewards);
    }
    return steps;
  }

  /** What there is to see now, in arrays of its own. */
  frame(): FrameEvent {
    const { setting, lifetime, recentRewards, total, hash } = this.#require();
    const { scene, bodyCount, rewards } = setting.world;
    const tiles = new Uint8Array(scene.width * scene.height);
    scene.drawTiles(tiles);
    const bodyCells = new Int32Array(bodyCount);
    for (let body = 0; body < bodyCount; body++) bodyCells[body] = scene.bodyCell(body);
    const window = Math.min(lifetime.step, REWARD_WINDOW);
    const matrix = this.#matrix(setting);
    return {
      type: 'frame',
      step: lifetime.step,
      total,
      rewardRate: window === 0 ? 0 : recentRewards.reduce((sum, reward) => sum + reward, 0) / window,
      entropy: meanEntropy(setting),
      tiles,
      bodyCells,
      rewards: Float32Array.from(rewards),
      ...(matrix && { matrix }),
      lines: this.#lines.summary(),
      trajectoryHash: formatHash(hash),
      finished: this.finished,
      playing: this.playing,
    };
  }

  #require(): Loaded {
    if (!this.#loaded) throw new Error('no simulation is loaded yet');
    return this.#loaded;
  }

  #observe(setting: Setting): Subscription | undefined {
    if (!this.#observing) return undefined;
    this.#lines.clear();
    return setting.bus.frames.subscribe((frame) => this.#lines.add(frame));
  }

  #matrix({ society }: Setting): Matrix | undefined {
    if (!(society instanceof VsmlSociety)) return undefined;
    const { layers, ruleShape } = society.kernel.memory;
    const selection = this.#selection;
    const layer = layers[selection.layer];
    const values = synapseValues(layer, ruleShape.stateSize, selection);
    return { values, inputs: layer.inputs, outputs: layer.outputs, ...selection };
  }
}

/** One float of the state of every synapse of one layer of one body, `[inputs, outputs]`. */
function synapseValues(layer: LayerMemory, stateSize: number, { body, state, unit }: Selection) {
  const synapses = layer.inputs * layer.outputs;
  const values = new Float32Array(synapses);
  for (let n = 0; n < synapses; n++) values[n] = layer[state][(body * synapses + n) * stateSize + unit];
  return values;
}

/** What the page has to know before the first frame. */
function describe({ world, society, steps }: Setting, ruleName: string | undefined): ReadyEvent {
  const { width, height, legend } = world.scene;
  const memory = society instanceof VsmlSociety ? society.kernel.memory : undefined;
  return {
    type: 'ready',
    world: world.id,
    width,
    height,
    legend: legend.map(({ name, color }) => ({ name, color })),
    bodies: world.bodyCount,
    actions: world.actionCount,
    steps,
    layers: memory?.layers.map(({ inputs, outputs }) => ({ inputs, outputs })) ?? [],
    stateSize: memory?.ruleShape.stateSize ?? 0,
    ...(memory && ruleName !== undefined && { ruleName }),
  };
}

/** Mean over bodies of the entropy of the choice just made, in nats; NaN for a society that tells no probabilities. */
function meanEntropy({ society, world }: Setting): number {
  if (!(society instanceof VsmlSociety)) return Number.NaN;
  let sum = 0;
  for (let body = 0; body < world.bodyCount; body++) {
    for (const probability of society.policy(body)) {
      if (probability > 0) sum -= probability * Math.log(probability);
    }
  }
  return sum / world.bodyCount;
}
