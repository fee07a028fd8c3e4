/** The built page in Chromium, served as users get it: playing, links, keys, small screens, and the same lifetimes as Node's. */
import type { Page } from 'playwright';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { planSchema } from '../../experiments/plan.ts';
import { replayOf } from '../../experiments/replay-plan.ts';
import { type SettingConfiguration, settingSchema, settingWithRule } from '../../experiments/setting.ts';
import { EMPTY_HASH, extendHash, formatHash } from '../../src/simulation/trajectory-hash.ts';
import { openRun } from '../../src/store/open-run.ts';
import { loadWasmKernel } from '../../src/vsml/kernels/wasm/wasm.ts';
import type { Rule } from '../../src/vsml/rule.ts';
import { decodeRule } from '../../src/vsml/rule-file.ts';
import {
  GENERATIONS,
  type PageHarness,
  RUN,
  shownStep,
  startPageHarness,
  takeSteps,
  trajectoryHash,
} from './page-harness.ts';

let harness: PageHarness;
let page: Page | undefined;

beforeAll(async () => {
  harness = await startPageHarness();
});

afterEach(async () => {
  await page?.context().close();
  page = undefined;
  expect(harness.takeComplaints()).toEqual([]);
});

afterAll(() => harness.close());

async function open(options: Parameters<PageHarness['open']>[0] = {}): Promise<Page> {
  page = await harness.open(options);
  return page;
}

/** Expects of something that it comes true soon; while playing, the status line changes only once a second. */
function eventually<Value>(read: () => Value | Promise<Value>) {
  return expect.poll(read, { timeout: 10_000 });
}

/** An address for a setting and a seed under the newest rule of the run. */
function hashFor(setting: object, seed: number, step = 0): string {
  const state = { setting: settingSchema.parse(setting), seed, step, source: { run: RUN } };
  return `#${encodeURIComponent(JSON.stringify(state))}`;
}

/** The newest rule of the run. */
function newestRule(): Rule {
  const run = openRun(harness.runsDirectory, RUN, { readOnly: true });
  const { rule } = decodeRule(run.rule()!.bytes, RUN);
  run.close();
  return rule;
}

/** The rule after the first generation, which is not on file. */
function firstRule(): Rule {
  const run = openRun(harness.runsDirectory, RUN, { readOnly: true });
  expect(run.ruleGenerations()).not.toContain(0);
  const plan = planSchema.parse(run.configuration);
  const { parameters } = replayOf(plan).next(run)!;
  run.close();
  return { shape: plan.rule, parameters };
}

/** The same lifetime in this process, without page or worker. */
async function trajectoryInNode(
  setting: SettingConfiguration,
  seed: number,
  steps: number,
  rule = newestRule(),
): Promise<string> {
  const made = settingWithRule(setting, await loadWasmKernel(), rule);
  const lifetime = made.begin(seed);
  let hash = EMPTY_HASH;
  while (lifetime.step < steps) {
    lifetime.advance();
    hash = extendHash(extendHash(hash, lifetime.actions), made.world.rewards);
  }
  return formatHash(hash);
}

describe('the lifetime that is shown', () => {
  const world = { world: 'DarkRoom-v0', worldOptions: { size: 5, bodies: 4 } };
  it.each([
    ['body', { ...world, boundary: 'body' }],
    ['swarm', { ...world, boundary: 'swarm' }],
    [
      'synapse, with faults',
      {
        ...world,
        boundary: 'synapse',
        crossingDelay: 1,
        channels: [
          { kind: 'drop', value: 0.2 },
          { kind: 'noise', value: 0.1 },
        ],
      },
    ],
    ['foragers without feedback', { world: 'Foragers-v0', society: 'no-feedback' }],
    ['q-learning', { ...world, society: 'q-learning' }],
  ])("is Node's to the bit: %s", async (_name, setting) => {
    const shown = await open({ hash: hashFor(setting, 11) });
    await takeSteps(shown, 25);
    expect(await shownStep(shown)).toBe(25);
    expect(await trajectoryHash(shown)).toBe(await trajectoryInNode(settingSchema.parse(setting), 11, 25));
    expect(await shown.locator('#hash').textContent()).toBe(await trajectoryHash(shown));
  });

  it('depends on the seed, and on nothing else', async () => {
    const shown = await open({ hash: hashFor(world, 3) });
    await takeSteps(shown, 20);
    const first = await trajectoryHash(shown);
    const seed = shown.locator('#seed');
    await seed.fill('4');
    await seed.press('Enter');
    await eventually(() => shownStep(shown)).toBe(0);
    await takeSteps(shown, 20);
    expect(await trajectoryHash(shown)).not.toBe(first);
    await seed.fill('3');
    await seed.press('Enter');
    await eventually(() => shownStep(shown)).toBe(0);
    await takeSteps(shown, 20);
    expect(await trajectoryHash(shown)).toBe(first);
  });

  it('ends with the lifetime', async () => {
    const shown = await open({ hash: hashFor({ ...world, steps: 7 }, 1) });
    await takeSteps(shown, 100);
    expect(await shownStep(shown)).toBe(7);
  });
});

