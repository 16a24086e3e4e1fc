import type { Page } from '@playwright/test';
import type { Pipeline } from '@tools-provider/contracts';
import { expectAccessible } from '../fixtures/accessibility.ts';
import { expect, test } from '../fixtures/test.ts';

test('The pipeline page shows throughput and what the audit repaired', async ({ as, api }) => {
  const page = await as('viewer');
  const now: Pipeline = await (await api.send('GET', '/api/v1/pipeline')).json();
  const audit = {
    sweptAt: '2026-11-26T10:00:00.000Z',
    findings: 2,
    repairedEvents: 1_207,
    diverged: 0,
    lastFindingAt: '2026-11-26T09:00:00.000Z',
    stall: null,
  };
  await hear(page, { ...now, eventsPerSecond: 12.3, audit });
  await page.goto('/pipeline');
  await expect(figure(page, 'Throughput')).toContainText('12.3 a second');
  await expect(figure(page, 'Repaired by the audit')).toContainText(/1,207.*did not come; the last/);
});

test('A stall of the deliveries is said where the audit is, and in the dark', async ({ as, api }) => {
  const page = await as('viewer', { colorScheme: 'dark', viewport: { width: 390, height: 844 } });
  const now: Pipeline = await (await api.send('GET', '/api/v1/pipeline')).json();
  const audit = {
    sweptAt: '2026-11-26T10:00:00.000Z',
    findings: 0,
    repairedEvents: 0,
    diverged: 0,
    lastFindingAt: null,
    stall: 'The subscription delivers nothing although the log goes on',
  };
  await hear(page, { ...now, eventsPerSecond: null, audit });
  await page.goto('/pipeline');
  await expect(figure(page, 'Repaired by the audit')).toContainText(audit.stall);
  await expect(figure(page, 'Throughput')).toContainText('unknown');
  await expectAccessible(page);
});

/** Lets the page hear of a state of the pipeline that the system is not in, and that is newer than any it is in. */
async function hear(page: Page, state: Pipeline): Promise<void> {
  const pipeline: Pipeline = { ...state, at: '2100-01-01T00:00:00.000Z' };
  await page.route('**/api/v1/pipeline', (route) => route.fulfill({ json: pipeline }));
  await page.route('**/api/v1/changes*', (route) =>
    route.fulfill({
      contentType: 'text/event-stream',
      body: `event: pipeline\ndata: ${JSON.stringify(pipeline)}\n\n`,
    }),
  );
}

const figure = (page: Page, name: string) =>
  page.getByRole('term').filter({ hasText: name }).locator('xpath=..');
