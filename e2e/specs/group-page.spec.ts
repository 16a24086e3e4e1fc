import { randomUUID } from 'node:crypto';
import { type Api, unique } from '../fixtures/api.ts';
import { expect, test } from '../fixtures/test.ts';
import { badge, giveFile, messages } from '../fixtures/widgets.ts';

const document = (title: string) => ({
  openapi: '3.1.0',
  info: { title, version: '1' },
  paths: {
    '/invoices': {
      get: { operationId: 'listInvoices', responses: {} },
      delete: { operationId: 'deleteInvoices', responses: {} },
    },
  },
});

async function withSource(admin: Api): Promise<string> {
  const name = unique('billing').replace(' ', '-');
  await admin.command('POST', '/api/v1/sources', { name, document: document(name) });
  return name;
}

test('An operator sees who changed what in a group, looks at it as it was, and restores that', async ({
  as,
  api,
  apiAs,
}) => {
  const group = await api.createToolGroup({
    name: unique('Refunds'),
    description: 'Pays refunds',
    selectors: [{ id: 'reads', methodPattern: 'GET' }],
  });
  const path = `/api/v1/tool-groups/${group.id}`;
  const admin = await apiAs('admin');
  const before = group.revision;
  await admin.command('PUT', `${path}/exclusions/${encodeURIComponent('billing:delete/all')}`, {
    reason: 'unsafe',
  });
  await admin.command('DELETE', `${path}/selectors/reads`);
  const page = await as('operator');
  await page.goto(`/tool-groups/${group.id}?tab=history`);
  const history = page.getByRole('list', { name: 'History, newest first' });

  await test.step('each command is told in words, newest first, and a new one comes by itself', async () => {
    const newest = history.locator('> li').first();
    await expect(newest).toContainText('Selector removed');
    await expect(newest).toContainText('Removed: Selector reads method GET');
    await expect(history.locator('> li').nth(1)).toContainText(
      'Added: Excluded tool billing:delete/all reason: unsafe',
    );
    await expect(history.locator('> li').last()).toContainText(`2 changes in one savev0–v${before}`);
    await admin.send('PATCH', path, { body: { description: 'Pays nothing' }, headers: { 'if-match': '*' } });
    await expect(newest).toContainText('by ada');
    await expect(newest).toContainText('Changed: Description Pays refundsPays nothing');
  });

  await test.step('the page shows the group as it was, and says so', async () => {
    await history.getByRole('link', { name: `As it was at v${before}` }).click();
    await expect(page).toHaveURL(`/tool-groups/${group.id}?atRevision=${before}`);
    const past = page.getByRole('region', { name: 'The past' });
    await expect(past).toContainText(`You are looking at the past: v${before}, as otto left it`);
    await expect(past).toContainText(`It is at v${before + 3} now.`);
    await expect(page.getByRole('list', { name: 'Selectors' })).toContainText('reads');
    await expect(page.getByRole('list', { name: 'Excluded tools' })).toHaveCount(0);
    await expect(badge(page.getByRole('main'))).toHaveCount(0);
    await past.getByRole('link', { name: `v${before + 1}` }).click();
    await expect(page.getByRole('list', { name: 'Excluded tools' })).toContainText('unsafe');
    await past.getByRole('link', { name: `v${before}` }).click();
  });

  await test.step('restoring says first what it does, is refused when somebody was faster, and can be taken back', async () => {
    await page.getByRole('button', { name: 'Restore this definition' }).click();
    const dialog = page.getByRole('dialog', { name: `Restore the definition of v${before}?` });
    const changes = dialog.getByRole('list', { name: 'What restoring changes' });
    await expect(changes).toContainText('Removed: Excluded tool billing:delete/all');
    await expect(changes).toContainText('Added: Selector reads method GET');
    await expect(dialog).toContainText('3 events would be written and emitted.');
    await dialog.getByRole('button', { name: 'Restore definition' }).click();
    await expect(page).toHaveURL(`/tool-groups/${group.id}`);
    await expect(badge(page.getByRole('main'))).toHaveAccessibleName(
      `Consistency: v${before + 6} · projected`,
    );
    await expect(page.getByText('Pays refunds')).toBeVisible();
    await messages(page).getByRole('button', { name: 'Undo' }).click();
    await expect(page.getByText('Pays nothing')).toBeVisible();
  });
  const types = (await api.events(group.id)).map(({ revision }) => revision);
  expect(types, 'every event is in the feed once').toEqual(types.map((_, at) => at));
});