describe('playing', () => {
  it('plays, pauses, steps and restarts by buttons', async () => {
    const shown = await open();
    expect(await shownStep(shown)).toBe(0);
    await shown.locator('#step').click();
    await eventually(() => shownStep(shown)).toBe(1);
    await shown.locator('#play').click();
    await eventually(() => shownStep(shown)).toBeGreaterThan(3);
    await shown.locator('#play').click();
    await eventually(() => shown.locator('#play').textContent()).toBe('Play');
    const paused = await shownStep(shown);
    await shown.waitForTimeout(1200);
    expect(await shownStep(shown)).toBe(paused);
    await shown.locator('#step').click();
    await eventually(() => shownStep(shown)).toBe(paused + 1);
    await shown.locator('#restart').click();
    await eventually(() => shownStep(shown)).toBe(0);
  });

  it('plays, steps, restarts and helps by keys', async () => {
    const shown = await open();
    await shown.locator('#world').focus();
    await shown.keyboard.press('.');
    await eventually(() => shownStep(shown)).toBe(1);
    await shown.keyboard.press('.');
    await eventually(() => shownStep(shown)).toBe(2);
    await shown.keyboard.press(' ');
    await eventually(() => shownStep(shown)).toBeGreaterThan(4);
    await shown.keyboard.press(' ');
    await shown.keyboard.press('r');
    await eventually(() => shownStep(shown)).toBe(0);
    const speed = shown.locator('#speed-value');
    const before = Number.parseFloat((await speed.textContent()) ?? '');
    await shown.keyboard.press('+');
    await expect
      .poll(async () => Number.parseFloat((await speed.textContent()) ?? ''))
      .toBeGreaterThan(before);
    await shown.keyboard.press('?');
    await eventually(() => shown.locator('#help').isVisible()).toBe(true);
    await shown.keyboard.press('Escape');
    await eventually(() => shown.locator('#help').isVisible()).toBe(false);
  });

  it('leaves keys to the fields that have the focus', async () => {
    const shown = await open();
    await shown.locator('#channel-value').fill('');
    await shown.keyboard.type('0.5 r');
    await shown.waitForTimeout(200);
    expect(await shown.locator('#channel-value').inputValue()).toBe('0.5 r');
    expect(await shownStep(shown)).toBe(0);
  });

  it('starts paused where the user wants less motion, and playing where not', async () => {
    const shown = await open({ query: '' });
    await eventually(() => shownStep(shown)).toBeGreaterThan(2);
    await shown.emulateMedia({ reducedMotion: 'reduce' });
    await shown.goto(harness.server.url);
    await shown.locator('#hash', { hasText: /^[0-9a-f]{16}$/ }).waitFor();
    await shown.waitForTimeout(400);
    expect(await shownStep(shown)).toBe(0);
  });
});

