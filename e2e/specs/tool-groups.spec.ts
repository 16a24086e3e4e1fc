import type { Page } from '@playwright/test';
import { type Api, unique } from '../fixtures/api.ts';
import { addSelector, nameTools } from '../fixtures/editor.ts';
import { expect, test } from '../fixtures/test.ts';
import { badge, messages, row } from '../fixtures/widgets.ts';

test('An operator creates a group with two selectors and finds its events in the feed', async ({
  as,
  feed,
}) => {
  const page = await as('operator');
  const name = unique('Support');
  await page.goto('/tool-groups/new');
  await page.getByLabel('Name', { exact: true }).fill(name);
  await page.getByLabel('Description').fill('What the assistant may do');
  await page.getByRole('group', { name: 'Selector 1' }).getByLabel('Source pattern').fill('crm-*');
  const second = await addSelector(page);
  await second.getByLabel('Method pattern').fill('GET');
  await second.getByLabel('Required tags').fill('stable, public');
  await nameTools(page, 'Always in', ['billing:getInvoice', 'billing:listInvoices']);
  await nameTools(page, 'Never in', ['crm:exportAll']);
  await page.getByRole('button', { name: 'Create tool group' }).click();

  await expect(page.getByRole('heading', { level: 1, name })).toBeVisible();
  await expect(badge(page.getByRole('main'))).toHaveAccessibleName('Consistency: v5 · projected');
  await expect(page.getByRole('list', { name: 'Selectors' }).getByRole('listitem')).toHaveCount(2);
  await expect(page.getByRole('list', { name: 'Explicit tools' }).getByRole('listitem')).toHaveCount(2);
  await expect(page.getByRole('list', { name: 'Excluded tools' })).toContainText('crm:exportAll');

  const id = page.url().slice(-36);
  const events = await feed.of(id, 5);

  expect(events).toHaveLength(6);
  await page.getByRole('link', { name: 'In the feed' }).click();
  await expect(page).toHaveURL(`/feed?subject=${id}`);
  await expect(page.getByRole('list', { name: 'Events, newest first' }).getByRole('listitem')).toHaveCount(6);
});

test('What is wrong with a new group is said at its field, which gets the focus', async ({ as }) => {
  const page = await as('operator', { provoking: /status of 4\d\d/ });
  await page.goto('/tool-groups/new');
  const name = page.getByLabel('Name', { exact: true });
  const pattern = page.getByRole('group', { name: 'Selector 1' }).getByLabel('Name pattern');
  await pattern.fill('regex:(unclosed');
  await page.getByRole('button', { name: 'Create tool group' }).click();
  await expect(name).toBeFocused();
  await expect(name).toHaveAccessibleDescription('Must not be blank');

  await name.fill(unique('Broken'));
  await page.getByRole('button', { name: 'Create tool group' }).click();
  await expect(pattern).toBeFocused();
  await expect(pattern).toHaveAttribute('aria-invalid', 'true');
  await expect(pattern).toHaveAccessibleDescription(/\w+/);
  await expect(page).toHaveURL('/tool-groups/new');
});

test('A group is deactivated with a reason that everybody reads, and activated again', async ({
  as,
  api,
}) => {
  const { page, group } = await openNew(as, api);
  await page.getByRole('button', { name: 'Deactivate' }).click();
  const dialog = page.getByRole('alertdialog', { name: `Deactivate “${group.name}”?` });
  await dialog.getByLabel('Reason').fill('Limits are not agreed');
  await dialog.getByRole('button', { name: 'Deactivate' }).click();
  await expect(dialog).toBeHidden();
  await expect(page.getByText('because: Limits are not agreed')).toBeVisible();

  const viewer = await as('viewer');
  await viewer.goto(`/tool-groups?search=${encodeURIComponent(group.name)}`);
  await expect(row(viewer, group.name)).toContainText('Inactive');
  await viewer.goto(`/tool-groups?active=false&search=${encodeURIComponent(group.name)}`);
  await expect(row(viewer, group.name)).toContainText('Inactive');
  await page.getByRole('button', { name: 'Activate' }).click();
  await expect(page.getByRole('button', { name: 'Deactivate' })).toBeVisible();
  await expect(page.getByText('because:')).toBeHidden();
  await expect(viewer.getByRole('heading', { name: 'No tool group matches' })).toBeVisible();
});

test('Only an admin deletes a group; whoever looks at it is told', async ({ as, api }) => {
  const { page, group } = await openNew(as, api, /status of 410/);
  await expect(page.getByRole('button', { name: 'Delete' })).toBeHidden();
  const admin = await as('admin', { provoking: /status of 410/ });
  await admin.goto(`/tool-groups/${group.id}`);
  await admin.getByRole('button', { name: 'Delete' }).click();
  const dialog = admin.getByRole('alertdialog', { name: `Delete “${group.name}”?` });
  await dialog.getByRole('button', { name: 'Delete tool group' }).click();
  await expect(admin).toHaveURL('/tool-groups');
  await expect(messages(admin).getByText('deleted, saved as v1')).toBeVisible();
  await expect(page.getByRole('heading', { name: 'This tool group was deleted' })).toBeVisible();
  await admin.goto(`/tool-groups?search=${encodeURIComponent(group.name)}`);
  await expect(admin.getByRole('heading', { name: 'No tool group matches' })).toBeVisible();
});

