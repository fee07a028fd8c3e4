/** The shortcuts: one key a command, one command a key. */
import { expect, test } from 'vitest';
import { keyName, shortcutFor, shortcuts } from '../../viewer/state/shortcuts.ts';

const held = { ctrlKey: false, metaKey: false, altKey: false };

test.each(['key', 'label', 'command'] as const)('no %s stands in the table twice', (field) => {
  expect(new Set(shortcuts.map((shortcut) => shortcut[field])).size).toBe(shortcuts.length);
});

test('keys are lower case, so that capitals find them', () => {
  for (const { key } of shortcuts) expect(key).toBe(key.toLowerCase());
  expect(shortcutFor({ key: 'R', ...held })?.command).toBe('restart');
});

test('every key finds its own command, alone', () => {
  for (const shortcut of shortcuts) {
    expect(shortcutFor({ key: shortcut.key, ...held })).toBe(shortcut);
    expect(shortcutFor({ key: shortcut.key, ...held, ctrlKey: true })).toBeUndefined();
    expect(shortcutFor({ key: shortcut.key, ...held, metaKey: true })).toBeUndefined();
    expect(shortcutFor({ key: shortcut.key, ...held, altKey: true })).toBeUndefined();
  }
  expect(shortcutFor({ key: 'x', ...held })).toBeUndefined();
});

test('every key has a name that can be read', () => {
  for (const { key } of shortcuts) expect(keyName(key)).toMatch(/\S/);
  expect(keyName(' ')).toBe('Space');
});
