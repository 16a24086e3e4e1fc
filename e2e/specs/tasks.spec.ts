import { expectAccessible } from '../fixtures/accessibility.ts';
import { unique } from '../fixtures/api.ts';
import { expect, test } from '../fixtures/test.ts';
import { badge, messages, row } from '../fixtures/widgets.ts';

test('An operator writes a task down, and moves it through its statuses', async ({ as, api }) => {
  const page = await as('operator');
  const title = unique('Review');
  await page.goto('/tasks');
  await page.getByRole('button', { name: 'New task' }).first().click();
  const dialog = page.getByRole('dialog', { name: 'New task' });
  await dialog.getByRole('button', { name: 'Create task' }).click();
  await expect(dialog.getByLabel('Title')).toBeFocused();
  await expect(dialog.getByLabel('Title')).toHaveAccessibleDescription('Must not be blank');
  await dialog.getByLabel('Title').fill(title);
  await dialog.getByLabel('Description').fill('Both tools of the last release');
  await dialog.getByLabel('Priority').selectOption('Urgent');
  await dialog.getByLabel('Assignee').fill('vera');
  await dialog.getByRole('button', { name: 'Create task' }).click();
  await expect(dialog).toBeHidden();

  await page.goto(`/tasks?search=${encodeURIComponent(title)}`);
  const task = row(page, title);
  await expect(task).toContainText('Urgent');
  const status = page.getByRole('combobox', { name: `Status of ${title}` });
  await expect(status).toHaveValue('pending');
  await status.selectOption('In progress');
  await expect(messages(page)).toContainText('is in progress, saved as v1');
  await expect(badge(task)).toHaveAccessibleName('Consistency: v1 · projected');
  await status.selectOption('Completed');
  await expect(badge(task)).toHaveAccessibleName('Consistency: v2 · projected');
  await expect(status).toHaveValue('completed');
  await expect(status.getByRole('option')).toHaveText(['Completed', 'In progress']);

  const [created] = (await api.events()).filter(({ data }) => data.title === title);
  const events = await api.events(created?.subject);
  expect(events.map(({ type }) => type)).toEqual([
    'io.tools-provider.task.created.v1',
    'io.tools-provider.task.status.updated.v1',
    'io.tools-provider.task.status.updated.v1',
  ]);
});

test('A viewer changes the status of tasks assigned to them, and of no others', async ({
  as,
  api,
  apiAs,
}) => {
  const word = unique('Shared work');
  const mine = await api.createTask({ title: `${word} mine`, assigneeId: 'vera' });
  const others = await api.createTask({ title: `${word} others`, assigneeId: 'otto' });
  const nobodys = await api.createTask({ title: `${word} nobodys` });
  for (const task of [mine, others, nobodys]) await api.shown(task);
  const page = await as('viewer');
  await page.goto(`/tasks?search=${encodeURIComponent(word)}`);
  await expect(row(page, mine.title)).toBeVisible();
  await expect(page.getByRole('button', { name: 'New task' })).toBeHidden();
  await expect(page.getByRole('combobox', { name: /^Status of / })).toHaveCount(1);
  for (const task of [others, nobodys]) await expect(row(page, task.title)).toContainText('Pending');

  await page.getByRole('combobox', { name: `Status of ${mine.title}` }).selectOption('Completed');
  await expect(badge(row(page, mine.title))).toHaveAccessibleName('Consistency: v1 · projected');
  await page.getByRole('button', { name: mine.title, exact: true }).click();
  const dialog = page.getByRole('dialog', { name: mine.title });
  await expect(dialog.getByRole('button', { name: /Edit|Delete/ })).toHaveCount(0);

  const viewer = await apiAs('viewer');
  const refused = await viewer.send('PATCH', `/api/v1/tasks/${others.id}`, { body: { status: 'completed' } });
  expect(refused.status).toBe(403);
  const more = { body: { status: 'in_progress', title: 'Renamed' } };
  expect((await viewer.send('PATCH', `/api/v1/tasks/${mine.id}`, more)).status).toBe(403);
  expect((await viewer.send('POST', '/api/v1/tasks', { body: { title: 'Mine' } })).status).toBe(403);
});

