import { unique } from '../fixtures/api.ts';
import { expect, test } from '../fixtures/test.ts';
import { badge, row } from '../fixtures/widgets.ts';
import { witness } from '../fixtures/witness.ts';

test('A new group is pending until the worker takes it up, then projected at v1, and the feed tells each event once', async ({
  as,
  api,
  parts,
}) => {
  const name = unique('Billing');
  // The browser notes on its console that the group is not to be found yet.
  const page = await as('operator', { provoking: /status of 404/ });
  await page.goto('/tool-groups');
  const seen = await witness(page);
  parts.pause('reconciliator');

  await page.getByRole('link', { name: 'New tool group' }).first().click();
  await page.getByLabel('Name', { exact: true }).fill(name);
  const selector = page.getByRole('group', { name: 'Selector 1' });
  await selector.getByLabel('Name pattern').fill('get_*');
  await page.getByRole('button', { name: 'Create tool group' }).click();

  await expect(page).toHaveURL(/\/tool-groups\/[0-9a-f-]{36}$/);
  const id = page.url().slice(-36);
  await expect(page.getByRole('heading', { level: 1, name })).toBeVisible();
  await expect(badge(page.getByRole('main'))).toHaveAccessibleName(/not shown yet|lagging/);
  await page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: 'Tool groups' }).click();
  await expect(badge(row(page, name))).toHaveAccessibleName(/lagging 2 events/);
  await expect(page.getByText('1 more saved and not shown yet')).toBeVisible();
  expect(await api.events(id)).toEqual([]);

  parts.resume('reconciliator');
  await expect(badge(row(page, name))).toHaveAccessibleName('Consistency: v1 · projected');
  await expect(page.getByText('not shown yet')).toBeHidden();
  const words = (await seen.badges()).join('\n');
  expect(words).toMatch(/saved as v1, not shown yet.*lagging 2 events, \d s.*v1 · projected/s);

  const events = await api.events(id);
  expect(events.map(({ type, revision }) => [type, revision])).toEqual([
    ['io.tools-provider.group.created.v1', 0],
    ['io.tools-provider.group.selector.added.v1', 1],
  ]);
  expect(await api.consistency('tool-group', id)).toMatchObject({ headRevision: 1, projectedRevision: 1 });
});
