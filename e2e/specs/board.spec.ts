import type { Page } from '@playwright/test';
import { unique } from '../fixtures/api.ts';
import { expect, test } from '../fixtures/test.ts';
import { badge, liveNow, messages, row } from '../fixtures/widgets.ts';

const column = (page: Page, name: string) => page.getByRole('region', { name, exact: true });

const card = (page: Page, title: string) =>
  page
    .getByRole('region', { name: 'Board of tasks' })
    .getByRole('listitem')
    .filter({ has: page.getByRole('button', { name: title, exact: true }) });

test('An operator moves tasks on the board by keys, by menu and by dragging; what is on its way says so, and is taken back', async ({
  as,
  api,
  worker,
}) => {
  const word = unique('Board').replace(' ', '-');
  const task = await api.createTask({ title: `${word} one` });
  const other = await api.createTask({ title: `${word} two`, status: 'completed' });
  for (const each of [task, other]) await api.shown(each);
  const page = await as('operator');
  const title = (each: { title: string }) => page.getByRole('button', { name: each.title, exact: true });

  await test.step('by keys: the card stays until the read model has it, and says where it goes', async () => {
    await page.goto(`/tasks?layout=board&search=${word}`);
    await expect(liveNow(page)).toBeVisible();
    await title(task).focus();
    await page.keyboard.press('ArrowRight');
    await expect(title(other)).toBeFocused();
    await page.keyboard.press('Shift+ArrowRight');
    await expect(page.getByText(`“${other.title}” cannot go further to the right.`)).toBeVisible();
    await page.keyboard.press('ArrowLeft');
    await expect(title(task)).toBeFocused();
    const off = await worker.pause({ subject: task.id });
    await page.keyboard.press('Shift+ArrowRight');
    await expect(column(page, 'Pending')).toContainText('Saved as in progress, not shown yet');
    await expect(badge(card(page, task.title))).toHaveAccessibleName('Consistency: saved as v1, showing v0');
    await off();
    await expect(column(page, 'In progress').getByRole('listitem')).toContainText(task.title);
    await expect(column(page, 'Pending').getByRole('listitem')).toHaveCount(0);
    await expect(title(task)).toBeFocused();
  });

  await test.step('what was done is taken back', async () => {
    await messages(page).getByRole('button', { name: 'Undo' }).click();
    await expect(messages(page)).toContainText(`“${task.title}” is pending again, saved as v2`);
    await expect(column(page, 'Pending').getByRole('listitem')).toContainText(task.title);
  });

  await test.step('by menu and by dragging', async () => {
    await page.getByRole('button', { name: `Move ${other.title}` }).click();
    await expect(page.getByRole('menuitem')).toHaveText(['In progress']);
    await page.getByRole('menuitem', { name: 'In progress' }).click();
    await expect(column(page, 'In progress').getByRole('listitem')).toContainText(other.title);
    await card(page, task.title).dragTo(column(page, 'Cancelled'));
    await expect(column(page, 'Cancelled').getByRole('listitem')).toContainText(task.title);
    await card(page, task.title).dragTo(column(page, 'Completed'));
    await expect(column(page, 'Cancelled').getByRole('listitem')).toContainText(task.title);
  });

  const types = (await api.events(task.id)).map(({ type }) => type);
  expect(types.filter((type) => type.endsWith('task.status.updated.v1'))).toHaveLength(3);
});

test('Tasks are written down one after the other on the board, and whoever gets one sees it at once', async ({
  as,
  api,
}) => {
  const word = unique('Quick').replace(' ', '-');
  const page = await as('operator');
  const viewer = await as('viewer');
  const first = await api.createTask({ title: `${word} first`, department: word });
  await api.shown(first);
  await page.goto(`/tasks?layout=board&department=${word}`);
  await viewer.goto(`/tasks?layout=board&assigneeId=vera&department=${word}`);
  await expect(viewer.getByRole('heading', { name: 'No task matches' })).toBeVisible();
  await column(page, 'In progress')
    .getByRole('button', { name: /^Add a task/ })
    .click();
  await page.keyboard.type(`${word} second`);
  const answer = Promise.withResolvers<void>();
  await page.route('**/api/v1/tasks', (route) => answer.promise.then(() => route.continue()), { times: 1 });
  await page.keyboard.press('Enter');
  // Nobody waits for the answer with the next one, and the answer takes nothing from it.
  await page.keyboard.type(`${word} third`);
  answer.resolve();
  await expect(column(page, 'In progress').getByRole('listitem')).toHaveCount(1);
  await expect(column(page, 'In progress').getByRole('button', { name: 'Create task' })).toBeEnabled();
  await page.keyboard.press('Enter');
  await expect(column(page, 'In progress').getByRole('listitem')).toHaveCount(2);
  await expect(badge(card(page, `${word} third`))).toHaveAccessibleName('Consistency: v0 · projected');

  await page.getByRole('button', { name: `Assign ${word} third` }).click();
  await page.getByRole('menuitemradio', { name: /^vera/ }).click();
  await expect(messages(page)).toContainText(`“${word} third” is vera’s, saved as v1`);
  await expect(column(viewer, 'In progress').getByRole('listitem')).toContainText(`${word} third`);
  await expect(viewer.getByRole('button', { name: /^(Add a task|Assign)/ })).toHaveCount(0);
  await viewer.getByRole('button', { name: `Move ${word} third` }).click();
  await viewer.getByRole('menuitem', { name: 'Completed' }).click();
  await expect(column(page, 'Completed').getByRole('listitem')).toContainText(`${word} third`);
});

