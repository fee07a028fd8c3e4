/** One scenario whose every bit is hashed, to hold Node and browsers, reference and WebAssembly, to the same literal. */
import { VsmlSociety } from '../../agents/vsml/vsml-society.ts';
import { Setting, settingSchema } from '../../experiments/setting.ts';
import type { KernelFactory } from '../../src/vsml/kernel.ts';
import { initialRule } from '../../src/vsml/rule.ts';
import type { RuleShape } from '../../src/vsml/rule-shape.ts';
import { type KernelCase, lifeBits, runCase } from '../src/vsml/kernel-cases.ts';

/** SHA-256 of the scenario's bits. A new one means new numerics: raise `NUMERICS_VERSION` with it. */
export const SCENARIO_HASH = '7c3c3c0b6f8113fe01209b085da942462501a40b5207a999431e7405ebab35ea';

const PLAIN: RuleShape = {
  stateSize: 8,
  messageSize: 4,
  ownMessages: false,
  reward: true,
  coordinates: false,
  gateOffset: 1,
};

/** Odd sizes end between the lanes of SIMD; the options are on and off at least once each. */
const CASES: readonly KernelCase[] = [
  { ruleShape: PLAIN, networkShape: { layerSizes: [5, 3], bodies: 1 }, seed: 1 },
  {
    ruleShape: { ...PLAIN, stateSize: 4, messageSize: 2, reward: false, gateOffset: 0 },
    networkShape: { layerSizes: [1, 7, 1], bodies: 3 },
    seed: 2,
  },
  {
    ruleShape: { ...PLAIN, stateSize: 12, messageSize: 5, coordinates: true, gateOffset: 5 },
    networkShape: { layerSizes: [7, 9, 5], bodies: 2 },
    seed: 3,
  },
  {
    ruleShape: { ...PLAIN, stateSize: 32, messageSize: 9, ownMessages: true, coordinates: true },
    networkShape: { layerSizes: [3, 4, 2, 5], bodies: 2 },
    seed: 4,
  },
];

const SETTING = settingSchema.parse({
  world: 'Foragers-v0',
  steps: 60,
  boundary: 'neuron',
  channels: [
    { kind: 'drop', value: 0.1 },
    { kind: 'noise', value: 0.05 },
  ],
  vsml: { hiddenLayers: [5], ticks: 2 },
});

/** A whole lifetime, with channels: actions and rewards of every step, then the states it ends with. */
function liveLifetime(createKernel: KernelFactory): ArrayBufferView[] {
  const rule = initialRule(PLAIN, 5);
  const setting = new Setting(SETTING, createKernel, rule.shape);
  // Three times an initial rule drives gates into their flat ends, where approximations differ most.
  setting.loadParameters(rule.parameters.map((parameter) => parameter * 3));
  const lifetime = setting.begin(17);
  const parts: ArrayBufferView[] = [];
  while (lifetime.step < setting.steps) {
    lifetime.advance();
    parts.push(lifetime.actions.slice(), setting.world.rewards.slice());
  }
  if (!(setting.society instanceof VsmlSociety)) throw new TypeError('the scenario needs a learning society');
  return [...parts, lifeBits(setting.society.kernel)];
}

/** Runs the scenario. @returns the SHA-256 of every bit that it computed, in hexadecimal digits */
export async function hashScenario(createKernel: KernelFactory): Promise<string> {
  const parts = CASES.map((kernelCase): ArrayBufferView => lifeBits(runCase(createKernel, kernelCase)));
  parts.push(...liveLifetime(createKernel));
  const bytes = parts.flatMap((part) => [...new Uint8Array(part.buffer, part.byteOffset, part.byteLength)]);
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', Uint8Array.from(bytes)));
  return Array.from(digest, (byte) => byte.toString(16).padStart(2, '0')).join('');
}
