import { clonedRule } from '/work/w-gradient/experiments/cloning/cloned-rule.ts';

const t = performance.now();
const c0 = process.cpuUsage();
await clonedRule('quick', 1, {
  workers: 0,
  directory: '/tmp/store/experiments/from-clone/quick/runs',
  onProgress: () => {},
});
const c = process.cpuUsage(c0);
console.log('clone quick: wall', (performance.now() - t) / 1000, 'cpu', (c.user + c.system) / 1e6);
