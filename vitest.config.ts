import { existsSync } from 'node:fs';
import { playwright } from '@vitest/browser-playwright';
import { defineConfig } from 'vitest/config';
import { chromiumFlags, findChromium } from './scripts/chromium.mjs';

const chromium = findChromium();
if (!chromium)
  console.warn(
    'NO CHROMIUM FOUND: the projects "browser", "isolated-browser" and "e2e" are skipped. Set CHROMIUM, or run npm test.',
  );

const shared = { testTimeout: 60_000, hookTimeout: 120_000 };

// Found before the first test: a dependency met later would reload the page under a running one.
const optimizeDeps = { include: ['fast-check', 'pixi.js', 'rxjs', 'zod'] };

// Made anew for each project, since each writes its own name into it.
const browser = () => ({
  enabled: true,
  headless: true,
  screenshotFailures: false,
  viewport: { width: 400, height: 400 },
  provider: playwright({ launchOptions: { executablePath: chromium ?? '', args: chromiumFlags } }),
  instances: [{ browser: 'chromium' as const }],
});

export default defineConfig({
  test: {
    reporters: ['default'],
    // All cores: the default leaves one idle, which is half of the machine that tests are meant for.
    maxWorkers: '100%',
    projects: [
      {
        test: {
          ...shared,
          name: 'unit',
          include: ['test/**/*.test.ts'],
          exclude: ['test/**/*.browser.test.ts', 'test/**/*.e2e.test.ts'],
        },
      },
      ...(chromium && existsSync(chromium)
        ? [
            {
              optimizeDeps,
              test: {
                ...shared,
                name: 'browser',
                include: ['test/**/*.browser.test.ts'],
                browser: browser(),
              },
            },
            {
              // Pages that may share memory with their workers.
              optimizeDeps,
              server: {
                headers: {
                  'Cross-Origin-Opener-Policy': 'same-origin',
                  'Cross-Origin-Embedder-Policy': 'require-corp',
                },
              },
              test: {
                ...shared,
                name: 'isolated-browser',
                include: ['test/envs/gymnasium-js/async-vector-env.browser.test.ts'],
                env: { CROSS_ORIGIN_ISOLATED: 'true' },
                browser: browser(),
              },
            },
            {
              test: {
                ...shared,
                name: 'e2e',
                include: ['test/**/*.e2e.test.ts'],
                env: { CHROMIUM: chromium },
              },
            },
          ]
        : []),
    ],
  },
});
