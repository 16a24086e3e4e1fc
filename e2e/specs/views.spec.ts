import type { Locator, Page } from '@playwright/test';
import { expectAccessible } from '../fixtures/accessibility.ts';
import { type Api, unique } from '../fixtures/api.ts';
import { expect, test } from '../fixtures/test.ts';
import { messages } from '../fixtures/widgets.ts';

test('The current filters are saved as a view, and the view leads back to them', async ({ as }) => {
  const page = await as('viewer');
  const name = unique('Pending and urgent');
  // Filters of its own: a view that has the same would be named instead.
  const search = name.replaceAll(' ', '-');
  await page.goto(`/tasks?status=pending&priority=urgent&sort=dueAt&search=${search}`);
  await save(page, name);
  await expect(button(page)).toHaveAccessibleName(`Views: ${name}`);

  await page.getByRole('combobox', { name: 'Filter by status' }).selectOption('Any status');
  await expect(button(page)).toHaveAccessibleName('Views');
  await choose(page, name);
  await expect(page).toHaveURL(/\/tasks\?.*status=pending/);
  await expect(page).toHaveURL(/priority=urgent/);
  await expect(page).toHaveURL(/sort=dueAt/);
  await expect(button(page)).toHaveAccessibleName(`Views: ${name}`);
  await expect((await open(page)).getByRole('menuitemradio', { name })).toBeChecked();
  await page.keyboard.press('Escape');
  await page.goBack();
  await expect(page).not.toHaveURL(/status=pending/);

  await page.goto('/tool-groups');
  await expect((await open(page)).getByRole('menuitemradio', { name })).toHaveCount(0);
});

test('The lists of the catalogue have views, too', async ({ as, api }) => {
  const page = await as('operator');
  for (const list of ['tools', 'sources'] as const) {
    const search = unique('view').replace(' ', '-');
    const { name } = await api.createView({ name: unique('View'), list, query: { search } });
    await page.goto(`/${list}`);
    await choose(page, name);
    await expect(page).toHaveURL(`/${list}?search=${search}`);
    await expect(page.getByRole('button', { name: `Views: ${name}` })).toBeVisible();
  }
});

test('A shared view is found by everybody, and its filters are changed by its owner alone', async ({
  as,
}) => {
  const name = unique('Inactive ones');
  const owner = await as('operator');
  await owner.goto('/tool-groups?active=false');
  await save(owner, name, { isShared: true });

  const viewer = await as('viewer');
  await viewer.goto('/tool-groups');
  await choose(viewer, name);
  await expect(viewer).toHaveURL('/tool-groups?active=false');
  const others = await manage(viewer);
  await expect(others.getByRole('button', { name: new RegExp(name) })).toHaveCount(0);

  await owner.goto('/tool-groups?active=true&search=billing');
  const mine = await manage(owner);
  await mine.getByRole('button', { name: `Update ${name} with the current filters` }).click();
  await expect(messages(owner).getByText(/now shows state: active · search: billing/)).toBeVisible();
  await expect(mine.getByRole('button', { name: `Update ${name}` })).toBeDisabled();
  await mine.getByRole('button', { name: `Stop sharing ${name}` }).click();
  await expect(mine.getByRole('button', { name: `Share ${name} with everybody` })).toBeVisible();
  await viewer.goto('/tool-groups');
  await expect((await open(viewer)).getByRole('menuitemradio', { name })).toHaveCount(0);
});

test('A view is renamed and deleted where views are managed', async ({ as, api }) => {
  const view = await newView(api);
  const page = await as('operator');
  await page.goto('/tool-groups');
  const dialog = await manage(page);
  await dialog.getByRole('button', { name: `Rename ${view.name}` }).click();
  const field = dialog.getByRole('textbox', { name: 'Name' });
  await expect(field).toBeFocused();
  await field.fill(' ');
  await page.keyboard.press('Enter');
  await expect(field).toHaveAccessibleDescription('Must not be blank');
  const renamed = unique('Renamed');
  await field.fill(renamed);
  await page.keyboard.press('Enter');
  await expect(messages(page).getByText(`View renamed to “${renamed}”`)).toBeVisible();

  await dialog.getByRole('button', { name: `Delete ${renamed}` }).click();
  const question = page.getByRole('alertdialog', { name: `Delete the view “${renamed}”?` });
  await question.getByRole('button', { name: 'Delete view' }).click();
  await expect(question).toBeHidden();
  await expect(dialog.getByText(renamed)).toHaveCount(0);
  expect((await api.send('GET', `/api/v1/views/${view.id}`)).status).toBe(410);
});

