import type { Page } from '@playwright/test';
import type { Task } from '@tools-provider/contracts';
import { type Api, unique } from '../fixtures/api.ts';
import { saveEdited } from '../fixtures/editor.ts';
import { expect, test } from '../fixtures/test.ts';
import { badge, messages, row } from '../fixtures/widgets.ts';

test('An operator asks for an activation, another admin approves it, and the group is active for all', async ({
  as,
  api,
}) => {
  const operator = await as('operator');
  const name = unique('Refunds');
  await operator.goto('/tool-groups/new');
  await operator.getByLabel('Name', { exact: true }).fill(name);
  await operator.getByRole('checkbox', { name: 'Activation needs an approval' }).check();
  await operator.getByRole('button', { name: 'Create tool group' }).click();
  await expect(operator.getByRole('heading', { level: 1, name })).toBeVisible();
  const main = operator.getByRole('main');
  await expect(main.getByText('Needs approval')).toBeVisible();
  await expect(main.getByText('Inactive', { exact: true })).toBeVisible();
  await expect(operator.getByRole('button', { name: 'Activate', exact: true })).toBeHidden();
  const id = operator.url().slice(-36);

  const viewer = await as('viewer');
  await viewer.goto(`/tool-groups?search=${encodeURIComponent(name)}`);
  await expect(row(viewer, name)).toContainText('Needs approval');

  await operator.getByRole('button', { name: 'Request activation' }).click();
  await expect(messages(operator)).toContainText('an admin other than you must approve');
  const request = operator.getByRole('region', { name: 'Activation request' });
  await expect(request).toContainText(/Activation requested .* by otto/);
  await expect(operator.getByRole('button', { name: 'Request activation' })).toBeHidden();
  await expect(row(viewer, name)).toContainText('Approval pending');

  await request.getByRole('link', { name: 'Open the approval task' }).click();
  await expect(operator).toHaveURL(/\/tasks\?task=[0-9a-f-]{36}$/);
  const asked = operator.getByRole('dialog').getByRole('region', { name: 'Approval' });
  await expect(asked).toContainText(`otto asks to activate ${name}.`);
  await expect(asked).toContainText('an admin other than you has to approve');
  await expect(asked.getByRole('button', { name: 'Approve activation' })).toBeHidden();

  const admin = await as('admin');
  await admin.goto(new URL(operator.url()).pathname + new URL(operator.url()).search);
  const dialog = admin.getByRole('dialog');
  await dialog.getByRole('button', { name: 'Approve activation' }).click();
  const question = admin.getByRole('alertdialog', { name: 'Approve the activation?' });
  await question.getByRole('button', { name: 'Approve activation' }).click();
  await expect(question).toBeHidden();
  await expect(dialog.getByText('This was approved. The decision is final.')).toBeVisible();
  await expect(dialog.getByRole('combobox')).toHaveCount(0);
  await dialog.getByRole('link', { name }).click();
  await expect(admin).toHaveURL(`/tool-groups/${id}`);
  await expect(admin.getByRole('main').getByText('Active', { exact: true })).toBeVisible();
  await expect(row(viewer, name)).toContainText('Active');
  await expect(row(viewer, name)).not.toContainText('Approval pending');

  const types = (await api.events(id)).map(({ type }) => type.replace('io.tools-provider.', ''));
  expect(types.slice(-2)).toEqual(['group.activation.requested.v1', 'group.activated.v1']);
  await viewer.goto(`/feed?subject=${id}`);
  const events = viewer.getByRole('list', { name: 'Events, newest first' }).getByRole('listitem');
  await expect(events.first()).toContainText('group.activated.v1');
});

test('An admin who asked for an activation cannot approve it, neither here nor by the API', async ({
  as,
  apiAs,
}) => {
  const admin = await apiAs('admin');
  const { task } = await requested(admin);
  const page = await as('admin');
  await page.goto(`/tasks?task=${task.id}`);
  const dialog = page.getByRole('dialog');
  await expect(dialog).toContainText('You asked for it, so an admin other than you has to approve.');
  await expect(dialog.getByRole('button', { name: 'Approve activation' })).toBeHidden();
  await expect(statusOf(page, task).getByRole('option')).toHaveText([
    'Pending',
    'In progress',
    'Cancelled: withdraw request',
  ]);
  const refused = await admin.send('PATCH', `/api/v1/tasks/${task.id}`, { body: { status: 'completed' } });
  expect(refused.status).toBe(403);
});

