import { defineConfig } from '@playwright/test';
import { chromium } from './fixtures/chromium.ts';
import { isFull } from './fixtures/is-full.ts';
import { otherBrowsers } from './fixtures/other-browsers.ts';
import type { SystemOptions } from './fixtures/system.ts';

const PERSONAL = ['appearance.spec.ts', 'preferences.spec.ts'];

// Alone, after everything else, so that nothing but the console is measured.
const MEASURED = { name: 'measured', testDir: 'measured', workers: 1, dependencies: ['shared', 'own'] };

const inBrowser = (browserName: 'firefox' | 'webkit') => ({
  name: `shared-${browserName}`,
  testDir: 'specs',
  testIgnore: PERSONAL,
  use: { browserName, launchOptions: {} },
});

/**
 * The browser suites. `shared` specs share one running system and leave each other alone; `own` ones have a system to themselves: those
 * of `faults`, which stop and kill parts of it, and those that change what other specs would see of
 * the same person; `images` takes the tour of the README, and makes its pictures when UPDATE_IMAGES is set.
 * `npm run e2e:full` adds the other browsers that are installed, and what is measured.
 * With TRACE=1 what fails leaves a trace, which costs every test a third of its time.
 */
export default defineConfig<object, SystemOptions>({
  globalSetup: './fixtures/start-shared-system.ts',
  fullyParallel: true,
  workers: 2,
  retries: 0,
  forbidOnly: process.env.CI !== undefined,
  timeout: 60_000,
  expect: { timeout: 15_000, toMatchAriaSnapshot: { pathTemplate: 'aria/{arg}{ext}' } },
  // Snapshots are written by the suites themselves, with UPDATE_ARIA set: what Playwright writes has everything in it.
  updateSnapshots: 'none',
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
    ...(isFull ? [...otherBrowsers().map(inBrowser), MEASURED] : []),
    ...(isFull || process.env.UPDATE_IMAGES === '1'
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
