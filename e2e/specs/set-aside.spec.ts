import type { Page, Route } from '@playwright/test';
import type { SetAsideItem } from '@tools-provider/contracts';
import { expectAccessible } from '../fixtures/accessibility.ts';
import { expect, test } from '../fixtures/test.ts';
import { messages } from '../fixtures/widgets.ts';

const LIST = '**/api/v1/pipeline/set-aside';

// Nothing of a sound system is ever set aside, so the browser is told that something was.
const saga: SetAsideItem = {
  kind: 'saga',
  id: '0b6f7a7e-58a1-4b54-9d5e-0a6c0c9f7c11',
  name: 'activation-approval',
  step: 'group.activation.requested.v1',
  reason: 'The store did not answer',
  attempts: 8,
  since: '2026-11-26T10:00:00.000Z',
  isRetryRequested: false,
};
const message: SetAsideItem = {
  ...saga,
  kind: 'outbox',
  id: 'm-1',
  name: 'tools_provider-view-1',
  step: 'view.created.v1',
};

test('Where nothing of sagas or the outbox is set aside the pipeline page says so', async ({ as, api }) => {
  const page = await as('viewer');
  await page.goto('/pipeline');
  await expect(
    page.getByRole('heading', { name: 'Nothing of sagas or the outbox is set aside' }),
  ).toBeVisible();
  expect(await (await api.send('GET', '/api/v1/pipeline/set-aside')).json()).toEqual({ items: [] });
});

test('What is set aside is there for everybody to see, and for admins to have tried again', async ({
  as,
}) => {
  const viewer = await as('viewer', { colorScheme: 'dark', viewport: { width: 390, height: 844 } });
  await viewer.route(LIST, answer([saga, message]));
  await viewer.goto('/pipeline');
  await expect(list(viewer).getByRole('listitem')).toHaveCount(2);
  await expect(list(viewer).getByRole('listitem').first()).toContainText(
    /Saga.*activation-approval.*group\.activation\.requested\.v1.*The store did not answer.*8 attempts/s,
  );
  await expect(list(viewer).getByRole('button')).toHaveCount(0);
  await expectAccessible(viewer);

  const admin = await as('admin');
  await admin.route(LIST, answer([saga, message]));
  await admin.goto('/pipeline');
  await expectAccessible(admin);
  await admin.route(`${LIST}/saga/${saga.id}/retry`, async (route) => {
    expect(await route.request().headerValue('idempotency-key')).toMatch(/^[0-9a-f-]{36}$/);
    await admin.unroute(LIST);
    await admin.route(LIST, answer([{ ...saga, isRetryRequested: true }, message]));
    await route.fulfill({ status: 202, json: { kind: 'saga', id: saga.id } });
  });
  await admin.getByRole('button', { name: `Retry ${saga.name} at ${saga.step}` }).click();
  await expect(messages(admin)).toContainText('Retry of activation-approval requested');
  await expect(list(admin).getByText('Retry requested')).toBeVisible();
  await admin.unroute(LIST);
  await admin.route(LIST, answer([message]));
  await expect(list(admin).getByRole('listitem')).toHaveCount(1);
});

test('A retry of what is not set aside any more is refused in words', async ({ as }) => {
  const page = await as('admin', { provoking: /status of 404/ });
  await page.route(LIST, answer([saga]));
  await page.goto('/pipeline');
  await page.getByRole('button', { name: /^Retry activation-approval/ }).click();
  await expect(messages(page)).toContainText('is set aside');
});

const list = (page: Page) => page.getByRole('list', { name: 'Work that is set aside' });

const answer = (items: readonly SetAsideItem[]) => (route: Route) => route.fulfill({ json: { items } });
