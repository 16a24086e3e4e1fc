import type { Page, Route } from '@playwright/test';
import type { QuarantinedAggregate } from '@tools-provider/contracts';
import { expectAccessible } from '../fixtures/accessibility.ts';
import { expect, test } from '../fixtures/test.ts';
import { messages } from '../fixtures/widgets.ts';

const LIST = '**/api/v1/pipeline/quarantine';

// Nothing of a sound system is ever quarantined, so the browser is told that something was.
const group: QuarantinedAggregate = {
  aggregate: 'tool-group',
  id: '0b6f7a7e-58a1-4b54-9d5e-0a6c0c9f7c11',
  projectedRevision: 6,
  failure: {
    code: 'unknown-event',
    reason: 'This version knows no event of the type group.blessed.v1',
    eventId: '1b6f7a7e-58a1-4b54-9d5e-0a6c0c9f7c22',
    eventType: 'group.blessed.v1',
    revision: 7,
    attempts: 5,
    failedAt: '2026-11-26T10:00:00.000Z',
    release: '1',
  },
  requested: null,
};
/** Of an aggregate that only another version knows; its stream may be called anything. */
const stranger: QuarantinedAggregate = { ...group, aggregate: 'unknown', id: 'tools_provider-whatever' };
const task: QuarantinedAggregate = { ...group, aggregate: 'task', projectedRevision: null };

test('Where nothing is quarantined the pipeline page says so', async ({ as, api }) => {
  const page = await as('viewer');
  await page.goto('/pipeline');
  await expect(page.getByRole('heading', { name: 'No aggregate is quarantined' })).toBeVisible();
  expect(await (await api.send('GET', '/api/v1/pipeline/quarantine')).json()).toEqual({ items: [] });
});

test('What is quarantined says why and where it is stuck, and admins have it tried again', async ({ as }) => {
  const viewer = await as('viewer', { colorScheme: 'dark', viewport: { width: 390, height: 844 } });
  await viewer.route(LIST, answer([group, task]));
  await viewer.goto('/pipeline');
  const [first, second] = [
    list(viewer).getByRole('listitem').first(),
    list(viewer).getByRole('listitem').last(),
  ];
  await expect(first).toContainText(
    /unknown-event.*knows no event.*shown as v6, stuck at v7 \(group\.blessed\.v1\).*5 attempts/s,
  );
  await expect(second).toContainText('not shown at all, stuck at v7');
  await expect(first.getByRole('link')).toHaveAttribute('href', `/tool-groups/${group.id}`);
  await expect(list(viewer).getByRole('button')).toHaveCount(0);
  await expectAccessible(viewer);

  const admin = await as('admin');
  await admin.route(LIST, answer([group, stranger]));
  await admin.goto('/pipeline');
  await expectAccessible(admin);
  await expect(list(admin).getByRole('listitem').last()).toContainText('unknown tools_provider-whatever');
  await expect(list(admin).getByRole('button', { name: /^Retry/ })).toHaveCount(1);
  await admin.route(`**/api/v1/consistency/tool-group/${group.id}/retry`, async (route) => {
    await admin.unroute(LIST);
    await admin.route(LIST, answer([{ ...group, requested: 'retry' }]));
    await route.fulfill({ status: 202, json: {} });
  });
  await admin.getByRole('button', { name: `Retry tool group ${group.id}` }).click();
  await expect(messages(admin)).toContainText('Retry requested');
  await expect(list(admin).getByText('Retry requested')).toBeVisible();
  await admin.unroute(LIST);
  await admin.route(LIST, answer([]));
  await expect(admin.getByRole('heading', { name: 'No aggregate is quarantined' })).toBeVisible();
});

test('A retry of what is not quarantined any more is refused in words', async ({ as }) => {
  const page = await as('admin', { provoking: /status of 409/ });
  await page.route(LIST, answer([group]));
  await page.goto('/pipeline');
  await page.getByRole('button', { name: /^Retry tool group/ }).click();
  await expect(messages(page)).toContainText('is not set aside');
});

test('A group that nothing was ever shown of says that it is set aside, and not that it will appear', async ({
  as,
}) => {
  const page = await as('viewer', { provoking: /status of 404/ });
  const path = `/api/v1/tool-groups/${group.id}`;
  await page.route(`**${path}*`, (route) =>
    route.fulfill({
      status: 404,
      contentType: 'application/problem+json',
      json: {
        type: 'http://127.0.0.1/problems/not-projected-yet',
        title: 'Not found',
        status: 404,
        detail: 'It was written',
        code: 'not-projected-yet',
        instance: path,
        traceId: '0',
      },
    }),
  );
  await page.route(`**/api/v1/consistency/tool-group/${group.id}`, (route) =>
    route.fulfill({ json: { ...group, status: 'quarantined', headRevision: 7 } }),
  );
  await page.goto(`/tool-groups/${group.id}`);
  await expect(page.getByRole('heading', { name: 'Saved, and set aside' })).toBeVisible();
  await expect(page.getByText(/cannot be projected.*knows no event of the type/)).toBeVisible();
  await expectAccessible(page);
});

const list = (page: Page) => page.getByRole('list', { name: 'Quarantined aggregates' });

const answer = (items: readonly QuarantinedAggregate[]) => (route: Route) =>
  route.fulfill({ json: { items } });