test('A due date is chosen in the time zone of the browser, and a task that is late says so in words', async ({
  as,
  api,
}) => {
  const late = await api.createTask({ title: unique('Late'), dueAt: '2026-01-05T08:30:00.000Z' });
  await api.shown(late);
  const page = await as('operator', { timezoneId: 'Asia/Kolkata' });
  await page.goto(`/tasks?search=${encodeURIComponent(late.title)}`);
  await expect(row(page, late.title)).toContainText(/Overdue, .* ago/);
  await page.getByRole('button', { name: late.title, exact: true }).click();
  const dialog = page.getByRole('dialog', { name: late.title });
  await expect(dialog).toContainText(/Overdue, .* · 5 Jan 2026, 14:00/);
  await dialog.getByRole('button', { name: 'Edit', exact: true }).click();
  await expect(dialog.getByLabel('Due')).toHaveValue('2026-01-05T14:00');
  await dialog.getByLabel('Due').fill('2199-12-31T18:30');
  await dialog.getByRole('button', { name: 'Save', exact: true }).click();
  await expect(badge(dialog)).toHaveAccessibleName('Consistency: v1 · projected');
  expect(await api.shown({ ...late, revision: 1 })).toMatchObject({ dueAt: '2199-12-31T13:00:00.000Z' });
  await expect(dialog.getByText(/Overdue/)).toHaveCount(0);

  await dialog.getByRole('button', { name: 'Edit', exact: true }).click();
  await dialog.getByLabel('Due').fill('');
  await dialog.getByRole('button', { name: 'Save', exact: true }).click();
  await expect(badge(dialog)).toHaveAccessibleName('Consistency: v2 · projected');
  expect(await api.shown({ ...late, revision: 2 })).toMatchObject({ dueAt: null });
});

test('Tasks are ordered by when they are due, those without a date last', async ({ as, api }) => {
  const word = unique('Ordered').replace(' ', '-');
  const dates = [null, '2199-02-01T00:00:00.000Z', '2199-01-01T00:00:00.000Z'];
  for (const [at, dueAt] of dates.entries()) {
    await api.shown(await api.createTask({ title: `${word} ${at}`, dueAt }));
  }
  const page = await as('viewer');
  await page.goto(`/tasks?search=${word}`);
  await page.getByRole('button', { name: 'Due', exact: true }).click();
  await expect(page.getByRole('rowheader').getByRole('button')).toHaveText([
    `${word} 2`,
    `${word} 1`,
    `${word} 0`,
  ]);
  await expect(page.getByRole('columnheader', { name: 'Due' })).toHaveAttribute('aria-sort', 'ascending');
});

test('A task is edited beside the list, and somebody else’s change meanwhile is not overwritten', async ({
  as,
  api,
}) => {
  const task = await api.createTask({ title: unique('Edited') });
  await api.shown(task);
  const page = await as('operator', { provoking: /status of 412/ });
  await page.goto(`/tasks?task=${task.id}`);
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('button', { name: 'Edit', exact: true }).click();
  await dialog.getByLabel('Department').fill('Finance');
  await api.command('PATCH', `/api/v1/tasks/${task.id}`, { priority: 'high' });
  await dialog.getByRole('button', { name: 'Save', exact: true }).click();
  const meanwhile = dialog.getByRole('alert', { name: 'Changed meanwhile' });
  await expect(meanwhile).toContainText('Changed meanwhile: v1');
  await expect(meanwhile).toContainText('From there: priority High.');
  const now = await api.shown({ ...task, revision: 1 });
  expect(now).toMatchObject({ priority: 'high', department: null });
  await meanwhile.getByRole('button', { name: 'Go on with this' }).click();
  await dialog.getByLabel('Title').fill('Mine');
  await api.command('PATCH', `/api/v1/tasks/${task.id}`, { title: 'Theirs' });
  await dialog.getByRole('button', { name: 'Save', exact: true }).click();
  await expect(meanwhile.getByRole('button', { name: 'Go on with this' })).toBeDisabled();
  await expectAccessible(page);
  await meanwhile
    .getByRole('group', { name: /^Title/ })
    .getByRole('radio', { name: 'Yours' })
    .check();
  await meanwhile.getByRole('button', { name: 'Go on with this' }).click();
  await dialog.getByRole('button', { name: 'Save', exact: true }).click();
  await expect(page.getByRole('dialog', { name: 'Mine' })).toBeVisible();
  const merged = await api.shown({ ...task, revision: 3 });
  expect(merged).toMatchObject({ title: 'Mine', priority: 'high', department: 'Finance' });
});

test('Only an admin deletes a task, and it leaves everybody’s list', async ({ as, api }) => {
  const task = await api.createTask({ title: unique('Gone soon') });
  await api.shown(task);
  const viewer = await as('viewer');
  await viewer.goto(`/tasks?search=${encodeURIComponent(task.title)}`);
  await expect(row(viewer, task.title)).toBeVisible();
  const admin = await as('admin', { provoking: /status of 410/ });
  await admin.goto(`/tasks?task=${task.id}`);
  await admin.getByRole('dialog').getByRole('button', { name: 'Delete' }).click();
  const dialog = admin.getByRole('alertdialog', { name: `Delete “${task.title}”?` });
  await dialog.getByRole('button', { name: 'Delete task' }).click();
  await expect(dialog).toBeHidden();
  await expect(viewer.getByRole('heading', { name: 'No task matches' })).toBeVisible();
});
