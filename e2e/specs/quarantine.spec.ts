import type { Page, Route } from '@playwright/test';
import type { QuarantinedAggregate } from '@tools-provider/contracts';
import { expectAccessible } from '../fixtures/accessibility.ts';
import { unique } from '../fixtures/api.ts';
import { expect, test } from '../fixtures/test.ts';
import { badge, messages } from '../fixtures/widgets.ts';

const LIST = '**/api/v1/pipeline/quarantine*';

test('A poisoned event appears and is retried, and another one is skipped with a note', async ({
  as,
  api,
  worker,
}) => {
  const group = await api.createToolGroup({ name: unique('Poisoned') });
  await api.shown(group);
  const change = (body: object) => api.command('PATCH', `/api/v1/tool-groups/${group.id}`, body);
  const viewer = await as('viewer', { colorScheme: 'dark', viewport: { width: 390, height: 844 } });
  await viewer.goto('/pipeline');
  const admin = await as('admin');
  await admin.goto(`/tool-groups/${group.id}`);
  const shown = badge(admin.getByRole('main')).first();
  await expect(shown).toHaveAccessibleName('Consistency: v0 · projected');

  await test.step('it stops its aggregate, and everybody sees where and why', async () => {
    await worker.poison({ subject: group.id });
    await change({ description: 'Written in spite of it' });
    await expect(shown).toHaveAccessibleName(/stuck at v0: .*A development switch poisons it/);
    const item = of(viewer, group.name);
    await expect(item).toContainText(
      /projection-failed.*poisons it.*shown as v0, stuck at v1.*group\.updated\.v1.*5 attempts/s,
    );
    await admin.goto(`/tool-groups?search=${encodeURIComponent(group.name)}`);
    await expect(shown).toHaveAccessibleName('Consistency: stuck at v0: A development switch poisons it');
    // However long the reason is, the row keeps its name.
    await admin.getByRole('link', { name: group.name, exact: true }).click();
    await expect(admin.getByRole('heading', { level: 1, name: group.name })).toBeVisible();
    await expect(item.getByRole('button')).toHaveCount(0);
    await expect(item.getByRole('link')).toHaveAttribute('href', `/tool-groups/${group.id}`);
    await expectAccessible(viewer);
  });

  await test.step('cured, it is retried from its badge, and nothing is lost or told twice', async () => {
    await worker.heal();
    await shown.click();
    await admin.getByRole('button', { name: 'Retry what is stuck at v1' }).click();
    await expect(messages(admin).getByText('Retry requested')).toBeVisible();
    await expect(shown).toHaveAccessibleName('Consistency: v1 · projected');
    await expect(admin.getByText('Written in spite of it').first()).toBeVisible();
    await expect(of(viewer, group.name)).toHaveCount(0);
    expect((await api.events(group.id)).map(({ revision }) => revision)).toEqual([0, 1]);
  });

  await test.step('an event that nothing cures is skipped by an admin who says why', async () => {
    await worker.poison({ subject: group.id });
    await change({ description: 'Never shown' });
    await admin.goto('/pipeline');
    const item = of(admin, group.name);
    await item.getByRole('button', { name: /^Skip the event/ }).click();
    const dialog = admin.getByRole('dialog', { name: 'Skip the event?' });
    await dialog.getByRole('button', { name: 'Skip the event' }).click();
    await expect(dialog.getByLabel(/may do without/)).toHaveAttribute('aria-invalid', 'true');
    await dialog.getByLabel(/may do without/).fill('Written by mistake');
    await expectAccessible(admin);
    await dialog.getByRole('button', { name: 'Skip the event' }).click();
    await expect(item).toHaveCount(0);
    const after = await api.shown({ ...group, revision: 2 });
    expect(after.description).toBe('Written in spite of it');
    expect((await api.consistency('tool-group', group.id)).skipped).toMatchObject([
      { revision: 2, note: 'Written by mistake', skippedBy: 'ada' },
    ]);
    expect((await api.events(group.id)).map(({ revision }) => revision)).toEqual([0, 1, 2]);
  });
});

// Nothing of a sound system is ever like this, so the browser is told that something was.
const stranger: QuarantinedAggregate = {
  aggregate: 'unknown',
  id: 'tools_provider-whatever',
  name: null,
  projectedRevision: null,
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
const id = '0b6f7a7e-58a1-4b54-9d5e-0a6c0c9f7c11';
const group: QuarantinedAggregate = { ...stranger, aggregate: 'tool-group', id };

test('What only another version knows is listed and can be neither opened nor retried, and a retry that comes too late is refused in words', async ({
  as,
}) => {
  const admin = await as('admin', { provoking: /status of 409/ });
  await admin.route(LIST, answer([group, stranger]));
  await admin.goto('/pipeline');
  const items = list(admin).getByRole('listitem');
  await expect(items.last()).toContainText(/unknown tools_provider-whatever.*not shown at all, stuck at v7/s);
  await expect(items.last().getByRole('button')).toHaveCount(0);
  await admin.getByRole('button', { name: /^Retry tool group/ }).click();
  await expect(messages(admin)).toContainText('is not set aside');
  await admin.unroute(LIST);
  await admin.route(LIST, answer([]));
  await admin.reload();
  await expect(admin.getByRole('heading', { name: 'No aggregate is quarantined' })).toBeVisible();
});

test('A group that nothing was ever shown of says that it is set aside, and not that it will appear', async ({
  as,
}) => {
  const page = await as('viewer', { provoking: /status of 404/ });
  const path = `/api/v1/tool-groups/${id}`;
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
  await page.route(`**/api/v1/consistency/tool-group/${id}`, (route) =>
    route.fulfill({ json: { ...group, status: 'quarantined', headRevision: 7 } }),
  );
  await page.goto(`/tool-groups/${id}`);
  await expect(page.getByRole('heading', { name: 'Saved, and set aside' })).toBeVisible();
  await expect(page.getByText(/cannot be projected.*knows no event of the type/)).toBeVisible();
  await expectAccessible(page);
});

const list = (page: Page) => page.getByRole('list', { name: 'Quarantined aggregates' });

const of = (page: Page, name: string) => list(page).getByRole('listitem').filter({ hasText: name });

const answer = (items: readonly QuarantinedAggregate[]) => (route: Route) =>
  route.fulfill({ json: { items } });
