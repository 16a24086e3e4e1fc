import { unique } from '../fixtures/api.ts';
import { addSelector, edit } from '../fixtures/editor.ts';
import { startPartialPages } from '../fixtures/partial-page.ts';
import { expect, test } from '../fixtures/test.ts';
import { badge, liveNow, row } from '../fixtures/widgets.ts';
import { shownRevision, witness } from '../fixtures/witness.ts';

test('A change in one tab appears in another of the same person, and in somebody else’s browser', async ({
  as,
  api,
}) => {
  const group = await api.createToolGroup({ name: unique('Live') });
  await api.shown(group);
  const first = await as('operator');
  const second = await first.context().newPage();
  const stranger = await as('viewer');
  await first.goto(`/tool-groups/${group.id}`);
  await second.goto(`/tool-groups/${group.id}`);
  await stranger.goto(`/tool-groups?search=${encodeURIComponent(group.name)}`);
  for (const page of [first, second]) {
    await expect(badge(page.getByRole('main'))).toHaveAccessibleName('Consistency: v0 · projected');
  }
  await expect(badge(row(stranger, group.name))).toHaveAccessibleName('Consistency: v0 · projected');
  const [here, there] = [await witness(second), await witness(stranger)];

  // What is behind another tab paints once a second.
  await first.bringToFront();
  await edit(first, async () => (await addSelector(first)).getByLabel('Name pattern').fill('live_*'));

  await expect(second.getByRole('list', { name: 'Selectors' })).toContainText('live_*');
  await expect(badge(second.getByRole('main'))).toHaveAccessibleName('Consistency: v1 · projected');
  await expect(row(stranger, group.name)).toContainText('1 selector');
  await expect(badge(row(stranger, group.name))).toHaveAccessibleName('Consistency: v1 · projected');
  expect((await here.badges()).at(-1)).toBe('v1 · projected');
  expect((await there.badges()).at(-1)).toBe('v1 · projected');
});

test('The live stream goes on when the tab that held it is closed', async ({ as, api }) => {
  const group = await api.createToolGroup({ name: unique('Handed over') });
  await api.shown(group);
  const first = await as('viewer');
  await first.goto('/tasks');
  const second = await first.context().newPage();
  await second.goto(`/tool-groups/${group.id}`);
  await expect(badge(second.getByRole('main'))).toHaveAccessibleName('Consistency: v0 · projected');
  await first.close();
  const { revision } = await api.command('POST', `/api/v1/tool-groups/${group.id}/deactivate`);
  expect(revision).toBe(1);
  await expect(badge(second.getByRole('main'))).toHaveAccessibleName('Consistency: v1 · projected');
  await expect(second.getByRole('main').getByText('Inactive')).toBeVisible();
});

test('A page that a change has overtaken on its way to the browser catches up by itself', async ({
  as,
  api,
}) => {
  const group = await api.createToolGroup({ name: unique('Overtaken') });
  await api.shown(group);
  const page = await as('viewer');
  await page.goto(`/tool-groups?search=${encodeURIComponent(group.name)}`);
  await expect(badge(row(page, group.name))).toHaveAccessibleName('Consistency: v0 · projected');
  await expect(liveNow(page)).toBeVisible();
  let isOvertaken = false;
  await page.route(`**/tool-groups/${group.id}?*`, async (route) => {
    const { rsc, 'next-router-prefetch': prefetch } = await route.request().allHeaders();
    if (rsc === undefined || prefetch !== undefined || isOvertaken) return route.continue();
    const old = await route.fetch();
    isOvertaken = true;
    await api.command('PUT', `/api/v1/tool-groups/${group.id}/tools/billing:late`);
    await api.shown({ ...group, revision: 1 });
    await expect(badge(row(page, group.name))).toHaveAccessibleName('Consistency: v1 · projected');
    await route.fulfill({ response: old });
  });
  await row(page, group.name).getByRole('link').click();
  await expect(page.getByRole('heading', { level: 1, name: group.name })).toBeVisible();
  expect(isOvertaken).toBe(true);
  await expect(badge(page.getByRole('main'))).toHaveAccessibleName('Consistency: v1 · projected');
  await expect(page.getByRole('list', { name: 'Explicit tools' })).toContainText('billing:late');
});

test('A list that the server read before something was created shows it all the same', async ({
  as,
  api,
}) => {
  // The first by name, so that it stands on the first page of the whole list.
  const name = unique('0 Created meanwhile');
  const page = await as('viewer');
  await page.goto(`/tool-groups?search=${encodeURIComponent(name)}`);
  await expect(liveNow(page)).toBeVisible();
  let isOvertaken = false;
  await page.route(
    ({ pathname, searchParams }) =>
      pathname === '/tool-groups' && searchParams.has('_rsc') && !searchParams.has('search'),
    async (route) => {
      const prefetch = await route.request().headerValue('next-router-prefetch');
      if (prefetch !== null || isOvertaken) return route.continue();
      const old = await route.fetch();
      isOvertaken = true;
      await api.createToolGroup({ name });
      await expect(row(page, name)).toBeVisible();
      await route.fulfill({ response: old });
    },
  );
  await page.getByRole('navigation').getByRole('link', { name: 'Tool groups' }).click();
  await expect(page).toHaveURL(/\/tool-groups$/);
  expect(isOvertaken).toBe(true);
  await expect(badge(row(page, name))).toHaveAccessibleName('Consistency: v0 · projected');
});

