import type { Page } from '@playwright/test';
import { unique } from '../fixtures/api.ts';
import { firstLoadScripts } from '../fixtures/first-load.ts';
import { expect, test } from '../fixtures/test.ts';
import { badge, liveNow, messages } from '../fixtures/widgets.ts';

test('A group is created with the keyboard alone', async ({ as }) => {
  const page = await as('operator');
  const name = unique('Keyboard');
  await page.goto('/tool-groups');
  await expect(page.getByRole('link', { name: 'New tool group' }).first()).toBeVisible();
  await page.keyboard.press('Tab');
  await expect(page.getByRole('link', { name: 'Skip to the content' })).toBeFocused();
  await page.keyboard.press('Enter');
  await tabTo(page, 'New tool group');
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL('/tool-groups/new');
  await expect(page.getByRole('button', { name: 'Create tool group' })).toBeVisible();
  await tabTo(page, 'Name');
  await page.keyboard.type(name);
  await tabTo(page, 'Name pattern');
  await page.keyboard.type('get_*');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { level: 1, name })).toBeVisible();
  await expect(badge(page.getByRole('main'))).toHaveAccessibleName('Consistency: v1 · projected');

  await tabTo(page, 'Consistency: v1 · projected');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('dialog')).toContainText(
    'What you see is revision 1, the newest that is written.',
  );
  await page.keyboard.press('Escape');
  await expect(badge(page.getByRole('main'))).toBeFocused();
});

test('Anywhere is reached by name: pages, commands of the role, and what is called so', async ({
  as,
  api,
}) => {
  const group = await api.createToolGroup({ name: unique('Findable') });
  await api.shown(group);
  const page = await as('viewer');
  await page.goto('/');
  await expect(liveNow(page)).toBeVisible();
  const palette = page.getByRole('dialog', { name: 'Go to' });

  await page.keyboard.press('Control+k');
  await expect(palette).toBeVisible();
  await expect(palette.getByRole('option', { name: 'New tool group' })).toHaveCount(0);
  await page.keyboard.type('pipe');
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL('/pipeline');
  await expect(palette).toBeHidden();

  await page.getByRole('button', { name: 'Search and commands' }).click();
  await page.keyboard.type(group.name);
  await expect(palette.getByRole('option', { name: group.name })).toHaveAttribute('aria-selected', 'true');
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(`/tool-groups/${group.id}`);

  await page.keyboard.press('Control+k');
  await page.keyboard.type('nothing is called like this');
  await expect(palette.getByRole('status')).toHaveText('Nothing is called “nothing is called like this”.');
  await page.keyboard.press('Escape');
  await expect(palette).toBeHidden();
});

test('A key pressed before what it opens has come opens it when it has, with what was typed', async ({
  as,
}) => {
  const page = await as('operator');
  const first = firstLoadScripts('(console)');
  const later = Promise.withResolvers<void>();
  await page.route('**/_next/static/chunks/*.js', async (route) => {
    const script = new URL(route.request().url()).pathname.replace('/_next/', '');
    if (!first.has(script)) await later.promise;
    await route.continue();
  });
  await page.goto('/');
  await expect(page.getByRole('button', { name: 'Search and commands' })).toBeEnabled();
  await expect(page.getByRole('button', { name: /^Otto Operator/ })).toBeDisabled();
  await page.keyboard.press('Control+k');
  // These letters would create a group, if the page heard them.
  await page.keyboard.type('create a t');
  later.resolve();
  const palette = page.getByRole('dialog', { name: 'Go to' });
  await expect(palette.getByRole('combobox')).toBeFocused();
  await page.keyboard.type('ask');
  await expect(palette.getByRole('combobox')).toHaveValue('create a task');
  await expect(page).toHaveURL('/');
  await palette.getByRole('combobox').fill('pipe');
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL('/pipeline');
  await expect(page.getByRole('button', { name: /^Otto Operator/ })).toBeEnabled();
});