test('A viewer sees what is asked for and why they cannot decide it', async ({ as, api }) => {
  const { task } = await requested(api);
  const page = await as('viewer');
  await page.goto(`/tasks?task=${task.id}`);
  const asked = page.getByRole('dialog').getByRole('region', { name: 'Approval' });
  await expect(asked).toContainText('Only an admin other than otto may approve.');
  await expect(asked.getByRole('button')).toHaveCount(0);
});

test('Cancelling the task withdraws the request, for good; the group says why, and can ask again', async ({
  as,
  api,
}) => {
  const { id, name, task } = await requested(api);
  const page = await as('operator');
  await page.goto(`/tasks?search=${encodeURIComponent(task.title)}`);
  await expect(row(page, task.title)).toContainText('Approval');
  await statusOf(page, task).selectOption('cancelled');
  const question = page.getByRole('alertdialog', { name: 'Withdraw request?' });
  await expect(question).toContainText('withdraws the request of otto');
  await question.getByRole('button', { name: 'Cancel' }).click();
  await expect(statusOf(page, task)).toHaveValue('pending');
  await statusOf(page, task).selectOption('cancelled');
  await question.getByRole('button', { name: 'Withdraw request' }).click();
  await expect(messages(page)).toContainText('The request is withdrawn');
  await expect(row(page, task.title)).toContainText('Cancelled');
  await expect(page.getByRole('combobox', { name: `Status of ${task.title}` })).toHaveCount(0);

  await page.goto(`/tool-groups/${id}`);
  await expect(page.getByRole('heading', { level: 1, name })).toBeVisible();
  const request = page.getByRole('region', { name: 'Activation request' });
  await expect(request).toContainText('The last activation request was rejected');
  await expect(request).toContainText(/Reason: \w+/);
  await page.getByRole('button', { name: 'Request activation' }).click();
  await expect(request).toContainText(/Activation requested/);
  await expect.poll(async () => (await api.approvalTasks(id)).length).toBe(2);
});

test('Only an admin lets a group become active without an approval again, and is told what that means', async ({
  as,
  api,
}) => {
  const group = await api.createToolGroup({ name: unique('Guarded'), requiresApproval: true });
  await api.shown(group);
  const operator = await as('operator');
  await operator.goto(`/tool-groups/${group.id}`);
  await operator.getByRole('link', { name: 'Edit' }).click();
  const locked = operator.getByRole('checkbox', { name: 'Activation needs an approval' });
  await expect(locked).toBeChecked();
  await expect(locked).toBeDisabled();
  await expect(locked).toHaveAccessibleDescription('Only an admin may take this back.');

  const admin = await as('admin');
  await admin.goto(`/tool-groups/${group.id}`);
  await admin.getByRole('link', { name: 'Edit' }).click();
  const box = admin.getByRole('checkbox', { name: 'Activation needs an approval' });
  await box.uncheck();
  await expect(box).toHaveAccessibleDescription(/activate the group at once, without asking/);
  await saveEdited(admin);
  await expect(admin).toHaveURL(`/tool-groups/${group.id}`);
  await expect(badge(admin.getByRole('main'))).toHaveAccessibleName(
    `Consistency: v${group.revision + 1} · projected`,
  );
  await admin.getByRole('button', { name: 'Activate', exact: true }).click();
  await expect(admin.getByRole('main').getByText('Active', { exact: true })).toBeVisible();
});

async function requested(api: Api) {
  const name = unique('Guarded');
  const { id } = await api.createToolGroup({ name, requiresApproval: true });
  const { revision } = await api.command('POST', `/api/v1/tool-groups/${id}/activate`);
  expect(revision).toBeGreaterThan(0);
  return { id, name, task: await api.approvalTask(id) };
}

function statusOf(page: Page, task: Task) {
  return page.getByRole('combobox', { name: `Status of ${task.title}` });
}