test('A group says which tools it has and why, and follows what becomes of them', async ({
  as,
  api,
  apiAs,
}) => {
  const source = await withSource(await apiAs('admin'));
  const group = await api.createToolGroup({
    name: unique('Invoices'),
    selectors: [{ id: 'reads', sourcePattern: source, methodPattern: 'GET' }],
    explicitToolIds: ['nowhere:pay'],
  });
  const page = await as('viewer');
  await page.goto(`/tool-groups/${group.id}?tab=tools`);
  const table = page.getByRole('table', { name: 'Tools of the group' });
  const tool = (name: string) =>
    table.getByRole('row').filter({ has: page.getByRole('rowheader', { name }) });
  await expect(tool('listInvoices')).toContainText(
    `For it: Selected by reads: source ${source} and method GET`,
  );
  await expect(tool('listInvoices')).toContainText('Yes');
  await expect(tool('nowhere:pay')).toContainText(
    /No.*For it: Included by name since v2.*Against it: Not in the catalogue/,
  );
  await expect(page.getByText('The group has 1 tool of 2 that its definition is about.')).toBeVisible();
  await expect(page.getByText('current, of v2')).toBeVisible();

  const link = await tool('listInvoices').getByRole('link').getAttribute('href');
  const toolId = link?.replace('/tools/', '') ?? '';
  await api.command('PUT', `/api/v1/tool-groups/${group.id}/exclusions/${toolId}`, {
    reason: 'under review',
  });
  await expect(tool('listInvoices')).toContainText(/No.*Against it: Excluded by name since v3: under review/);
  await page.getByRole('combobox', { name: 'Which tools' }).selectOption('In the group');
  await expect(page.getByRole('heading', { name: 'No tool of this group matches' })).toBeVisible();
  await expect(page).toHaveURL(/resolved=true/);
});

test('The receipt of a group says how far each event is while it is held up, set aside, left out, and done', async ({
  as,
  api,
  apiAs,
  worker,
}) => {
  const group = await api.createToolGroup({ name: unique('Receipt') });
  await api.shown(group);
  const page = await as('viewer', { provoking: /status of 40[14]/ });
  await page.goto(`/tool-groups/${group.id}?tab=receipt`);
  const events = page.getByRole('list', { name: 'Events, newest first' }).locator('> li');
  const stages = (at: number) => events.nth(at).locator('[data-stage]');
  const kinds = (at: number) =>
    stages(at).evaluateAll((marks) => marks.map((mark) => mark.getAttribute('data-stage')));
  await expect.poll(() => kinds(0)).toEqual(['stored', 'done', 'done']);
  const sequence = Number((await api.events(group.id))[0]?.sequence);
  await expect(events.first().getByRole('link')).toHaveText(
    `No. ${sequence.toLocaleString('en')} in the feed`,
  );

  const resume = await worker.pause({ subject: group.id });
  await api.command('POST', `/api/v1/tool-groups/${group.id}/deactivate`, { reason: 'held up' });
  await expect.poll(() => kinds(0)).toEqual(['stored', 'waiting', 'waiting']);
  await resume();
  await expect.poll(() => kinds(0)).toEqual(['stored', 'done', 'done']);

  const id = randomUUID();
  await worker.poison({ subject: id, eventType: 'group.created.v1' });
  await api.createToolGroup({ id, name: unique('Poisoned') });
  await page.goto(`/tool-groups/${id}`);
  await expect(page.getByRole('heading', { name: 'Saved, and set aside' })).toBeVisible();
  await expect(page.getByRole('list', { name: 'History, newest first' })).toContainText('Tool group created');
  const admin = await apiAs('admin');
  await admin.command('POST', `/api/v1/consistency/tool-group/${id}/skip`, {
    revision: 0,
    note: 'made by mistake',
  });
  await expect(page.getByRole('heading', { name: 'Saved, and left out' })).toBeVisible();
  await expect(page.getByText('was left out of the documents by ada: made by mistake')).toBeVisible();
  await page.goto(`/tool-groups/${id}?atRevision=0`);
  await expect(page.getByRole('heading', { level: 1, name: /^Poisoned/ })).toBeVisible();
});

