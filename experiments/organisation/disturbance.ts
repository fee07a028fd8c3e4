/** What may go wrong in a network all its life, as plain data: each is a probability, 0 where it never happens. */
import { z } from 'zod';

const probability = z.number().min(0).max(1).default(0);

export const disturbanceSchema = z.strictObject({
  /** A synapse sleeps through a tick: it keeps its state, and still contributes what it last said. */
  asleepForTick: probability,
  /** A synapse sleeps through all ticks of an example. */
  asleepForExample: probability,
  /** The same, and it contributes nothing meanwhile. */
  silentForExample: probability,
  /** Sparse work: this share of the inputs, those of the smallest size, has synapses that sleep and are silent. */
  sparse: probability,
  /** No common clock: a tick is as many updates as there are synapses, each of one drawn at random. */
  randomOrder: z.boolean().default(false),
  /** What an input unit says to its synapses does not arrive at a tick. */
  lostInputs: probability,
  /** What an output unit says back, the error, does not arrive at a tick. */
  lostErrors: probability,
  /** What a synapse contributes to a message does not arrive. */
  lostContributions: probability,
  /** A synapse loses its state and is born anew before an example. */
  reborn: probability,
});

export type Disturbance = z.infer<typeof disturbanceSchema>;
/** The same as it may be written down, what does not happen left out. */
export type DisturbanceInput = z.input<typeof disturbanceSchema>;