test('A change that comes while a page is alive only in parts is shown once all of it is', async ({
  as,
  api,
  system,
}) => {
  const group = await api.createToolGroup({ name: unique('In parts') });
  await api.shown(group);
  const page = await as('viewer');
  const pages = await startPartialPages(system.consoleUrl);
  const followed: string[] = [];
  page.on('request', (request) => {
    if (request.url().includes('/api/v1/changes')) followed.push(request.url());
  });
  try {
    await page.goto(`${pages.url}/tool-groups?search=${encodeURIComponent(group.name)}`, {
      waitUntil: 'commit',
    });
    await pages.held;
    await expect(page.getByRole('button', { name: /^Vera Viewer\b/ })).toBeEnabled();
    await api.command('POST', `/api/v1/tool-groups/${group.id}/deactivate`);
    await api.shown({ ...group, revision: 1 });
    await expect(row(page, group.name)).toBeHidden();
    expect(followed, 'asked for changes before all is alive').toEqual([]);
    pages.release();
    await expect(badge(row(page, group.name))).toHaveAccessibleName('Consistency: v1 · projected');
    await expect(row(page, group.name)).toContainText('Inactive');
    await expect(liveNow(page)).toBeVisible();
    expect(followed).toHaveLength(1);
    await page.goto('about:blank');
  } finally {
    pages.end();
  }
});

test('What is shown never goes backwards while many changes come', async ({ as, api }) => {
  const group = await api.createToolGroup({ name: unique('Burst') });
  await api.shown(group);
  const page = await as('viewer');
  await page.goto(`/tool-groups/${group.id}`);
  await expect(badge(page.getByRole('main'))).toHaveAccessibleName('Consistency: v0 · projected');
  const seen = await witness(page);
  for (let at = 1; at <= 30; at += 1) {
    await api.command('PUT', `/api/v1/tool-groups/${group.id}/tools/billing:tool-${at}`);
  }
  await expect(badge(page.getByRole('main'))).toHaveAccessibleName('Consistency: v30 · projected');
  await expect(page.getByRole('list', { name: 'Explicit tools' }).getByRole('listitem')).toHaveCount(30);
  const revisions = (await seen.badges()).map(shownRevision).filter((revision) => revision >= 0);
  expect(revisions).toEqual(revisions.toSorted((a, b) => a - b));
  expect(revisions.length).toBeGreaterThan(1);
});

test('A created group that the list does not have yet is never lost from it', async ({ as }) => {
  const page = await as('operator');
  const name = unique('At once');
  await page.goto('/tool-groups/new');
  await page.getByLabel('Name', { exact: true }).fill(name);
  await page.getByRole('button', { name: 'Create tool group' }).click();
  await expect(page).toHaveURL(/\/tool-groups\/[0-9a-f-]{36}$/);
  await page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: 'Tool groups' }).click();
  await page.getByRole('searchbox', { name: 'Search tool groups' }).fill(name);
  await expect(badge(row(page, name))).toHaveAccessibleName('Consistency: v0 · projected');
});

test('Without a network the page says so at once, claims nothing, and is right again when there is one', async ({
  as,
  api,
}) => {
  const group = await api.createToolGroup({ name: unique('Unplugged') });
  await api.shown(group);
  const page = await as('viewer', { provoking: /ERR_INTERNET_DISCONNECTED/ });
  await page.goto(`/tool-groups/${group.id}`);
  await expect(badge(page.getByRole('main'))).toHaveAccessibleName('Consistency: v0 · projected');
  await expect(liveNow(page)).toBeVisible();
  await page.context().setOffline(true);
  await expect(page.getByText('Live updates: Offline').filter({ visible: true })).toBeVisible();
  await expect(badge(page.getByRole('main'))).toHaveAccessibleName(/unknown/);
  await api.command('POST', `/api/v1/tool-groups/${group.id}/deactivate`);
  await page.context().setOffline(false);
  await expect(badge(page.getByRole('main'))).toHaveAccessibleName('Consistency: v1 · projected');
  await expect(page.getByRole('main').getByText('Inactive', { exact: true })).toBeVisible();
  await expect(liveNow(page)).toBeVisible();
});

test('Two tabs share one stream, and an answer that comes late to one of them takes neither back', async ({
  as,
  api,
}) => {
  const group = await api.createToolGroup({ name: unique('Two tabs') });
  await api.shown(group);
  const first = await as('viewer');
  const streams: string[] = [];
  first.context().on('request', (request) => {
    if (request.url().endsWith('/api/v1/changes')) streams.push(request.url());
  });
  await first.goto(`/tool-groups/${group.id}`);
  await expect(liveNow(first)).toBeVisible();
  const second = await first.context().newPage();
  await second.goto(`/tool-groups/${group.id}`);
  await expect(liveNow(second)).toBeVisible();
  expect(streams).toHaveLength(1);

  const held = Promise.withResolvers<void>();
  const late = Promise.withResolvers<void>();
  let isFirst = true;
  // The first answer after the change is kept until a later one has come.
  await second.route(`**/api/v1/tool-groups/${group.id}*`, async (route) => {
    if (!isFirst) return route.continue();
    isFirst = false;
    const old = await route.fetch();
    held.resolve();
    await late.promise;
    await route.fulfill({ response: old }).catch(() => undefined);
  });
  const seen = [await witness(first), await witness(second)];
  await api.command('PUT', `/api/v1/tool-groups/${group.id}/tools/billing:one`);
  await held.promise;
  await api.command('PUT', `/api/v1/tool-groups/${group.id}/tools/billing:two`);
  await expect(badge(first.getByRole('main'))).toHaveAccessibleName('Consistency: v2 · projected');
  late.resolve();
  await expect(badge(second.getByRole('main'))).toHaveAccessibleName('Consistency: v2 · projected');
  for (const tab of seen) {
    const revisions = (await tab.badges()).map(shownRevision).filter((revision) => revision >= 0);
    expect(revisions).toEqual(revisions.toSorted((a, b) => a - b));
  }
  expect(streams).toHaveLength(1);
});
