import { unique } from '../fixtures/api.ts';
import { saveEdited } from '../fixtures/editor.ts';
import { expect, test } from '../fixtures/test.ts';
import { badge, messages, row } from '../fixtures/widgets.ts';

test('A transition that is not possible any more is refused with the reason, and the screen stays true', async ({
  as,
  api,
  parts,
}) => {
  const task = await api.createTask({ title: unique('Race') });
  await api.shown(task);
  const page = await as('operator', { provoking: /status of (409|422)/ });
  await page.goto('/tasks');
  await expect(badge(row(page, task.title))).toHaveAccessibleName('Consistency: v0 · projected');
  parts.pause('reconciliator');
  await api.command('PATCH', `/api/v1/tasks/${task.id}`, { status: 'completed' });

  const status = page.getByRole('combobox', { name: `Status of ${task.title}` });
  await status.selectOption('Cancelled');
  await expect(messages(page)).toContainText(
    'A task that is completed can become in_progress, not cancelled',
  );
  await expect(status).toHaveValue('pending');

  parts.resume('reconciliator');
  await expect(status).toHaveValue('completed');
  await expect(badge(row(page, task.title))).toHaveAccessibleName('Consistency: v1 · projected');
});

test('An edit that is decided on what is shown is refused while something newer is written and not shown', async ({
  as,
  api,
  parts,
}) => {
  const group = await api.createToolGroup({ name: unique('Decided on old') });
  await api.shown(group);
  const page = await as('operator', { provoking: /status of 412/ });
  await page.goto(`/tool-groups/${group.id}`);
  parts.pause('reconciliator');
  const renamed = unique('Renamed by another');
  await api.command('PATCH', `/api/v1/tool-groups/${group.id}`, { name: renamed });

  await page.getByRole('link', { name: 'Edit' }).click();
  await page.getByLabel('Description').fill('Decided on v0');
  await saveEdited(page);
  // Theirs is read from the log, so it is there although nothing is projected.
  const dialog = page.getByRole('dialog', { name: 'Changed meanwhile' });
  await expect(dialog).toContainText('You began with v0. otto has made it v1');
  await expect(dialog.getByRole('group', { name: 'Name' })).toContainText(renamed);
  await dialog.getByRole('button', { name: 'Go on with this' }).click();
  await page
    .getByRole('dialog', { name: /^Save “/ })
    .getByRole('button', { name: 'Save', exact: true })
    .click();
  await expect(badge(page.getByRole('main'))).toHaveAccessibleName(
    /saved as v2, showing v0|lagging 2 events/,
  );

  parts.resume('reconciliator');
  await expect(page.getByRole('heading', { level: 1, name: renamed })).toBeVisible();
  await expect(page.getByText('Decided on v0')).toBeVisible();
  await expect(badge(page.getByRole('main'))).toHaveAccessibleName('Consistency: v2 · projected');
});
