/** The rule at work in one block alone: a layer, neuron or synapse that knows its own state and what it hears, no more. */

import { lifetimePartSeed } from '../../src/numerics/lifetime-seed.ts';
import type { Kernel, KernelFactory } from '../../src/vsml/kernel.ts';
import type { Rule } from '../../src/vsml/rule.ts';
import { boundaries } from '../boundary.ts';
import { bornCell } from '../vsml/initial-state.ts';
import type { Block, PartBoundary } from './blocks.ts';
import type { PartAction, PartObservation } from './part-environment.ts';

export class PartPolicy {
  readonly #kernel: Kernel;
  readonly #block: Block;
  readonly #boundary: (typeof boundaries)[PartBoundary];
  readonly #layerSizes: readonly number[];
  readonly #bodies: number;

  /** @param layerSizes and bodies of the whole society: they decide where the block lies and what it is born with */
  constructor(
    boundary: PartBoundary,
    block: Block,
    rule: Rule,
    layerSizes: readonly number[],
    bodies: number,
    createKernel: KernelFactory,
  ) {
    this.#boundary = boundaries[boundary];
    this.#block = block;
    this.#layerSizes = layerSizes;
    this.#bodies = bodies;
    this.#kernel = createKernel(rule.shape, { layerSizes: [block.inputs, block.outputs], bodies: 1 });
    this.#kernel.loadParameters(rule.parameters);
    const [inputs, outputs] = [layerSizes[block.layer], layerSizes[block.layer + 1]];
    const { inputPositions, outputPositions } = this.#kernel.memory.layers[0];
    inputPositions.forEach((_, a) => {
      inputPositions[a] = (block.firstInput + a + 1) / inputs;
    });
    for (let b = 0; b < block.outputs; b++) {
      const depth = (block.layer + 1) / (layerSizes.length - 1);
      outputPositions.set([(block.firstOutput + b + 1) / outputs, depth], 2 * b);
    }
  }

  /** Is born again, as its part of a society that lives the lifetime with this seed. */
  reset(lifetimeSeed: number): void {
    const { buffer, lifeStart, lifeEnd, layers, ruleShape } = this.#kernel.memory;
    new Uint8Array(buffer, lifeStart, lifeEnd - lifeStart).fill(0);
    const { body, layer, firstInput, inputs, firstOutput, outputs } = this.#block;
    for (let synapse = 0; synapse < inputs * outputs; synapse++) {
      bornCell(
        layers[0].cell,
        synapse * ruleShape.stateSize,
        ruleShape.stateSize,
        lifetimePartSeed(lifetimeSeed, 'society'),
        {
          bodies: this.#bodies,
          body,
          layer,
          inputs: this.#layerSizes[layer],
          outputs: this.#layerSizes[layer + 1],
          input: firstInput + Math.floor(synapse / outputs),
          output: firstOutput + (synapse % outputs),
        },
      );
    }
  }

  /** One tick: hears, updates its synapses, speaks. */
  act(observation: PartObservation): PartAction {
    const { memory } = this.#kernel;
    const layer = memory.layers[0];
    layer.forwardIn.set(observation.forward);
    layer.backwardIn.set(observation.backward);
    memory.reward.set(observation.reward);
    if (observation.ownForward) layer.forwardOut.set(observation.ownForward);
    if (observation.ownBackward) layer.backwardOut.set(observation.ownBackward);
    this.#kernel.update(0);
    this.#kernel.aggregateForward(0, 'hidden');
    this.#kernel.aggregateBackward(0, 'hidden');
    const { crossesForwardContributions, crossesBackwardContributions } = this.#boundary;
    return {
      forward: (crossesForwardContributions ? layer.hidden : layer.forwardOut).slice(),
      backward: (crossesBackwardContributions ? layer.hidden : layer.backwardOut).slice(),
    };
  }
}
