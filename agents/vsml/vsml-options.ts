/** How a rule is put to work in a body: everything besides the rule itself that its meaning depends on. */
import { z } from 'zod';

export const vsmlOptionsSchema = z.strictObject({
  /** Sizes of hidden layers between the sensors and the motors. */
  hiddenLayers: z.array(z.coerce.number().int().min(1).max(4096)).max(8).default([]),
  /** Ticks of every layer at each step of the world. */
  ticks: z.coerce.number().int().min(1).max(16).default(1),
  /** Scale from an output unit's mean message to its logit; means shrink as inputs grow, policies must not. */
  outputGain: z.coerce.number().positive().max(1e4).default(60),
  /** Logits are bound softly to +- this, `bound * tanh(logit / bound)`; 100 in the released VSML code. */
  outputBound: z.coerce.number().positive().max(1e4).default(100),
  /** Whether bodies hear the mean message of the others. */
  hearing: z.boolean().default(true),
});

export type VsmlOptions = z.infer<typeof vsmlOptionsSchema>;