test('Every key that the sheet lists does what it says there', async ({ as, api }) => {
  const [name, other] = [unique('Keys a'), unique('Keys b')];
  const [group] = await Promise.all([name, other].map((each) => api.createToolGroup({ name: each })));
  if (group === undefined) throw new Error('No group was created.');
  await api.shown(group);
  const page = await as('admin');
  await page.goto(`/tool-groups?search=Keys&sort=-createdAt`);
  await expect(liveNow(page)).toBeVisible();
  await expect(page.getByRole('link', { name, exact: true })).toBeVisible();
  const sheet = page.getByRole('dialog', { name: 'Keyboard shortcuts' });
  await page.keyboard.press('?');
  await expect(sheet).toBeVisible();
  // Those of the board are tried where the board is.
  const tried = sheet.getByRole('region').and(sheet.locator(':not([aria-label="On the board of tasks"])'));
  const listed = await tried.locator('dl > div').evaluateAll((rows) =>
    rows.map((row) => ({
      what: row.querySelector('dt')?.textContent ?? '',
      keys: [...row.querySelectorAll('dd > span')].map((keys) =>
        [...keys.querySelectorAll('kbd')].map(({ textContent }) => textContent).join('+'),
      ),
    })),
  );
  await page.keyboard.press('Escape');
  await expect(sheet).toBeHidden();

  const untried = new Map(listed.map(({ what, keys }) => [what, keys]));
  const press = async (what: string) => {
    const keys = untried.get(what);
    if (keys === undefined) throw new Error(`The sheet does not list "${what}".`);
    untried.delete(what);
    for (const key of keys) await page.keyboard.press(key.replace('Ctrl', 'Control').replace('+x', '+X'));
  };
  const rows = page.locator('tbody tr[data-row]');
  const focused = (at: number) => expect(rows.nth(at).locator(':focus')).toHaveCount(1);

  await test.step('in a list', async () => {
    await press('Search the list');
    await expect(page.getByRole('searchbox', { name: 'Search tool groups' })).toBeFocused();
    await page.getByRole('searchbox', { name: 'Search tool groups' }).blur();
    await press('Next row of the list');
    await focused(0);
    await press('Select the row');
    await expect(rows.nth(0).getByRole('checkbox')).toBeChecked();
    await page.keyboard.press('j');
    await focused(1);
    await press('Select everything up to the row');
    await expect(rows.nth(1).getByRole('checkbox')).toBeChecked();
    await press('Previous row of the list');
    await focused(0);
    await press('Go to what can be done with the selected rows');
    await expect(page.getByRole('region', { name: 'Selection' }).locator(':focus')).toHaveCount(1);
    await page.keyboard.press('k');
    await press('Open the row');
    await expect(page).toHaveURL(/\/tool-groups\/[0-9a-f-]{36}/);
  });

  await test.step('with what was done', async () => {
    await page.goto(`/tool-groups/${group.id}`);
    await page.getByRole('button', { name: 'Deactivate' }).click();
    await page.getByRole('alertdialog').getByRole('button', { name: 'Deactivate' }).click();
    await expect(messages(page)).toContainText('Deactivated');
    await press('Go to the messages about what was done');
    await expect(messages(page).locator(':focus')).toHaveCount(1);
    await press('Undo what was done last, while its message is there');
    await expect(messages(page)).toContainText('Active again');
  });

  await test.step('everywhere', async () => {
    await press('Show these shortcuts');
    await expect(sheet).toBeVisible();
    await page.keyboard.press('Escape');
    await press('Search, and go anywhere by name');
    await expect(page.getByRole('dialog', { name: 'Go to' })).toBeVisible();
    await page.keyboard.press('Escape');
    await expect(page.getByRole('dialog')).toHaveCount(0);
    await press('Create a tool group; on the tasks page a task');
    await expect(page).toHaveURL('/tool-groups/new');
  });

  await test.step('to every page', async () => {
    for (const link of await page.getByRole('navigation', { name: 'Main' }).first().getByRole('link').all()) {
      await press((await link.textContent()) ?? '');
      await expect(link).toHaveAttribute('aria-current', 'page');
    }
    await page.keyboard.press('g');
    await page.keyboard.press('t');
    await expect(page).toHaveURL('/tasks');
    await expect(page.getByRole('button', { name: 'New task' }).first()).toBeEnabled();
    await page.keyboard.press('c');
    await expect(page.getByRole('dialog', { name: 'New task' })).toBeVisible();
    await expect(page).toHaveURL(/[?&]new=true/);
  });
  expect([...untried.keys()]).toEqual([]);
});

