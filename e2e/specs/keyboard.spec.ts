import type { Page } from '@playwright/test';
import { unique } from '../fixtures/api.ts';
import { expect, test } from '../fixtures/test.ts';
import { badge, liveNow } from '../fixtures/widgets.ts';

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

test('Anywhere is reached from the keyboard by Control K', async ({ as }) => {
  const page = await as('viewer');
  await page.goto('/');
  await expect(liveNow(page)).toBeVisible();
  await page.keyboard.press('Control+k');
  await expect(page.getByRole('dialog', { name: 'Go to' })).toBeVisible();
  await page.keyboard.type('pipe');
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL('/pipeline');
});

test('Single keys lead to the pages, to the search and to what is created', async ({ as }) => {
  const page = await as('operator');
  await page.goto('/');
  await expect(liveNow(page)).toBeVisible();
  for (const [keys, path] of [
    ['gg', '/tool-groups'],
    ['gt', '/tasks'],
    ['gf', '/feed'],
    ['gp', '/pipeline'],
  ] as const) {
    for (const key of keys) await page.keyboard.press(key);
    await expect(page).toHaveURL(path);
  }
  await page.keyboard.press('c');
  await expect(page).toHaveURL('/tool-groups/new');
  await page.goto('/tasks?status=pending');
  await expect(liveNow(page)).toBeVisible();
  await page.keyboard.press('/');
  const search = page.getByRole('searchbox', { name: 'Search tasks' });
  await expect(search).toBeFocused();
  await expect(search).toHaveValue('');
  await search.blur();
  await page.keyboard.press('c');
  await expect(page.getByRole('dialog', { name: 'New task' })).toBeVisible();
  await expect(page).toHaveURL('/tasks?status=pending&new=true');
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
  await expect(sheet.getByText('Go to the pipeline')).toBeVisible();
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
