/** The parts of the experiment on organisation: late classes, lives with events, training, and the report's words. */
import { describe, expect, it } from 'vitest';
import { createStream } from '../../../envs/streams/registry.ts';
import { argmax } from '../../../envs/streams/score.ts';
import {
  childhoodOf,
  killed,
  LIFE,
  MIDDLE,
  rules,
  troubles,
} from '../../../experiments/organisation/cases.ts';
import { createDisturbedEvaluator } from '../../../experiments/organisation/disturbed-evaluator.ts';
import { findings } from '../../../experiments/organisation/findings.ts';
import { LateClass } from '../../../experiments/organisation/late-class.ts';
import { arrivals, liveThrough, struck } from '../../../experiments/organisation/lives.ts';
import { clusterRuleLearner } from '../../../experiments/supervised/cluster-rule.ts';
import {
  learnerConfigurationSchema,
  ruleShapeOf,
} from '../../../experiments/supervised/learner-configuration.ts';
import { loadWasmKernel } from '../../../src/vsml/kernels/wasm/wasm.ts';
import { initialRule } from '../../../src/vsml/rule.ts';

const createKernel = await loadWasmKernel();
const configuration = learnerConfigurationSchema.parse(clusterRuleLearner);
if (configuration.kind !== 'vsml') throw new Error('a VSML network');
const parameters = initialRule(ruleShapeOf(configuration), 1).parameters.map((value) => 4 * value);

describe('a late class', () => {
  it('does not occur before its time, and then it does', () => {
    const stream = new LateClass(createStream('GaussianClusters-v0', { inputs: 2, classes: 3 }), 50);
    for (const seed of [1, 2]) {
      stream.reset(seed);
      const labels = Array.from({ length: 100 }, () => {
        const label = argmax(stream.target);
        stream.next();
        return label;
      });
      expect(labels.slice(0, 50)).not.toContain(2);
      expect(labels.slice(0, 50)).toContain(1);
      expect(labels.slice(50)).toContain(2);
    }
  });

  it('needs a stream of classes', () => {
    expect(() => new LateClass(createStream('Sinusoid-v0', {}), 5)).toThrow('two or more');
  });
});

describe('a life', () => {
  const live = (life: Parameters<typeof liveThrough>[0]) =>
    liveThrough(life, parameters, [1, 2, 3], createKernel);

  it('struck in its middle is the undisturbed one until then', () => {
    const [whole, wounded] = [live({}), live({ event: struck(0.75) })];
    expect(wounded.slice(0, MIDDLE)).toEqual(whole.slice(0, MIDDLE));
    expect(wounded).not.toEqual(whole);
    expect(live({ event: struck(0) })).toEqual(whole);
  });

  it('with inputs that join is that without them until they do', () => {
    const [joins, never] = [live(arrivals['inputs join']), live(arrivals['inputs never'])];
    expect(joins.slice(0, MIDDLE)).toEqual(never.slice(0, MIDDLE));
    expect(joins).not.toEqual(never);
    expect(joins).not.toEqual(live(arrivals['inputs from birth']));
  });
});

describe('a rough childhood', () => {
  it('is scored by lifetimes that are exact functions of the task, calm ones among them', async () => {
    const specificationOf = (rule: 'calm' | 'rough') =>
      childhoodOf(rule, 'quick', 1, parameters).evaluator!.specification;
    const calm = await createDisturbedEvaluator(specificationOf('calm'));
    const rough = await createDisturbedEvaluator(specificationOf('rough'));
    const seeds = Array.from({ length: 20 }, (_, seed) => seed);
    const scores = seeds.map((seed) => rough(parameters, seed));
    expect(seeds.map((seed) => rough(parameters, seed))).toEqual(scores);
    const alike = seeds.filter((seed) => calm(parameters, seed) === scores[seed]).length;
    expect(alike).toBeGreaterThan(0);
    expect(alike).toBeLessThan(12);
  });
});

describe('the report', () => {
  const flat = (accuracy: number) => new Array<number>(LIFE).fill(accuracy);
  const results = (accuracyUnder: (trouble: string) => number) => [
    {
      case: { key: 'seed-1', seed: 1, scale: 'quick' as const },
      seconds: 1,
      result: {
        trainingSeconds: 1,
        rules: rules.map((rule) => ({
          rule,
          undisturbed: flat(0.85),
          troubles: [...troubles].flatMap(([trouble, { doses }]) =>
            doses.map((dose) => ({ trouble, dose, curve: flat(accuracyUnder(trouble)) })),
          ),
          killed: killed.map((share) => ({ share, curve: flat(0.84), without: flat(0.8) })),
          arrivals: Object.keys(arrivals).map((name) => ({ name, curve: flat(0.85) })),
        })),
      },
    },
  ];

  it('says that the claim held where every moderate disturbance leaves nine tenths', () => {
    const text = findings(results(() => 0.82));
    expect(text).toMatch(/^\*\*The claim held here\*\*/);
    // (0.82 - 0.25) / (0.85 - 0.25)
    expect(text).toContain('random order 0.95, 0.95 if trained with it');
    expect(text).toContain('the others do as well as if they had always been alone at once');
  });

  it('says that it held only in part where one does not', () => {
    const text = findings(results((trouble) => (trouble === 'random order' ? 0.4 : 0.85)));
    expect(text).toMatch(/^\*\*The claim held here only in part\*\*/);
    expect(text).toContain(`under ${troubles.size - 1}, a rule trained`);
  });
});
