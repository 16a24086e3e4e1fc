import { unique } from '../fixtures/api.ts';
import { expect, test } from '../fixtures/test.ts';

test('An event appears on the feed page without a reload, and tells all of itself when it is opened', async ({
  as,
  api,
}) => {
  const group = await api.createToolGroup({ name: unique('Told') });
  const page = await as('viewer');
  await page.goto(`/feed?subject=${group.id}`);
  const events = page.getByRole('list', { name: 'Events, newest first' }).getByRole('listitem');
  await expect(events).toHaveCount(1);
  await api.command('POST', `/api/v1/tool-groups/${group.id}/deactivate`, { reason: 'Told to' });
  await expect(events).toHaveCount(2);
  await expect(events.first()).toContainText('group.deactivated.v1');
  await events.first().getByRole('button').first().click();
  const detail = page.getByRole('region', { name: /^Event \d+$/ });
  await expect(detail).toContainText('"reason": "Told to"');
  await expect(detail).toContainText(`"subject": "${group.id}"`);
  await events.first().getByRole('link', { name: group.name }).click();
  await expect(page).toHaveURL(`/tool-groups/${group.id}`);
});

test('The feed begins with its newest events, and those before them come when they are asked for', async ({
  as,
  api,
}) => {
  const group = await api.createToolGroup({
    name: unique('Counted'),
    selectors: Array.from({ length: 40 }, (_, at) => ({ namePattern: `counted_${at}` })),
  });
  await api.shown(group);
  const page = await as('viewer');
  await page.goto('/feed');
  await expect(page.getByText(/^Sequence [\d,]+–[\d,]+, no gap$/)).toBeVisible();
  const events = page.getByRole('list', { name: 'Events, newest first' }).getByRole('listitem');
  await expect(events.first()).toContainText('.v1');
  await expect(page.getByText(/^The newest \d+ events$/)).toBeVisible();
  const before = await events.count();
  await page.getByRole('button', { name: 'Load more' }).click();
  await expect.poll(() => events.count()).toBeGreaterThan(before);
  await expect(page.getByText(/^Sequence [\d,]+–[\d,]+, no gap$/)).toBeVisible();
  const all = await api.events();
  expect(all.map(({ sequence }) => Number(sequence))).toEqual(all.map((_, at) => at + 1));
});

test('An event that does not come is found missing by its number, and is read again', async ({ as, api }) => {
  const group = await api.createToolGroup({ name: unique('Gap') });
  await api.shown(group);
  const page = await as('viewer', { provoking: /ERR_FAILED/ });
  let isHeld = true;
  let lost = '';
  // What is between the feed and this page loses one event of this group, once.
  await page.route(/\/api\/v1\/events(\?|$)/, async (route) => {
    const { accept, 'last-event-id': last } = await route.request().allHeaders();
    if (accept?.startsWith('text/event-stream') !== true || (lost !== '' && !isHeld)) return route.continue();
    if (isHeld) return route.abort();
    const answer = await page.request.get(`/api/v1/events?limit=500&lastEventId=${last}`);
    const events: { id: string; subject: string; revision: number; sequence: string }[] = await answer.json();
    const gone = events.find(({ subject, revision }) => subject === group.id && revision === 1);
    if (gone === undefined || events.at(-1) === gone) return route.abort();
    lost = String(Number(gone.sequence));
    const kept = events.filter((event) => event !== gone);
    await route.fulfill({
      contentType: 'text/event-stream',
      body: kept.map((event) => `id: ${event.id}\ndata: ${JSON.stringify(event)}\n\n`).join(''),
    });
  });
  await page.goto('/feed');
  await expect(page.getByRole('list', { name: 'Events, newest first' })).toBeVisible();
  for (const tool of ['one', 'two', 'three']) {
    await api.command('PUT', `/api/v1/tool-groups/${group.id}/tools/gap:${tool}`);
  }
  await api.shown({ ...group, revision: 3 });
  isHeld = false;
  await expect(page.getByText(/^Sequence [\d,]+–[\d,]+, 1 number missing$/)).toBeVisible();
  const gap = page
    .getByRole('listitem')
    .filter({ hasText: /^1 event missing: sequence [\d,]+ did not come/ });
  expect(((await gap.textContent()) ?? '').replaceAll(',', '')).toContain(`sequence ${lost} did`);
  await gap.getByRole('button', { name: 'Read again' }).click();
  await expect(gap).toBeHidden();
  await expect(page.getByText(/^Sequence [\d,]+–[\d,]+, no gap$/)).toBeVisible();
});

test('A narrowed feed says how far it was looked at, also when nothing matches, and is copied as a command without a token', async ({
  as,
  api,
}) => {
  const group = await api.createToolGroup({ name: unique('Looked at') });
  await api.shown(group);
  const page = await as('viewer');
  await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
  await page.goto(`/feed?subject=${group.id}`);
  const pill = page.getByText(/^1 event in sequence 1–[\d,]+$/);
  await expect(pill).toBeVisible();
  const before = (await pill.textContent()) ?? '';
  const other = await api.createToolGroup({ name: unique('Passed over') });
  await api.shown(other);
  await expect(pill).not.toHaveText(before);
  await page.getByRole('button', { name: 'Copy as curl' }).click();
  const copied = await page.evaluate(() => navigator.clipboard.readText());
  expect(copied).toContain(`/api/v1/events?subject=${group.id}'`);
  expect(copied).toContain('"authorization: Bearer $TOKEN"');
  await page.getByRole('combobox', { name: 'Filter by what events are about' }).selectOption('Labels');
  await expect(page.getByRole('heading', { name: 'No such event yet' })).toBeVisible();
  await page.getByRole('button', { name: 'Show all events' }).click();
  await expect(page).toHaveURL('/feed');
});

test('The feed is narrowed to a type, and widened again', async ({ as, api }) => {
  const group = await api.createToolGroup({ name: unique('Narrowed'), selectors: [{}] });
  await api.shown(group);
  const page = await as('viewer');
  await page.goto(`/feed?subject=${group.id}`);
  const events = page.getByRole('list', { name: 'Events, newest first' }).getByRole('listitem');
  await expect(events).toHaveCount(2);
  await page.getByRole('combobox', { name: 'Filter by type' }).selectOption('group.created.v1');
  await expect(events).toHaveCount(1);
  await expect(events).toContainText('group.created.v1');
  await expect(page).toHaveURL(/type=io\.tools-provider\.group\.created\.v1/);
  await page.getByRole('button', { name: 'Show all aggregates' }).click();
  await expect(page).not.toHaveURL(/subject=/);
  await page.getByRole('combobox', { name: 'Filter by type' }).selectOption('All types');
  await expect(page).toHaveURL('/feed');
});

test('A paused feed page stands still, says how much is new, and shows it when it goes on', async ({
  as,
  api,
}) => {
  const group = await api.createToolGroup({ name: unique('Paused') });
  const page = await as('viewer');
  await page.goto(`/feed?subject=${group.id}`);
  const events = page.getByRole('list', { name: 'Events, newest first' }).getByRole('listitem');
  await expect(events).toHaveCount(1);
  await page.getByRole('button', { name: 'Pause', exact: true }).click();
  for (const tool of ['one', 'two']) {
    await api.command('PUT', `/api/v1/tool-groups/${group.id}/tools/billing:${tool}`);
  }
  await expect(page.getByRole('button', { name: 'Resume (2 new)' })).toBeVisible();
  await expect(events).toHaveCount(1);
  await page.getByRole('button', { name: /^Resume/ }).click();
  await expect(events).toHaveCount(3);
});