describe('the address', () => {
  it('restores the same lifetime at the same step, paused', async () => {
    const shown = await open();
    await shown.locator('#boundary').selectOption('synapse');
    await shown.locator('#channel-kind').selectOption('drop');
    await shown.locator('#channel-value').fill('0.3');
    await shown.locator('#channel-add').click();
    await shown.locator('#seed').fill('42');
    await shown.locator('#seed').press('Enter');
    await eventually(() => decodeURIComponent(shown.url())).toContain('"seed":42');
    await takeSteps(shown, 17);
    const hash = await trajectoryHash(shown);
    await eventually(() => decodeURIComponent(shown.url())).toContain('"step":17');
    const link = new URL(shown.url());
    await shown.context().close();

    const again = await open({ hash: link.hash, query: '' });
    await eventually(() => shownStep(again)).toBe(17);
    await again.waitForTimeout(300);
    expect(await shownStep(again)).toBe(17);
    expect(await again.locator('#hash').textContent()).toBe(hash);
    expect(await again.locator('#boundary').inputValue()).toBe('synapse');
    expect(await again.locator('#seed').inputValue()).toBe('42');
    expect(await again.locator('#channel-list').textContent()).toContain('drop');
  });

  it.each(['#nonsense', '#%7B%22seed%22%3A-1%7D', '#%'])('%s is refused in one sentence', async (hash) => {
    const shown = await open({ hash });
    await eventually(() => shown.locator('#alert').textContent()).toMatch(/address cannot be read.*\.$/);
    await takeSteps(shown, 2);
    expect(await shownStep(shown)).toBe(2);
  });
});

describe('rules', () => {
  it("shows the run, its newest rule and the training's curve", async () => {
    const shown = await open();
    await eventually(() => shown.locator('#run').inputValue()).toBe(RUN);
    expect(await shown.locator('#rule-name').textContent()).toContain(RUN);
    await eventually(() => shown.locator('#training-chart canvas').isVisible()).toBe(true);
  });

  it('goes through the generations of the run, and a link keeps the one that was chosen', async () => {
    const setting = { world: 'DarkRoom-v0', worldOptions: { size: 5, bodies: 4 } };
    const expected = await trajectoryInNode(settingSchema.parse(setting), 5, 25, firstRule());
    const shown = await open({ hash: hashFor(setting, 5) });
    const slider = shown.locator('#generation');
    await eventually(() => slider.inputValue()).toBe(String(GENERATIONS - 1));
    await takeSteps(shown, 25);
    expect(await trajectoryHash(shown)).not.toBe(expected);
    await slider.press('Home');
    await eventually(() => shown.locator('#rule-name').textContent()).toContain('generation 0');
    await eventually(() => shownStep(shown)).toBe(0);
    await takeSteps(shown, 25);
    expect(await trajectoryHash(shown)).toBe(expected);
    await eventually(() => decodeURIComponent(shown.url())).toContain('"generation":0');
    await eventually(() => decodeURIComponent(shown.url())).toContain('"step":25');
    const link = new URL(shown.url());
    await shown.context().close();

    const again = await open({ hash: link.hash });
    expect(await again.locator('#hash').textContent()).toBe(expected);
    await eventually(() => again.locator('#generation').inputValue()).toBe('0');
  });

  it('takes a generation by a click on the curve of the training', async () => {
    const shown = await open();
    const chart = shown.locator('#training-chart .u-over');
    await eventually(() => chart.isVisible()).toBe(true);
    await chart.click({ position: { x: 2, y: 20 } });
    await eventually(() => shown.locator('#rule-name').textContent()).toContain('generation 0');
    expect(await shown.locator('#generation').inputValue()).toBe('0');
  });

  it('lives on with the next seed while a run is followed', async () => {
    const shown = await open({ query: '' });
    expect(await shown.locator('#follow').isChecked()).toBe(true);
    const seed = shown.locator('#seed');
    const first = Number(await seed.inputValue());
    await shown.locator('#world').focus();
    for (let press = 0; press < 6; press++) await shown.keyboard.press('+');
    await eventually(async () => Number(await seed.inputValue())).toBeGreaterThan(first);
    await eventually(() => shown.locator('#play').textContent()).toBe('Pause');
  });

  it('runs a rule file that is handed over, and refuses one that is none', async () => {
    const shown = await open();
    const run = openRun(harness.runsDirectory, RUN, { readOnly: true });
    const buffer = Buffer.from(run.rule()!.bytes);
    run.close();
    const file = { name: 'mine.safetensors', mimeType: 'application/octet-stream', buffer };
    await shown.locator('#rule-file').setInputFiles(file);
    await eventually(() => shown.locator('#rule-name').textContent()).toContain('mine.safetensors');
    await shown
      .locator('#rule-file')
      .setInputFiles({ ...file, name: 'broken.safetensors', buffer: buffer.subarray(0, 100) });
    await eventually(() => shown.locator('#alert').textContent()).toMatch(/^Broken\.safetensors.*\.$/i);
  });
});

