/** The page imports the streams too: all but sets of images run in the browser, to the same bits. */
import { expect, it } from 'vitest';
import { createStream } from '../../../envs/streams/registry.ts';

it('lives the life that Node lives', () => {
  const stream = createStream('GaussianClusters-v0', { inputs: 2 });
  stream.reset(1);
  stream.next();
  // Printed by the same three lines in Node.
  expect([...stream.input, ...stream.target]).toEqual([-0.6415154933929443, 0.6238292455673218, 1, 0, 0, 0]);
});

it('says that images need Node', () => {
  expect(() => createStream('Images-v0')).toThrow(
    'sets of images are read from files, which only Node can do',
  );
});
