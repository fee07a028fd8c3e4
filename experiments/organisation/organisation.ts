/**
 * Organisation: does a network of synapses that all follow one rule still learn where there is no common clock, where
 * messages are lost, and where synapses die, are born, and join? (Kirsch & Schmidhuber 2021, on self-organisation and
 * cellular automata; claims 15 and 17)
 */
import { z } from 'zod';
import { heldOutTaskSeeds } from '../../src/training/task-distribution.ts';
import { loadWasmKernel } from '../../src/vsml/kernels/wasm/wasm.ts';
import type { CaseContext, Experiment } from '../harness/experiment.ts';
import { clusterRule, clusterRuleMethod } from '../supervised/cluster-rule.ts';
import { metaTrain } from '../supervised/meta-train.ts';
import {
  childhoodMethod,
  childhoodOf,
  EARLY_INPUTS,
  killed,
  LIFE,
  lifetimes,
  MIDDLE,
  type OrganisationCase,
  REGROWN_AT,
  rules,
  SIZE,
  troubles,
} from './cases.ts';
import { drawOrganisation } from './figure.ts';
import { findings } from './findings.ts';
import { arrivals, type Life, liveThrough, struck, without } from './lives.ts';

const curve = z.array(z.number().min(0).max(1));

const resultSchema = z.strictObject({
  trainingSeconds: z.number(),
  /** One entry for each rule; curves are shares of right answers at each example. */
  rules: z.array(
    z.strictObject({
      rule: z.enum(rules),
      undisturbed: curve,
      troubles: z.array(z.strictObject({ trouble: z.string(), dose: z.number(), curve })),
      /** Struck in mid-life, and a life without these synapses from birth on. */
      killed: z.array(z.strictObject({ share: z.number(), curve, without: curve })),
      arrivals: z.array(z.strictObject({ name: z.string(), curve })),
    }),
  ),
});

export type OrganisationResult = z.infer<typeof resultSchema>;

async function run(
  { key, scale, seed }: OrganisationCase,
  context: CaseContext,
): Promise<OrganisationResult> {
  const young = await clusterRule(scale, seed, context);
  const createKernel = await loadWasmKernel();
  const seeds = heldOutTaskSeeds(seed, lifetimes[scale]);
  let trainingSeconds = young.seconds;
  const measured: OrganisationResult['rules'] = [];
  for (const rule of rules) {
    const training = childhoodOf(rule, scale, seed, young.parameters);
    const grown = await metaTrain(training, { key: `${key}-${rule}`, seed }, context);
    trainingSeconds += grown.seconds;
    const live = (life: Life) => {
      context.signal?.throwIfAborted();
      return liveThrough(life, grown.parameters, seeds, createKernel);
    };
    measured.push({
      rule,
      undisturbed: live({}),
      troubles: [...troubles].flatMap(([trouble, { doses, disturbance }]) =>
        doses.map((dose) => ({ trouble, dose, curve: live({ disturbance: disturbance(dose) }) })),
      ),
      killed: killed.map((share) => ({
        share,
        curve: live({ event: struck(share) }),
        without: live({ event: without(share) }),
      })),
      arrivals: Object.entries(arrivals).map(([name, life]) => ({ name, curve: live(life) })),
    });
  }
  return { trainingSeconds, rules: measured };
}

export const organisation: Experiment<OrganisationCase, OrganisationResult> = {
  name: 'organisation',
  title: 'Organisation: learning without a clock, with losses, deaths and births',
  question:
    'Does a network still learn where its synapses do not tick together, where messages are lost, where only some of them work, where synapses die and are born anew, and where units join during life? (Kirsch & Schmidhuber 2021, on self-organisation; asynchronous cellular automata: Ingerson & Buvel 1984)',
  method:
    `${clusterRuleMethod} ${childhoodMethod} ` +
    `Both live ${LIFE} examples of clusters of ${SIZE.inputs} inputs and ${SIZE.classes} classes. All along: each synapse *asleep for a tick* (it keeps its state and still contributes it) or *for an example* (both passes) with the probability named, or *silent for an example*, asleep and contributing nothing; *small inputs silent*, the same for all synapses of that share of the inputs whose size is smallest, which is what sparse updates would leave out; *random order*, in which a tick is as many updates as there are synapses, each of one drawn at random, so that some update twice and some not at all; *inputs*, *errors* or *contributions lost*, silence in place of what a unit says to its synapses at a tick, or of what a synapse adds to an answer; *born anew*, each synapse before each example. In mid-life: a share of the synapses dies at example ${MIDDLE} and is born anew at ${REGROWN_AT}, beside a life without these synapses from birth to ${REGROWN_AT}; ${SIZE.inputs - EARLY_INPUTS} of the inputs join at ${MIDDLE}; a class that first occurs at ${MIDDLE} has its output unit from birth or joins then. The dead and absent do not count in a mean.`,
  seeds: { quick: 1, full: 5 },
  cases: (scale, seeds) => seeds.map((seed) => ({ key: `seed-${seed}`, seed, scale })),
  run,
  resultSchema,
  figure: drawOrganisation,
  findings,
};