test('An admin stops the sharing of somebody’s view; a viewer is not offered to share', async ({
  as,
  api,
}) => {
  const view = await newView(api, { isShared: true });
  const admin = await as('admin');
  await admin.goto('/tool-groups');
  const dialog = await manage(admin);
  await expect(dialog.getByRole('button', { name: `Rename ${view.name}` })).toHaveCount(0);
  await dialog.getByRole('button', { name: `Stop sharing ${view.name}` }).click();
  await expect(dialog.getByText(view.name)).toHaveCount(0);

  const viewer = await as('viewer');
  await viewer.goto('/tool-groups?active=true');
  await (await open(viewer)).getByRole('menuitem', { name: 'Save current filters as view…' }).click();
  const form = viewer.getByRole('dialog', { name: 'Save view' });
  await expect(form.getByRole('textbox', { name: 'Name' })).toBeVisible();
  await expect(form.getByRole('checkbox')).toHaveCount(0);
});

test('A view that was changed elsewhere meanwhile is not overwritten', async ({ as, api }) => {
  const view = await newView(api);
  const page = await as('operator', { provoking: /status of 412/ });
  await page.goto('/tool-groups');
  const dialog = await manage(page);
  await dialog.getByRole('button', { name: `Rename ${view.name}` }).click();
  const elsewhere = unique('Renamed elsewhere');
  await api.command('PATCH', `/api/v1/views/${view.id}`, { name: elsewhere });
  await dialog.getByRole('textbox', { name: 'Name' }).fill(unique('Mine'));
  await page.keyboard.press('Enter');
  await expect(dialog.getByRole('alert')).toContainText(/changed|revision/i);
  await expect.poll(async () => (await api.view(view.id)).name).toBe(elsewhere);
});

test('Views work with the keyboard alone, and on a phone', async ({ as, api }) => {
  const view = await newView(api, { query: { active: 'true' } });
  const page = await as('operator', { viewport: { width: 390, height: 844 } });
  await page.goto('/tool-groups');
  await expect(button(page)).toBeEnabled();
  await button(page).focus();
  await page.keyboard.press('Enter');
  const choice = page.getByRole('menuitemradio', { name: view.name });
  await expect(choice).toBeVisible();
  for (let presses = 0; presses < 120; presses += 1) {
    if (await choice.evaluate((element) => element === document.activeElement)) break;
    await page.keyboard.press('ArrowDown');
  }
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL('/tool-groups?active=true');
  await expect(page.getByRole('menu')).toBeHidden();
  await expect(button(page)).toBeFocused();
  await open(page);
  await expectAccessible(page);
  await page.keyboard.press('Escape');
  await manage(page);
  await expectAccessible(page);
  const scrolls = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
  expect(scrolls, 'pixels that stick out at the side').toBeLessThanOrEqual(0);
});

test('What becomes of a view is told in the feed', async ({ api }) => {
  const view = await newView(api, { isShared: true });
  await api.command('PATCH', `/api/v1/views/${view.id}`, { query: { search: 'refund' } });
  await api.command('DELETE', `/api/v1/views/${view.id}`);
  await expect
    .poll(async () => (await api.events(view.id)).map(({ type, revision }) => `${revision} ${type}`))
    .toEqual([
      '0 io.tools-provider.view.created.v1',
      '1 io.tools-provider.view.query.changed.v1',
      '2 io.tools-provider.view.deleted.v1',
    ]);
});

const button = (page: Page): Locator => page.getByRole('button', { name: /^Views(: .*)?$/ });

/** Opens the menu; it is read again then, and what others have saved moves what is in it. */
async function open(page: Page): Promise<Locator> {
  const isRead = page.waitForResponse((answer) => new URL(answer.url()).pathname === '/api/v1/views');
  await button(page).click();
  await isRead;
  const menu = page.getByRole('menu');
  await expect(menu).toBeVisible();
  return menu;
}

async function choose(page: Page, name: string): Promise<void> {
  await (await open(page)).getByRole('menuitemradio', { name }).click();
  await expect(page.getByRole('menu')).toBeHidden();
}

async function manage(page: Page): Promise<Locator> {
  await (await open(page)).getByRole('menuitem', { name: 'Manage views…' }).click();
  const dialog = page.getByRole('dialog', { name: 'Manage views' });
  await expect(dialog).toBeVisible();
  return dialog;
}

async function save(page: Page, name: string, { isShared = false } = {}): Promise<void> {
  await (await open(page)).getByRole('menuitem', { name: 'Save current filters as view…' }).click();
  const dialog = page.getByRole('dialog', { name: 'Save view' });
  await dialog.getByRole('textbox', { name: 'Name' }).fill(name);
  if (isShared) await dialog.getByRole('checkbox', { name: 'Share with everybody' }).check();
  await dialog.getByRole('button', { name: 'Save view' }).click();
  await expect(dialog).toBeHidden();
  await expect(messages(page).getByText(`View “${name}” saved`)).toBeVisible();
}

function newView(api: Api, more: { query?: Record<string, string>; isShared?: boolean } = {}) {
  return api.createView({ name: unique('View'), list: 'tool-groups', query: { search: 'billing' }, ...more });
}
