/**
 * The price of the bus: lifetimes without any bus, with a bus nobody watches, and with one subscriber to all frames, in
 * turn, round by round; ratios within each round: `npm run bench:bus`.
 */

import { boundaryNames } from '../agents/boundary.ts';
import type { VsmlSociety } from '../agents/vsml/vsml-society.ts';
import { DEMO_WORLD } from '../experiments/plan.ts';
import { settingSchema, settingWithRule } from '../experiments/setting.ts';
import { loadWasmKernel } from '../src/vsml/kernels/wasm/wasm.ts';
import { initialRule } from '../src/vsml/rule.ts';
import { median } from './tickers.ts';

const ROUNDS = 31;
const LIFETIMES = 20;
const shape = {
  stateSize: 4,
  messageSize: 4,
  ownMessages: false,
  reward: true,
  coordinates: false,
  gateOffset: 1,
};
const createKernel = await loadWasmKernel();

for (const boundary of boundaryNames) {
  const configuration = settingSchema.parse({ ...DEMO_WORLD, boundary, vsml: { hiddenLayers: [8] } });
  const setting = settingWithRule(configuration, createKernel, initialRule(shape, 1));
  const society = setting.society as VsmlSociety;
  let floats = 0;
  let frames = 0;
  const variants = {
    'no bus at all': () => society.connect(undefined),
    'no subscriber': () => {},
    'one subscriber': () => {
      setting.bus.frames.subscribe(({ values }) => {
        frames++;
        floats += values.length;
      });
    },
  };
  const times: Record<string, number[]> = {};
  for (let round = 0; round <= ROUNDS; round++) {
    for (const [name, prepare] of Object.entries(variants)) {
      const begun = performance.now();
      for (let seed = 0; seed < LIFETIMES; seed++) {
        const lifetime = setting.begin(seed);
        prepare();
        while (lifetime.step < setting.steps) lifetime.advance();
      }
      times[name] ??= [];
      if (round > 0) times[name].push((performance.now() - begun) / LIFETIMES);
    }
  }
  const ratio = (name: string) =>
    median(times[name].map((time, round) => time / times['no bus at all'][round]));
  console.log(
    `${boundary.padEnd(8)} ${median(times['no bus at all']).toFixed(2)} ms a lifetime without a bus; ` +
      `x ${ratio('no subscriber').toFixed(3)} with a bus, x ${ratio('one subscriber').toFixed(3)} with one subscriber ` +
      `(${frames / ((ROUNDS + 1) * LIFETIMES)} frames, ${Math.round(floats / ((ROUNDS + 1) * LIFETIMES))} floats a lifetime)`,
  );
}