/** How many colours a canvas shows on the screen. */
async function coloursOf(shown: Page, selector: string): Promise<number> {
  const picture = (await shown.locator(selector).screenshot()).toString('base64');
  return shown.evaluate(async (data) => {
    const image = new Image();
    image.src = `data:image/png;base64,${data}`;
    await image.decode();
    const canvas = document.createElement('canvas');
    canvas.width = image.width;
    canvas.height = image.height;
    const context = canvas.getContext('2d')!;
    context.drawImage(image, 0, 0);
    return new Set(new Uint32Array(context.getImageData(0, 0, image.width, image.height).data.buffer)).size;
  }, picture);
}

describe('what can be seen', () => {
  it('draws the world and the synapses, and the synapses change as bodies learn', async () => {
    const shown = await open();
    await takeSteps(shown, 5);
    await eventually(() => coloursOf(shown, '#world')).toBeGreaterThanOrEqual(3);
    await eventually(() => coloursOf(shown, '#matrix')).toBeGreaterThan(5);
    const before = await shown.locator('#matrix').screenshot();
    await takeSteps(shown, 5);
    await shown.waitForTimeout(100);
    expect((await shown.locator('#matrix').screenshot()).equals(before)).toBe(false);
    expect(await shown.locator('#matrix-caption').textContent()).toMatch(/\d/);
  });

  it('lists the messages and marks those that cross the boundary', async () => {
    const shown = await open();
    await takeSteps(shown, 3);
    await eventually(() => shown.locator('#message-lines li').count()).toBeGreaterThan(1);
    const crossing = await shown.locator('#message-lines .crosses').count();
    await shown.locator('#boundary').selectOption('synapse');
    await eventually(() => shownStep(shown)).toBe(0);
    await takeSteps(shown, 3);
    await eventually(() => shown.locator('#message-lines .crosses').count()).toBeGreaterThan(crossing);
  });

  it('names its canvases and tells of the lifetime in a live region', async () => {
    const shown = await open();
    for (const id of ['world', 'matrix']) {
      expect(await shown.locator(`#${id}`).getAttribute('role')).toBe('img');
      expect((await shown.locator(`#${id}`).getAttribute('aria-label'))?.length).toBeGreaterThan(4);
    }
    expect(await shown.locator('#status').getAttribute('aria-live')).toBe('polite');
  });

  it.each([
    [390, 844],
    [820, 1180],
    [1920, 1080],
  ])('fits a screen of %i x %i', async (width, height) => {
    const shown = await open({ width, height });
    const overflow = await shown.evaluate(
      () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
    );
    expect(overflow).toBeLessThanOrEqual(0);
    await shown.locator('#step').click();
    await eventually(() => shownStep(shown)).toBe(1);
    expect((await shown.locator('#world').boundingBox())?.width).toBeGreaterThan(200);
  });
});

describe('a setting that cannot be', () => {
  it('is told in one sentence, and the next good one runs', async () => {
    const shown = await open();
    const size = shown.locator('#world-options input[name="size"]');
    await size.fill('2');
    await size.press('Tab');
    await eventually(() => shown.locator('#alert').textContent()).toContain('from 3 to 64');
    await size.fill('6');
    await size.press('Tab');
    await eventually(() => shown.locator('#alert').isVisible()).toBe(false);
    await takeSteps(shown, 2);
    expect(await shownStep(shown)).toBe(2);
  });
});

describe('the policy of the server', () => {
  it('lets the page run under a strict Content-Security-Policy', async () => {
    const shown = await open();
    const response = await shown.request.get(harness.server.url);
    expect(response.headers()['content-security-policy']).toContain("default-src 'none'");
    await takeSteps(shown, 3);
    expect(await shownStep(shown)).toBe(3);
  });
});
