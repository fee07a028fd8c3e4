/**
 * What the viewer costs: the built page's size, gzipped, and its CPU time a frame in software rendering.
 * Run with `npm run bench:viewer`; it builds nothing and needs Chromium for the second figure.
 */
import { globSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { type CDPSession, chromium, type Page } from 'playwright';
import { chromiumFlags, findChromium } from '../scripts/chromium.mjs';
import { startViewerServer } from '../viewer/server/viewer-server.ts';
import { type ProcessorTime, processorTimeOf } from './processor-time.ts';

const WORLD = 'Foragers-v0';
const OPTIONS = { width: 200, height: 200, bodies: 10_000, radius: 0, lifetime: 1_000_000 };
const SECONDS = 10;
const WARM_UP_MILLISECONDS = 2000;

/** Draw calls of the page, counted where they leave it. */
interface CountedWindow extends Window {
  drawCalls: number;
}

const pageDirectory = fileURLToPath(new URL('../viewer/dist', import.meta.url));

function reportSize(): void {
  const rows = globSync('**/*.*', { cwd: pageDirectory }).map((file) => {
    const content = readFileSync(join(pageDirectory, file));
    return { file, kB: content.length / 1000, 'gzip kB': gzipSync(content, { level: 9 }).length / 1000 };
  });
  if (rows.length === 0) throw new Error('the page is not built: run "npm run build:viewer"');
  console.table(rows);
  const sum = rows.reduce((total, row) => total + row['gzip kB'], 0);
  console.log(`page: ${sum.toFixed(1)} kB gzipped in all (asked: under 300)\n`);
}

/** Counts draw calls before the page's own scripts run. */
function countDrawCalls(): void {
  const counted = window as unknown as CountedWindow;
  counted.drawCalls = 0;
  const { drawElements } = WebGL2RenderingContext.prototype;
  WebGL2RenderingContext.prototype.drawElements = function count(...drawn) {
    counted.drawCalls++;
    drawElements.apply(this, drawn);
  };
}

/** Fills in the form as a user would: a crowded world of bodies that act at random, at 60 steps a second. */
async function setTheScene(page: Page): Promise<void> {
  await page.locator('#society').selectOption('random');
  await page.locator('#worldId').selectOption(WORLD);
  for (const [name, value] of Object.entries(OPTIONS)) {
    const field = page.locator(`#world-options input[name="${name}"]`);
    await field.fill(String(value));
    await field.press('Tab');
  }
  const speed = page.locator('#speed');
  for (let value = 0; value <= 100; value++) {
    await speed.fill(String(value));
    const stepsPerSecond = Number.parseFloat((await page.locator('#speed-value').textContent()) ?? '');
    if (stepsPerSecond >= 60) break;
  }
}

async function processes(browser: CDPSession): Promise<ProcessorTime[]> {
  const { processInfo } = await browser.send('SystemInfo.getProcessInfo');
  return processInfo.map(processorTimeOf);
}

/** Seconds of CPU time between two readings, by what the time went into. */
function spent(before: readonly ProcessorTime[], after: readonly ProcessorTime[]): Map<string, number> {
  const total = new Map<string, number>();
  for (const [readings, sign] of [
    [before, -1],
    [after, 1],
  ] as const) {
    for (const reading of readings) {
      for (const [part, seconds] of reading) total.set(part, (total.get(part) ?? 0) + sign * seconds);
    }
  }
  return total;
}

async function reportFrames(executablePath: string): Promise<void> {
  const runsDirectory = mkdtempSync(join(tmpdir(), 'murmuration-bench-'));
  const server = await startViewerServer({ port: 0, runsDirectory, pageDirectory });
  const browser = await chromium.launch({ executablePath, args: chromiumFlags });
  try {
    const page = await browser.newPage({ viewport: { width: 1280, height: 900 } });
    page.on('pageerror', (error) => console.error(error.message));
    await page.addInitScript(countDrawCalls);
    await page.goto(`${server.url}?test=1`);
    await setTheScene(page);
    await page.locator('#play').click();
    await page.waitForTimeout(WARM_UP_MILLISECONDS);
    const session = await browser.newBrowserCDPSession();
    const drawCalls = () => page.evaluate(() => (window as unknown as CountedWindow).drawCalls);
    const [processesBefore, drawnBefore, start] = [
      await processes(session),
      await drawCalls(),
      performance.now(),
    ];
    await page.waitForTimeout(SECONDS * 1000);
    const [processesAfter, drawnAfter, end] = [
      await processes(session),
      await drawCalls(),
      performance.now(),
    ];
    const frames = drawnAfter - drawnBefore;
    const parts = spent(processesBefore, processesAfter);
    const perFrame = (seconds: number) => (seconds * 1000) / frames;
    console.log(await page.locator('#status').textContent());
    console.table(
      Object.fromEntries(
        [...parts].map(([part, seconds]) => [part, { 'CPU-ms a frame': perFrame(seconds) }]),
      ),
    );
    const drawing = (parts.get('GPU process') ?? 0) + (parts.get('page') ?? 0);
    console.log(
      `${OPTIONS.width} x ${OPTIONS.height} cells, ${OPTIONS.bodies} bodies: ` +
        `${((frames * 1000) / (end - start)).toFixed(1)} frames a second, ` +
        `${perFrame(drawing).toFixed(1)} CPU-ms a frame to draw (GPU process and page; asked: at most 16), ` +
        `${perFrame(parts.get('simulation worker') ?? 0).toFixed(1)} more to simulate`,
    );
  } finally {
    await browser.close();
    await server.close();
    rmSync(runsDirectory, { recursive: true });
  }
}

reportSize();
const executablePath = findChromium();
if (executablePath) await reportFrames(executablePath);
else console.log('no Chromium found, so no frames were timed: set CHROMIUM to the path of one');
