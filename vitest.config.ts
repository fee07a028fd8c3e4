import { existsSync } from 'node:fs';
import { playwright } from '@vitest/browser-playwright';
import { defineConfig } from 'vitest/config';
import { chromiumFlags, findChromium } from './scripts/chromium.mjs';

const chromium = findChromium();
if (!chromium)
  console.warn(
    'NO CHROMIUM FOUND: the projects "browser" and "e2e" are skipped. Set CHROMIUM, or run npm test.',
  );

const shared = { testTimeout: 60_000, hookTimeout: 120_000 };

export default defineConfig({
  test: {
    reporters: ['default'],
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
              // Found before the first test: a dependency met later would reload the page under a running one.
              optimizeDeps: { include: ['fast-check', 'pixi.js', 'rxjs', 'zod'] },
              test: {
                ...shared,
                name: 'browser',
                include: ['test/**/*.browser.test.ts'],
                browser: {
                  enabled: true,
                  headless: true,
                  screenshotFailures: false,
                  viewport: { width: 400, height: 400 },
                  provider: playwright({ launchOptions: { executablePath: chromium, args: chromiumFlags } }),
                  instances: [{ browser: 'chromium' as const }],
                },
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
