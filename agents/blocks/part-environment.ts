/**
 * Layers, neurons or synapses as the agents of a `ParallelEnv`: the rest of the society is their environment.
 *
 * One step of the environment is one tick of one layer, `info.onTurn` tells whose, and actions out of turn are ignored;
 * the world moves when all layers have had their turns. A block observes the messages that its synapses hear. It acts
 * by the messages it makes: finished ones where a whole unit is its own, contributions (hidden states, which the unit
 * averages before its messenger F or G reads them) where it shares the unit with other agents.
 */
import {
  Dict,
  errors,
  type Info,
  ParallelEnv,
  type ParallelStepResult,
  type ResetArguments,
} from 'gymnasium-js';
import { lifetimePartSeed } from '../../src/numerics/lifetime-seed.ts';
import type { Kernel } from '../../src/vsml/kernel.ts';
import { boundaries } from '../boundary.ts';
import { Ports } from '../vsml/ports.ts';
import { type Block, type PartBoundary, partBlocks } from './blocks.ts';
import { everything, layerSizesOf, type SocietyParts } from './society-parts.ts';

/** What a block hears: `forward [inputs, M]`, `backward [outputs, M]`, `reward [1]`; own messages where the rule has them. */
export interface PartObservation {
  readonly forward: Float32Array;
  readonly backward: Float32Array;
  readonly reward: Float32Array;
  readonly ownForward?: Float32Array;
  readonly ownBackward?: Float32Array;
}

/** What a block says: messages `[units, M]` or contributions `[inputs, outputs, N]` in each direction. */
export interface PartAction {
  readonly forward: Float32Array;
  readonly backward: Float32Array;
}

export class PartEnvironment extends ParallelEnv<PartObservation, PartAction> {
  override readonly possibleAgents: readonly string[];
  readonly blocks: ReadonlyMap<string, Block>;
  readonly kernel: Kernel;
  readonly #parts: SocietyParts;
  readonly #boundary: (typeof boundaries)[PartBoundary];
  readonly #ports: Ports;
  readonly #spaces: ReadonlyMap<string, { observation: Dict<PartObservation>; action: Dict<PartAction> }>;
  /** What each body did at the last step of the world. */
  readonly actions: Int32Array;
  #living: readonly string[] = [];
  #layer = 0;
  #tick = 0;
  #step = 0;

  constructor(boundary: PartBoundary, parts: SocietyParts) {
    super();
    const { world, options, rule, createKernel } = parts;
    const layerSizes = layerSizesOf(parts);
    this.#parts = parts;
    this.#boundary = boundaries[boundary];
    this.kernel = createKernel(rule.shape, { layerSizes, bodies: world.bodyCount });
    this.kernel.loadParameters(rule.parameters);
    this.#ports = new Ports(this.kernel.memory, world, options);
    this.actions = new Int32Array(world.bodyCount);
    this.blocks = new Map(
      partBlocks(boundary, layerSizes, world.bodyCount).map((block) => [block.name, block]),
    );
    this.possibleAgents = [...this.blocks.keys()];
    this.#spaces = new Map([...this.blocks].map(([name, block]) => [name, this.#spacesOf(block)]));
  }

