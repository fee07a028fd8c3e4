/** How many records of the golden data are not equal, and that the README of the package tells each with its reason. */
import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { NOT_EQUAL } from './golden-not-equal.ts';

const README = readFileSync(new URL('../../../envs/gymnasium-js/README.md', import.meta.url), 'utf8');

it('are at most three', () => {
  expect(NOT_EQUAL.length).toBeLessThanOrEqual(3);
});

it('are those that the README lists', () => {
  const [, section] = README.split('Records that are not equal');
  const listed = section.split('\n## ')[0].match(/^\d+\. .+$/gm) ?? [];
  expect(listed.length).toBe(NOT_EQUAL.length);
  NOT_EQUAL.forEach(({ data, title }, n) => {
    expect(listed[n].startsWith(`${n + 1}. \`${data}\`, ${title}: `)).toBe(true);
  });
});
