/**
 * What the viewer costs: the built page's size, gzipped, and its CPU time a frame in software rendering.
 * Run with `npm run bench:viewer`; it builds nothing and needs Chromium for the second figure.
 */
import { globSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { type CDPSession, chromium } from 'playwright';
import { chromiumFlags, findChromium } from '../scripts/chromium.mjs';
import { startViewerServer } from '../viewer/server/viewer-server.ts';
import { type ProcessorTime, processorTimeOf } from './processor-time.ts';

/** A crowded world of bodies that act at random, at 60 steps a second. */
const STATE = {
  seed: 1,
  speed: 60,
  source: { none: true },
  setting: {
    world: 'Foragers-v0',
    worldOptions: { width: 200, height: 200, bodies: 10_000, radius: 0, lifetime: 1_000_000 },
    society: 'random',
  },
};
const SECONDS = 10;
const WARM_UP_MILLISECONDS = 2000;
const VIEWPORT = { width: 1280, height: 900 };

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

/** What WebGL runs on; also a proof that the page draws with it at all. */
function rendererName(): string {
  const context = document.querySelector<HTMLCanvasElement>('#world')?.getContext('webgl2');
  const information = context?.getExtension('WEBGL_debug_renderer_info');
  return information ? String(context?.getParameter(information.UNMASKED_RENDERER_WEBGL)) : 'no WebGL';
}

async function reportFrames(title: string, executablePath: string, flags: readonly string[]): Promise<void> {
  const runsDirectory = mkdtempSync(join(tmpdir(), 'murmuration-bench-'));
  const server = await startViewerServer({ port: 0, runsDirectory, pageDirectory });
  const browser = await chromium.launch({ executablePath, args: [...flags] });
  try {
    const page = await browser.newPage({ viewport: VIEWPORT });
    page.on('pageerror', (error) => console.error(error.message));
    await page.addInitScript(countDrawCalls);
    await page.goto(`${server.url}?test=1#${encodeURIComponent(JSON.stringify(STATE))}`);
    await page.locator('#hash', { hasText: /^[0-9a-f]{16}$/ }).waitFor();
    await page.locator('#play').click();
    await page.waitForTimeout(WARM_UP_MILLISECONDS);
    const session = await browser.newBrowserCDPSession();
    const read = async () => ({
      processes: await processes(session),
      drawn: await page.evaluate(() => (window as unknown as CountedWindow).drawCalls),
      time: performance.now(),
    });
    const before = await read();
    await page.waitForTimeout(SECONDS * 1000);
    const after = await read();
    const frames = after.drawn - before.drawn;
    const parts = spent(before.processes, after.processes);
    const perFrame = (part: string) => ((parts.get(part) ?? 0) * 1000) / frames;
    console.log(`${title}: ${await page.evaluate(rendererName)}`);
    console.log(`  ${((frames * 1000) / (after.time - before.time)).toFixed(1)} frames a second`);
    console.log(
      `  ${(perFrame('GPU process') + perFrame('page')).toFixed(1)} CPU-ms a frame to draw (asked: at most 16):`,
    );
    console.log(
      `    ${perFrame('page').toFixed(1)} in the page, ${perFrame('GPU process').toFixed(1)} in the GPU process`,
    );
    const all = [...parts.keys()].reduce((sum, part) => sum + perFrame(part), 0);
    console.log(`  ${perFrame('simulation worker').toFixed(1)} CPU-ms a frame to simulate, in the worker`);
    console.log(`  ${all.toFixed(1)} CPU-ms a frame in all processes of the browser together`);
  } finally {
    await browser.close();
    await server.close();
    rmSync(runsDirectory, { recursive: true });
  }
}

reportSize();
const executablePath = findChromium();
if (executablePath) {
  const { width, height, bodies } = STATE.setting.worldOptions;
  console.log(`${width} x ${height} cells, ${bodies} bodies, window ${VIEWPORT.width} x ${VIEWPORT.height}`);
  // Without a GPU, Chromium puts pages together by itself and leaves only WebGL to SwiftShader.
  const usual = chromiumFlags.filter((flag) => !flag.startsWith('--use-angle'));
  await reportFrames('software rendering', executablePath, usual);
  await reportFrames(
    'software rendering, the whole window through SwiftShader too',
    executablePath,
    chromiumFlags,
  );
} else console.log('no Chromium found, so no frames were timed: set CHROMIUM to the path of one');
