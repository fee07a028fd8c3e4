/** A browser on the built page, served as `murmur watch` serves it, with one small run trained in earnest. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Browser, chromium, type Page } from 'playwright';
import { planSchema } from '../../experiments/plan.ts';
import { trainRule } from '../../experiments/train-rule.ts';
import { chromiumFlags } from '../../scripts/chromium.mjs';
import { createRun } from '../../src/store/open-run.ts';
import { startViewerServer, type ViewerServer } from '../../viewer/server/viewer-server.ts';
import { buildPage, pageDirectory } from './build-page.ts';

/** The name of the only run. */
export const RUN = 'small-run';
export const GENERATIONS = 3;

const plan = planSchema.parse({
  setting: { world: 'DarkRoom-v0', worldOptions: { size: 5, bodies: 4, lifetime: 60 } },
  rule: { stateSize: 8 },
  evolution: {
    populationSize: 4,
    generations: GENERATIONS,
    sigma: 0.1,
    finalSigma: 0.1,
    learningRate: 0.03,
    finalLearningRate: 0.03,
    weightDecay: 0,
    shaping: 'centredRanks',
  },
  generations: GENERATIONS,
  tasksPerGeneration: 1,
  // Rules of generations in between are not kept: the server rebuilds them.
  evaluateEvery: GENERATIONS,
  evaluationLifetimes: 2,
  seed: 7,
});

/** What the page offers tests that open it with `?test=1`. */
interface TestHook {
  step(count: number): Promise<void>;
  hash(): string;
}

export interface PageHarness {
  readonly server: ViewerServer;
  readonly runsDirectory: string;
  /** What pages complained about since this was last asked. */
  takeComplaints(): string[];
  /** Opens a page in a fresh profile and waits until it shows a lifetime. */
  open(options?: { hash?: string; query?: string; width?: number; height?: number }): Promise<Page>;
  close(): Promise<void>;
}

export async function startPageHarness(): Promise<PageHarness> {
  buildPage();
  const runsDirectory = mkdtempSync(join(tmpdir(), 'murmuration-page-'));
  await trainRule({ plan, workers: 0, store: createRun(runsDirectory, RUN, plan) });
  const server = await startViewerServer({ port: 0, runsDirectory, pageDirectory });
  const executablePath = process.env.CHROMIUM ?? '/usr/bin/chromium';
  const browser: Browser = await chromium.launch({ executablePath, args: chromiumFlags });
  const complaints: string[] = [];
  return {
    server,
    runsDirectory,
    takeComplaints: () => complaints.splice(0),
    async open({ hash = '', query = '?test=1', width = 1280, height = 900 } = {}) {
      const context = await browser.newContext({ viewport: { width, height } });
      const page = await context.newPage();
      page.on('pageerror', (error) => complaints.push(error.message));
      page.on('console', (message) => {
        const text = message.text();
        // The driver complains when a test takes a screenshot, which reads pixels back.
        if (text.includes('GPU stall due to ReadPixels')) return;
        if (message.type() === 'error' || message.type() === 'warning') complaints.push(text);
      });
      await page.goto(`${server.url}${query}${hash}`);
      await page.locator('#hash', { hasText: /^[0-9a-f]{16}$/ }).waitFor();
      return page;
    },
    async close() {
      await browser.close();
      await server.close();
      rmSync(runsDirectory, { recursive: true, force: true });
    },
  };
}

/** Takes steps through the page's test hook. */
export function takeSteps(page: Page, count: number): Promise<void> {
  return page.evaluate(
    (steps) => (window as unknown as { murmuration: TestHook }).murmuration.step(steps),
    count,
  );
}

/** The trajectory hash as the test hook tells it. */
export function trajectoryHash(page: Page): Promise<string> {
  return page.evaluate(() => (window as unknown as { murmuration: TestHook }).murmuration.hash());
}

/** Steps taken, as the status line tells them. */
export async function shownStep(page: Page): Promise<number> {
  const [, step] = /step\s+([\d,]+)/i.exec((await page.locator('#status').textContent()) ?? '') ?? [];
  return Number(step?.replaceAll(',', ''));
}
