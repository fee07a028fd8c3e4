/** What the kernel benchmark times: a number of ticks of one layer. */

import type { KernelFactory } from '../src/vsml/kernel.ts';
import { initialRule } from '../src/vsml/rule.ts';
import type { RuleShape } from '../src/vsml/rule-shape.ts';

export interface Ticker {
  readonly name: string;
  /** Ticks of one run. */
  readonly ticks: number;
  run(): void | Promise<void>;
}

/** The paper's layer: no optional inputs, messages half as wide as states. */
export function paperShape(stateSize: number): RuleShape {
  return {
    stateSize,
    messageSize: Math.max(2, stateSize / 2),
    ownMessages: false,
    reward: false,
    coordinates: false,
    gateOffset: 5,
  };
}

/** Ticks of a layer on one of our kernels: update and both messages. */
export function kernelTicker(
  name: string,
  create: KernelFactory,
  inputs: number,
  outputs: number,
  stateSize: number,
  ticks: number,
): Ticker {
  const shape = paperShape(stateSize);
  const kernel = create(shape, { layerSizes: [inputs, outputs], bodies: 1 });
  kernel.loadParameters(initialRule(shape, 1).parameters);
  const layer = kernel.memory.layers[0];
  layer.cell.forEach((_, n) => {
    layer.cell[n] = ((n * 7919) % 1000) / 5000 - 0.1;
  });
  layer.forwardIn.fill(0.5);
  layer.backwardIn.fill(-0.25);
  return {
    name,
    ticks,
    run: () => {
      for (let tick = 0; tick < ticks; tick++) {
        kernel.update(0);
        kernel.aggregateForward(0, 'hidden');
        kernel.aggregateBackward(0, 'hidden');
      }
    },
  };
}

/** The middle value. */
export function median(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)];
}