test('A description is Markdown that runs nothing, and a comment goes under what somebody else wrote meanwhile', async ({
  as,
  api,
}) => {
  const hostile = '<img src=x onerror="document.title=`taken`"> [press](javascript:alert(1)) **bold**';
  const task = await api.createTask({ title: unique('Discussed'), description: hostile });
  await api.shown(task);
  const page = await as('operator', { provoking: /status of 412/ });
  await page.goto(`/tasks?task=${task.id}`);
  const dialog = page.getByRole('dialog', { name: task.title });
  const description = dialog.getByRole('region', { name: 'Description' });
  await expect(description.locator('strong')).toHaveText('bold');
  await expect(description).toContainText('<img src=x');
  await expect(description.locator('img, a')).toHaveCount(0);
  await expect(page).not.toHaveTitle('taken');

  let isLate = false;
  await page.route(`**/api/v1/tasks/${task.id}`, async (route) => {
    if (route.request().method() === 'PATCH' && !isLate) {
      isLate = true;
      await api.command('PATCH', `/api/v1/tasks/${task.id}`, { description: 'Rewritten meanwhile.' });
    }
    await route.fallback();
  });
  const comment = dialog.getByRole('form', { name: 'Comment' });
  await comment.getByLabel('Add a comment').fill('Looks *good* to me.');
  await comment.getByRole('button', { name: 'Preview' }).click();
  await expect(comment.locator('em')).toHaveText('good');
  await comment.getByRole('button', { name: 'Comment' }).click();
  await expect(messages(page)).toContainText('Comment saved as v2');
  await expect(description).toContainText('Rewritten meanwhile.');
  await expect(description).toContainText(/otto, \d{4}-\d\d-\d\d \d\d:\d\d UTC/);
  await expect(description.locator('em')).toHaveText('good');

  await dialog.getByRole('tab', { name: 'History' }).click();
  await expect(page).toHaveURL(/tab=history/);
  await expect(dialog.getByRole('list', { name: 'History, newest first' })).toContainText('otto');
  await dialog.getByRole('tab', { name: 'Receipt' }).click();
  await expect(dialog).toContainText('v2');
});

test('Many tasks get another status at once, and what a rule refuses is named', async ({ as, api }) => {
  const word = unique('Many').replace(' ', '-');
  const tasks = await Promise.all(
    (['pending', 'in_progress', 'cancelled'] as const).map((status) =>
      api.createTask({ title: `${word} ${status}`, status }),
    ),
  );
  for (const task of tasks) await api.shown(task);
  const page = await as('operator');
  await page.goto(`/tasks?search=${word}`);
  await page.getByRole('checkbox', { name: 'Select all' }).first().check();
  const bar = page.getByRole('region', { name: 'Selection' });
  await expect(bar).toContainText('3 tasks selected');
  await expect(bar.getByRole('button', { name: 'Delete' })).toHaveCount(0);
  await bar.getByRole('button', { name: 'Status' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('New status').selectOption('Completed');
  await dialog.getByRole('button', { name: 'Change 3 tasks' }).click();
  await expect(dialog).toContainText(`${word} cancelled`);
  await expect(dialog).toContainText(/2 done/i);
  await page.keyboard.press('Escape');
  for (const status of ['pending', 'in_progress']) {
    await expect(row(page, `${word} ${status}`).getByRole('combobox')).toHaveValue('completed');
  }
  await expect(row(page, `${word} cancelled`).getByRole('combobox')).toHaveValue('cancelled');
});