  #spacesOf({ inputs, outputs }: Block): { observation: Dict<PartObservation>; action: Dict<PartAction> } {
    const { stateSize: N, messageSize: M, ownMessages } = this.#parts.rule.shape;
    const { crossesForwardContributions, crossesBackwardContributions } = this.#boundary;
    const own = ownMessages
      ? { ownForward: everything(outputs * M), ownBackward: everything(inputs * M) }
      : {};
    const heard = {
      forward: everything(inputs * M),
      backward: everything(outputs * M),
      reward: everything(1),
    };
    return {
      observation: new Dict<PartObservation>({ ...heard, ...own }),
      action: new Dict<PartAction>({
        forward: everything(crossesForwardContributions ? inputs * outputs * N : outputs * M),
        backward: everything(crossesBackwardContributions ? inputs * outputs * N : inputs * M),
      }),
    };
  }

  override get agents(): readonly string[] {
    return this.#living;
  }

  override observationSpace(agent: string): Dict<PartObservation> {
    return this.#spaceOf(agent).observation;
  }

  override actionSpace(agent: string): Dict<PartAction> {
    return this.#spaceOf(agent).action;
  }

  #spaceOf(agent: string): { observation: Dict<PartObservation>; action: Dict<PartAction> } {
    const spaces = this.#spaces.get(agent);
    if (!spaces)
      throw new RangeError(`there is no agent "${agent}"; agents are named like "${this.possibleAgents[0]}"`);
    return spaces;
  }

  /** The seed is a lifetime's seed (default 0): world and chance are those of `Lifetime` with the same seed. */
  override reset({ seed }: ResetArguments = {}): [Map<string, PartObservation>, Map<string, Info>] {
    const lifetimeSeed = Number(seed ?? 0);
    const { buffer, lifeStart, lifeEnd } = this.kernel.memory;
    new Uint8Array(buffer, lifeStart, lifeEnd - lifeStart).fill(0);
    this.#parts.world.reset(lifetimePartSeed(lifetimeSeed, 'world'));
    this.#ports.reset(lifetimePartSeed(lifetimeSeed, 'society'));
    this.#living = this.possibleAgents;
    this.#layer = 0;
    this.#tick = 0;
    this.#step = 0;
    this.#ports.sense(this.#parts.world.observations);
    this.#ports.tellActions();
    return [this.#observations(), this.#infos()];
  }

  override step(actions: ReadonlyMap<string, PartAction>): ParallelStepResult<PartObservation> {
    if (this.#living.length === 0) throw new errors.ResetNeeded('call reset before step');
    for (const [name, block] of this.blocks) {
      if (block.layer !== this.#layer) continue;
      const action = actions.get(name);
      if (!action || !this.actionSpace(name).contains(action)) {
        throw new errors.InvalidAction(`the action of ${name} must lie in ${this.actionSpace(name)}`);
      }
      this.#place(block, action);
    }
    const { crossesForwardContributions, crossesBackwardContributions } = this.#boundary;
    if (crossesForwardContributions) this.kernel.aggregateForward(this.#layer, 'arrived');
    if (crossesBackwardContributions) this.kernel.aggregateBackward(this.#layer, 'arrived');
    const moved = this.#nextTurn();
    const rewards = new Map<string, number>();
    for (const [name, block] of this.blocks)
      rewards.set(name, moved ? this.#parts.world.rewards[block.body] : 0);
    const over = this.#step >= this.#parts.steps;
    const flags = (value: boolean) => new Map(this.possibleAgents.map((name) => [name, value]));
    if (over) this.#living = [];
    return [this.#observations(), rewards, flags(false), flags(over), this.#infos()];
  }

  /** Writes what a block says to where its units hear it. */
  #place({ body, layer: index, firstInput, inputs, firstOutput, outputs }: Block, action: PartAction): void {
    const { stateSize: N, messageSize: M } = this.#parts.rule.shape;
    const layer = this.kernel.memory.layers[index];
    const contribute = (contributions: Float32Array, into: Float32Array) => {
      for (let a = 0; a < inputs; a++) {
        const to = ((body * layer.inputs + firstInput + a) * layer.outputs + firstOutput) * N;
        into.set(contributions.subarray(a * outputs * N, (a + 1) * outputs * N), to);
      }
    };
    if (this.#boundary.crossesForwardContributions) contribute(action.forward, layer.arrivedForward);
    else layer.forwardOut.set(action.forward, (body * layer.outputs + firstOutput) * M);
    if (this.#boundary.crossesBackwardContributions) contribute(action.backward, layer.arrivedBackward);
    else layer.backwardOut.set(action.backward, (body * layer.inputs + firstInput) * M);
  }

  /** Passes the turn on; returns whether the world moved. */
  #nextTurn(): boolean {
    const { layers } = this.kernel.memory;
    this.#tick++;
    if (this.#tick < this.#parts.options.ticks) return false;
    this.#tick = 0;
    const layer = layers[this.#layer];
    layers[this.#layer + 1]?.forwardIn.set(layer.forwardOut);
    layers[this.#layer - 1]?.backwardIn.set(layer.backwardOut);
    this.#layer = (this.#layer + 1) % layers.length;
    if (this.#layer > 0) return false;
    const { world } = this.#parts;
    this.#ports.choose(this.actions);
    if (this.#ports.hears) this.#ports.hear(layers[0].backwardOut, layers[layers.length - 1].forwardOut);
    world.step(this.actions);
    this.kernel.memory.reward.set(world.rewards);
    this.#ports.sense(world.observations);
    this.#ports.tellActions();
    this.#step++;
    return true;
  }

  #observations(): Map<string, PartObservation> {
    const { messageSize: M, ownMessages } = this.#parts.rule.shape;
    const { reward, layers } = this.kernel.memory;
    const observed = new Map<string, PartObservation>();
    for (const [name, { body, layer: index, firstInput, inputs, firstOutput, outputs }] of this.blocks) {
      const layer = layers[index];
      const input = (body * layer.inputs + firstInput) * M;
      const output = (body * layer.outputs + firstOutput) * M;
      const own = ownMessages && {
        ownForward: layer.forwardOut.slice(output, output + outputs * M),
        ownBackward: layer.backwardOut.slice(input, input + inputs * M),
      };
      observed.set(name, {
        forward: layer.forwardIn.slice(input, input + inputs * M),
        backward: layer.backwardIn.slice(output, output + outputs * M),
        reward: reward.slice(body, body + 1),
        ...own,
      });
    }
    return observed;
  }

  #infos(): Map<string, Info> {
    return new Map([...this.blocks].map(([name, { layer }]) => [name, { onTurn: layer === this.#layer }]));
  }
}
