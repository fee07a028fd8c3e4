/**
 * Seconds of processor time of a supervised lifetime on one core in the kernel, 784 x 10 synapses over 500 examples,
 * and the memory of its network: `npm run bench:lifetime`. Variants are timed in turn, round by round.
 */
import { VsmlLearner, vsmlLearnerOptionsSchema } from '../agents/vsml/vsml-learner.ts';
import { createStream } from '../envs/streams/registry.ts';
import { SupervisedLifetime } from '../experiments/supervised/supervised-lifetime.ts';
import { loadWasmKernel } from '../src/vsml/kernels/wasm/wasm.ts';
import { median, paperShape } from './tickers.ts';

const ROUNDS = 3;
const EXAMPLES = 500;
/** State size N (messages of N / 2), micro ticks, and whether errors come back in a pass of their own. */
const VARIANTS = [
  [16, 1, false],
  [16, 2, false],
  [16, 1, true],
  [8, 1, true],
] as const;

const createKernel = await loadWasmKernel();
const stream = createStream('RandomImages-v0', { inputs: 784, classes: 10, images: 20 });
const lives = VARIANTS.map(([stateSize, ticks, backwardPass]) => {
  const options = vsmlLearnerOptionsSchema.parse({ ticks, backwardPass });
  const learner = new VsmlLearner(paperShape(stateSize), stream, options, createKernel);
  learner.loadParameters(learner.initialParameters(1));
  const error = backwardPass ? 'a backward pass' : 'its error one example late';
  return {
    name: `N = ${stateSize}, ${ticks} ${ticks === 1 ? 'tick' : 'ticks'} a pass, ${error}`,
    bytes: learner.kernel.memory.buffer.byteLength,
    lifetime: new SupervisedLifetime(stream, learner),
    seconds: [] as number[],
  };
});
for (let round = 0; round <= ROUNDS; round++) {
  for (const { lifetime, seconds } of lives) {
    const begun = process.cpuUsage();
    lifetime.live(round, EXAMPLES);
    const { user, system } = process.cpuUsage(begun);
    // Round 0 warms up.
    if (round > 0) seconds.push((user + system) / 1e6);
  }
}
console.log(
  `784 x 10, ${EXAMPLES} examples: processor seconds of a lifetime, median of ${ROUNDS} (asked: under 1.5)`,
);
for (const { name, bytes, seconds } of lives) {
  console.log(`  ${median(seconds).toFixed(2)}  ${name}; ${(bytes / 1e6).toFixed(1)} MB`);
}
