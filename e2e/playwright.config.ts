import { defineConfig } from '@playwright/test';
import { chromium } from './fixtures/chromium.ts';
import type { SystemOptions } from './fixtures/system.ts';

const PERSONAL = ['appearance.spec.ts', 'preferences.spec.ts'];

/**
 * The browser suites. `shared` specs share one running system and leave each other alone; `own` ones have a system to themselves: those
 * of `faults`, which stop and kill parts of it, and those that change what other specs would see of
 * the same person; `images` makes the pictures of the README when UPDATE_IMAGES is set.
 * With TRACE=1 what fails leaves a trace, which costs every test a third of its time.
 */
export default defineConfig<object, SystemOptions>({
  globalSetup: './fixtures/start-shared-system.ts',
  fullyParallel: true,
  workers: 2,
  retries: 0,
  forbidOnly: process.env.CI !== undefined,
  timeout: 60_000,
  expect: { timeout: 15_000 },
  outputDir: 'test-results',
  reporter: 'list',
  use: {
    browserName: 'chromium',
    viewport: { width: 1280, height: 800 },
    locale: 'en-GB',
    timezoneId: 'UTC',
    actionTimeout: 15_000,
    trace: process.env.TRACE === '1' ? 'retain-on-failure' : 'off',
    screenshot: 'only-on-failure',
    launchOptions: chromium,
  },
  projects: [
    // One worker, so that its specs come one after the other on one system; first, because they take longest.
    {
      name: 'own',
      testMatch: ['faults/*.spec.ts', ...PERSONAL.map((file) => `specs/${file}`)],
      fullyParallel: false,
      workers: 1,
      use: { systemOf: 'worker' },
    },
    { name: 'shared', testDir: 'specs', testIgnore: PERSONAL },
    ...(process.env.UPDATE_IMAGES === '1'
      ? [
          {
            name: 'images',
            testDir: 'images',
            workers: 1,
            use: { systemOf: 'worker', demoData: true } as const,
          },
        ]
      : []),
  ],
});