test('A viewer is offered nothing that changes a group', async ({ as, api }) => {
  const group = await api.createToolGroup({ name: unique('Look only'), selectors: [{ id: 'all' }] });
  await api.shown(group);
  const page = await as('viewer');
  await page.goto('/tool-groups');
  await expect(page.getByRole('heading', { level: 1, name: 'Tool groups' })).toBeVisible();
  await expect(page.getByRole('link', { name: 'New tool group' })).toBeHidden();
  await page.goto(`/tool-groups/${group.id}`);
  await expect(page.getByRole('list', { name: 'Selectors' })).toBeVisible();
  await expect(page.getByRole('link', { name: 'Edit' })).toBeHidden();
  await expect(
    page.getByRole('button', { name: /Activate|Deactivate|Delete|Add|Remove|Exclude/ }),
  ).toHaveCount(0);
  for (const path of ['/tool-groups/new', `/tool-groups/${group.id}/edit`]) {
    await page.goto(path);
    await expect(page).toHaveURL(path.slice(0, path.lastIndexOf('/')));
    await expect(page.getByRole('form')).toHaveCount(0);
  }
});

test('A search, a filter and an order stand in the URL and lead back to the same list', async ({
  as,
  api,
}) => {
  const word = unique('Sorted').replace(' ', '-');
  for (const letter of ['b', 'a', 'c'])
    await api.shown(await api.createToolGroup({ name: `${word} ${letter}` }));
  const page = await as('viewer');
  await page.goto('/tool-groups');
  await page.getByRole('searchbox', { name: 'Search tool groups' }).fill(word);
  const names = page.getByRole('rowheader').getByRole('link');
  await expect(names).toHaveText([`${word} a`, `${word} b`, `${word} c`]);
  await page.getByRole('button', { name: 'Name' }).click();
  await expect(names).toHaveText([`${word} c`, `${word} b`, `${word} a`]);
  await expect(page.getByRole('columnheader', { name: 'Name' })).toHaveAttribute('aria-sort', 'descending');
  await page.getByRole('combobox', { name: 'State' }).selectOption('Active');
  await expect(page).toHaveURL(new RegExp(`search=${word}.*active=true|active=true.*search=${word}`));
  await page.reload();
  await expect(names).toHaveText([`${word} c`, `${word} b`, `${word} a`]);
  await expect(page.getByRole('searchbox', { name: 'Search tool groups' })).toHaveValue(word);
});

test('A long list is shown page by page, none twice and none left out', async ({ as, api }) => {
  const { word, written } = await writeMany(api);
  const page = await as('viewer');
  await page.goto(`/tool-groups?search=${word}`);
  const names = page.getByRole('rowheader').getByRole('link');
  await expect(names).toHaveCount(50);
  await page.getByRole('button', { name: 'Load more' }).click();
  await expect(names).toHaveText(written.map(({ name }) => name));
});

test('The next page of a list comes although a change makes the list be read again meanwhile', async ({
  as,
  api,
}) => {
  const { word, written } = await writeMany(api);
  const page = await as('viewer', { provoking: /net::ERR_(ABORTED|FAILED)/ });
  await page.goto(`/tool-groups?search=${word}`);
  const names = page.getByRole('rowheader').getByRole('link');
  await expect(names).toHaveCount(50);
  const [first] = written;
  if (first === undefined) throw new Error('nothing was written');
  await page.route(
    /tool-groups\?.*cursor=/,
    async (route) => {
      await api.command('PUT', `/api/v1/tool-groups/${first.id}/tools/billing:meanwhile`);
      await expect(badge(row(page, first.name))).toHaveAccessibleName('Consistency: v1 · projected');
      await route.abort();
    },
    { times: 1 },
  );
  await page.getByRole('button', { name: 'Load more' }).click();
  await expect(names).toHaveText(written.map(({ name }) => name));
});

async function writeMany(api: Api) {
  const word = unique('Many').replace(' ', '-');
  const names = Array.from({ length: 60 }, (_, at) => `${word} ${String(at).padStart(2, '0')}`);
  const written = await Promise.all(names.map((name) => api.createToolGroup({ name })));
  for (const group of written) await api.shown(group);
  return { word, written };
}

async function openNew(
  as: (role: 'operator', looking?: { provoking: RegExp }) => Promise<Page>,
  api: Api,
  provoking?: RegExp,
) {
  const group = await api.createToolGroup({ name: unique('Group') });
  await api.shown(group);
  const page = await as('operator', provoking === undefined ? undefined : { provoking });
  await page.goto(`/tool-groups/${group.id}`);
  await expect(badge(page.getByRole('main'))).toHaveAccessibleName('Consistency: v0 · projected');
  return { page, group };
}
