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
  await events.first().getByRole('link').click();
  await expect(page).toHaveURL(`/tool-groups/${group.id}`);
});

test('The whole feed is shown with contiguous numbers', async ({ as, api }) => {
  await api.shown(await api.createToolGroup({ name: unique('Counted'), selectors: [{}, {}] }));
  const page = await as('viewer');
  await page.goto('/feed');
  await expect(page.getByText(/^Sequence [\d,]+–[\d,]+, no gap$/)).toBeVisible();
  const all = await api.events();
  expect(all.map(({ sequence }) => Number(sequence))).toEqual(all.map((_, at) => at + 1));
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
  await page.getByRole('button', { name: 'Pause' }).click();
  for (const tool of ['one', 'two']) {
    await api.command('PUT', `/api/v1/tool-groups/${group.id}/tools/billing:${tool}`);
  }
  await expect(page.getByRole('button', { name: 'Resume (2 new)' })).toBeVisible();
  await expect(events).toHaveCount(1);
  await page.getByRole('button', { name: /^Resume/ }).click();
  await expect(events).toHaveCount(3);
});