test('Single keys are letters while a field has the focus, and do nothing over an open dialog or menu', async ({
  as,
}) => {
  const page = await as('operator');
  await page.goto('/tool-groups');
  await expect(liveNow(page)).toBeVisible();
  const search = page.getByRole('searchbox', { name: 'Search tool groups' });
  await search.focus();
  await page.keyboard.type('c gt /?');
  await expect(search).toHaveValue('c gt /?');
  await expect(page).toHaveURL(/\/tool-groups\?search=/);
  await expect(page.getByRole('dialog')).toHaveCount(0);
  await search.fill('');
  await search.blur();

  await page.getByRole('button', { name: 'Views' }).click();
  await expect(page.getByRole('menu')).toBeVisible();
  for (const key of ['c', 'g', 't', '?']) await page.keyboard.press(key);
  await expect(page.getByRole('menu')).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(page.getByRole('menu')).toBeHidden();
  await page.keyboard.press('?');
  await expect(page.getByRole('dialog', { name: 'Keyboard shortcuts' })).toBeVisible();
  for (const key of ['c', 'g', 't']) await page.keyboard.press(key);
  await expect(page.getByRole('dialog', { name: 'Keyboard shortcuts' })).toBeVisible();
  await expect(page).toHaveURL('/tool-groups');
  // The browser's own shortcuts stay its own.
  await page.keyboard.press('Escape');
  await expect(page.getByRole('dialog')).toBeHidden();
  await page.keyboard.press('Alt+c');
  await page.keyboard.press('Shift+C');
  await expect(page).toHaveURL('/tool-groups');
});

test('The sheet of shortcuts lists what somebody may do, and is reached without them, too', async ({
  as,
}) => {
  const page = await as('viewer');
  await page.goto('/tool-groups');
  await page.getByRole('button', { name: /^Vera Viewer\b/ }).click();
  await page.getByRole('menuitem', { name: 'Keyboard shortcuts' }).click();
  const sheet = page.getByRole('dialog', { name: 'Keyboard shortcuts' });
  await expect(sheet.getByText('Pipeline', { exact: true })).toBeVisible();
  await expect(sheet.getByText(/^Create/)).toHaveCount(0);
  await page.keyboard.press('Escape');
  await page.keyboard.press('c');
  await expect(page).toHaveURL('/tool-groups');
});

/** Presses Tab until what has the name is focused, and checks on the way that the focus can always be seen. */
async function tabTo(page: Page, name: string): Promise<void> {
  const named = page.getByLabel(name, { exact: true }).or(page.getByRole('link', { name, exact: true }));
  const wanted = named.filter({ visible: true }).first();
  for (let presses = 0; presses < 60; presses += 1) {
    await page.keyboard.press('Tab');
    const outline = await page.evaluate(() => {
      const { outlineStyle, outlineWidth } = getComputedStyle(document.activeElement ?? document.body);
      return document.activeElement === document.body ? 'page' : `${outlineStyle} ${outlineWidth}`;
    });
    expect(outline, 'the focus ring').not.toMatch(/^none|^\w+ 0px/);
    if (await wanted.evaluate((element) => element === document.activeElement)) return;
  }
  throw new Error(`"${name}" was not reached with the Tab key`);
}
