import { defineConfig } from 'vitest/config';

/** A test's level is in its file name: `x.test.ts` unit, `x.contract.test.ts`, `x.fault.test.ts`. */
export default defineConfig({
  test: {
    coverage: {
      include: ['packages/{mediator,event-sourcing}/src/**/*.ts'],
      exclude: ['**/*.test.ts', '**/testing/**', '**/fixtures/**'],
      reporter: ['text', 'html'],
      reportsDirectory: '.data/coverage',
      thresholds: { statements: 90, branches: 85, functions: 90, lines: 90 },
    },
    projects: [
      {
        test: {
          name: 'unit',
          include: ['{apps,packages,tooling,bench,lab}/**/*.test.ts'],
          exclude: ['**/node_modules/**', '**/.next/**', '**/fixtures/**', '**/*.{contract,fault}.test.ts'],
        },
      },
      {
        test: {
          name: 'contract',
          // Two a core: much of the time passes with waiting for a server to notice something.
          maxWorkers: 4,
          include: ['{apps,packages,tooling,lab}/**/*.contract.test.ts'],
          exclude: ['**/node_modules/**', '**/.next/**', '**/fixtures/**'],
          testTimeout: 30_000,
          hookTimeout: 30_000,
        },
      },
      {
        test: {
          name: 'fault',
          include: ['{apps,packages,tooling,lab}/**/*.fault.test.ts'],
          exclude: ['**/node_modules/**', '**/.next/**', '**/fixtures/**'],
          testTimeout: 120_000,
          hookTimeout: 60_000,
          // Two at a time: half of the time of each passes with processes that start, and leases that run out.
          maxWorkers: 2,
        },
      },
    ],
  },
});
