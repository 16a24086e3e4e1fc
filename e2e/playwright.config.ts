import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { defineConfig } from '@playwright/test';
import type { SystemOptions } from './fixtures/system.ts';

const FLAGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

const browser = process.env.CHROMIUM_PATH ?? onPath('chromium', 'chromium-browser', 'google-chrome');

const PERSONAL = ['appearance.spec.ts', 'preferences.spec.ts'];

/**
 * The browser suites. `shared` specs share one running system and leave each other alone; `personal` ones change what other specs see of
 * the same person and have a system of their own; `faults` specs stop and kill
 * parts of a system of their own; `images` makes the pictures of the README when UPDATE_IMAGES is set.
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
    trace: 'retain-on-failure',
    launchOptions: { args: FLAGS, ...(browser === undefined ? {} : { executablePath: browser }) },
  },
  projects: [
    // One worker, so that its specs come one after the other on one system; first, because they take longest.
    { name: 'faults', testDir: 'faults', workers: 1, use: { systemOf: 'worker' } },
    // What belongs to a person, such as their preferences, is not shared with the specs that use the same person.
    {
      name: 'personal',
      testDir: 'specs',
      testMatch: PERSONAL,
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

function onPath(...names: string[]): string | undefined {
  const folders = (process.env.PATH ?? '').split(delimiter);
  return names.flatMap((name) => folders.map((folder) => join(folder, name))).find(existsSync);
}
