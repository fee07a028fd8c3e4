/** Rules of RandomImages-v0. */
import { expect, it } from 'vitest';
import { createStream } from '../../../envs/streams/registry.ts';

it('meets its images again, always with the same label, every class equally often', () => {
  const stream = createStream('RandomImages-v0', { inputs: 9 });
  stream.reset(2);
  const labels = new Map<string, number>();
  for (let step = 0; step < 500; step++) {
    const image = stream.input.join();
    const label = stream.target.indexOf(1);
    expect(labels.get(image) ?? label).toBe(label);
    labels.set(image, label);
    stream.next();
  }
  expect(labels.size).toBe(20);
  const counts = Array.from(
    { length: 10 },
    (_, label) => [...labels.values()].filter((l) => l === label).length,
  );
  expect(counts).toEqual(new Array(10).fill(2));
});

it('draws other images and another labelling for another life', () => {
  const stream = createStream('RandomImages-v0', { inputs: 9, images: 1, classes: 4 });
  const labels = new Array(4).fill(0);
  const images = new Set<string>();
  for (let seed = 0; seed < 800; seed++) {
    stream.reset(seed);
    labels[stream.target.indexOf(1)] += 1;
    images.add(stream.input.join());
  }
  expect(images.size).toBe(800);
  for (const count of labels) expect(Math.abs(count - 200)).toBeLessThan(50);
});