test('Groups go out as a file and come in again, after a dry run that says what each would do', async ({
  as,
  api,
}) => {
  const group = await api.createToolGroup({
    name: unique('Exported'),
    selectors: [{ id: 'one', namePattern: 'get*' }],
  });
  await api.shown(group);
  const page = await as('operator', { provoking: /status of 400/ });
  await page.goto(`/tool-groups/${group.id}`);
  await page.getByRole('button', { name: 'More' }).click();
  const downloading = page.waitForEvent('download');
  await page.getByRole('menuitem', { name: 'Export as JSON' }).click();
  const download = await downloading;
  expect(download.suggestedFilename()).toMatch(/^exported-[0-9a-f]{8}-\d{4}-\d\d-\d\d\.json$/);
  await page.emulateMedia({ media: 'print' });
  await expect(page.getByRole('list', { name: 'Selectors' })).toContainText('get*');
  for (const role of ['navigation', 'tab', 'button'] as const) {
    const shown = page.getByRole(role).filter({ visible: true, hasNotText: 'projected' });
    await expect(shown, `on paper there is no ${role}`).toHaveCount(0);
  }
  await page.emulateMedia({ media: null });
  const file = JSON.parse(await read(await download.createReadStream()));
  const [exported] = file.toolGroups;
  const added = unique('Imported');
  const toolGroups = [
    { ...exported, description: 'Changed elsewhere' },
    { ...exported, id: undefined, revision: undefined, name: added },
    { ...exported, id: undefined, name: 'Wrong', selectors: [{ namePattern: 'regex:((' }] },
  ];
  await api.command('PUT', `/api/v1/tool-groups/${group.id}/tools/${encodeURIComponent('s:meanwhile')}`);

  await page.goto('/tool-groups/import');
  await giveFile(page.getByLabel(/Drop an export here/), {
    name: 'x.json',
    mimeType: 'application/json',
    buffer: Buffer.from('{"format":"other"}'),
  });
  await expect(page.getByRole('main').getByRole('alert')).toContainText('This is no export of tool groups');
  await page.getByLabel('Or paste it').fill(JSON.stringify({ ...file, toolGroups }));
  await page.getByRole('button', { name: 'Look at it' }).click();
  const rows = page.getByRole('list', { name: 'Groups of the file' }).locator('> li');
  await expect(rows.nth(0)).toContainText('would be changed');
  await expect(rows.nth(0)).toContainText('It was exported at v1 and is at v2 now.');
  await expect(rows.nth(0)).toContainText('Removed: Included tool s:meanwhile');
  await expect(rows.nth(1)).toContainText('would be created');
  await expect(rows.nth(2)).toContainText('cannot be imported');
  await expect(rows.nth(2)).toContainText('selectors[0].namePattern');
  expect((await api.events(group.id)).length, 'a dry run writes nothing').toBe(3);

  await page.getByRole('button', { name: 'Import 2 groups' }).click();
  await expect(page.getByText('1 group created, 1 group changed.')).toBeVisible();
  await expect(rows.nth(0)).toContainText('saved as v4');
  await rows.nth(1).getByRole('link', { name: added }).click();
  await expect(page.getByRole('heading', { level: 1, name: added })).toBeVisible();
});

test('An admin approves an activation on the page of the group itself, where whoever asked is offered nothing', async ({
  as,
  api,
}) => {
  const group = await api.createToolGroup({ name: unique('Payouts'), requiresApproval: true });
  await api.command('POST', `/api/v1/tool-groups/${group.id}/activate`);
  const task = await api.approvalTask(group.id);
  const operator = await as('operator');
  await operator.goto(`/tool-groups/${group.id}`);
  const asked = operator.getByRole('region', { name: 'Activation request' });
  await expect(asked.getByRole('link', { name: 'Open the approval task' })).toHaveAttribute(
    'href',
    `/tasks?task=${task.id}`,
  );
  await expect(asked.getByRole('button')).toHaveCount(0);
  const admin = await as('admin');
  await admin.goto(`/tool-groups/${group.id}`);
  await admin.getByRole('button', { name: 'Approve activation' }).click();
  await admin.getByRole('alertdialog').getByRole('button', { name: 'Approve activation' }).click();
  for (const page of [admin, operator]) {
    await expect(page.getByRole('main').getByText('Active', { exact: true })).toBeVisible();
    await expect(page.getByRole('region', { name: 'Activation request' })).toBeHidden();
  }
});

async function read(stream: AsyncIterable<Buffer>): Promise<string> {
  const parts: Buffer[] = [];
  for await (const part of stream) parts.push(part);
  return Buffer.concat(parts).toString('utf8');
}
