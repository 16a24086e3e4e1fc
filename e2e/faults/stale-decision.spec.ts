import { unique } from '../fixtures/api.ts';
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

  await page.getByRole('button', { name: 'Edit' }).click();
  const dialog = page.getByRole('dialog', { name: 'Edit tool group' });
  await dialog.getByLabel('Description').fill('Decided on v0');
  await dialog.getByRole('button', { name: 'Save' }).click();
  await expect(dialog.getByRole('alert')).toBeVisible();
  await expect(dialog).toContainText('You decided on v0; it is now at v1.');

  parts.resume('reconciliator');
  await dialog.getByRole('button', { name: 'Go on from v1' }).click();
  await expect(dialog.getByLabel('Description')).toHaveValue('Decided on v0');
});
