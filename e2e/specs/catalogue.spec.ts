import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Page } from '@playwright/test';
import type { Source, Tool } from '@tools-provider/contracts';
import { type Api, unique } from '../fixtures/api.ts';
import { expect, test } from '../fixtures/test.ts';
import { badge, giveFile, liveNow, messages, row } from '../fixtures/widgets.ts';

type Operations = Readonly<Record<string, string>>;

/** An OpenAPI document with a GET operation for each name, which is described by the text. */
function documentOf(operations: Operations): Buffer {
  const paths = Object.entries(operations).map(([operationId, summary]) => {
    const parameters = [{ name: 'limit', in: 'query', schema: { type: 'integer', maximum: 100 } }];
    const get = {
      operationId,
      summary,
      tags: ['stock'],
      parameters,
      responses: { 200: { description: 'ok' } },
    };
    return [`/${operationId}`, { get }];
  });
  const info = { title: 'Stock', version: '1' };
  return Buffer.from(JSON.stringify({ openapi: '3.1.0', info, paths: Object.fromEntries(paths) }));
}

const fileOf = (buffer: Buffer, name = 'stock.json') => ({ name, mimeType: 'application/json', buffer });

async function uploadIn(page: Page, dialog: string, buffer: Buffer): Promise<void> {
  await giveFile(page.getByRole('dialog', { name: dialog }).getByLabel('OpenAPI document'), fileOf(buffer));
}

test('An admin adds a source by a file, brings it up to date, and everybody sees at once what came of its tools', async ({
  as,
  apiAs,
}) => {
  const [admin, viewer] = await Promise.all([
    as('admin', { provoking: /status of (400|404|410)/ }),
    as('viewer'),
  ]);
  const name = unique('stock');

  await test.step('a document that is none is refused at its places, and nothing is stored', async () => {
    await admin.goto('/sources');
    await admin.getByRole('button', { name: 'Add source' }).first().click();
    const dialog = admin.getByRole('dialog', { name: 'Add source' });
    await dialog.getByLabel('Name').fill(name);
    await dialog.getByLabel('Or paste it').fill('{"swagger": "2.0", "paths": {}}');
    await dialog.getByRole('button', { name: 'Add source' }).click();
    await expect(dialog.getByRole('alert').first()).toBeVisible();
    await expect(dialog.getByRole('list', { name: 'Places that are wrong' })).toContainText('/swagger');
    const { items } = await listed<Source>(
      await apiAs('admin'),
      `sources?search=${encodeURIComponent(name)}`,
    );
    expect(items).toEqual([]);
  });

  await viewer.goto(`/sources?search=${encodeURIComponent(name)}`);
  await expect(liveNow(viewer)).toBeVisible();

  await test.step('a file becomes a source with its tools, which somebody else sees appear', async () => {
    await uploadIn(
      admin,
      'Add source',
      documentOf({ countStock: 'Count', moveStock: 'Move', dropStock: 'Drop' }),
    );
    await admin
      .getByRole('dialog', { name: 'Add source' })
      .getByRole('button', { name: 'Add source' })
      .click();
    await expect(admin.getByRole('heading', { level: 1, name })).toBeVisible();
    await expect(badge(admin).first()).toHaveText(/· projected/);
    await expect(row(admin, 'countStock')).toContainText('Available');
    await expect(row(viewer, name)).toContainText('3 tools');
    await expect(viewer.getByRole('button', { name: 'Add source' })).toHaveCount(0);
  });

  await test.step('a new document tells what is new, changed and gone, and the tools are so', async () => {
    await admin.getByRole('button', { name: 'Upload a new document' }).click();
    await uploadIn(
      admin,
      'Upload a new document',
      documentOf({ countStock: 'Count', moveStock: 'Move it elsewhere', buyStock: 'Buy' }),
    );
    await admin.getByRole('button', { name: 'Upload', exact: true }).click();
    await expect(admin.getByRole('status').filter({ hasText: 'Refreshed' })).toContainText(
      '1 new tool, 1 changed tool and 1 tool gone',
    );
    await expect(row(admin, 'buyStock')).toContainText('Available');
    await expect(row(admin, 'dropStock')).toContainText('Deprecated');
    await admin.getByRole('tab', { name: 'History' }).click();
    await expect(admin.getByRole('list', { name: 'History, newest first' })).toContainText(
      'Tool gone from its source',
    );
  });

  await test.step('a disabled source keeps agents from all of its tools, until it is enabled again', async () => {
    await admin.getByRole('button', { name: 'Disable' }).click();
    await admin.getByRole('alertdialog').getByLabel('Reason').fill('Stocktaking');
    await admin.getByRole('alertdialog').getByRole('button', { name: 'Disable' }).click();
    await expect(admin.getByText('because: Stocktaking')).toBeVisible();
    await admin.getByRole('tab', { name: /^Tools/ }).click();
    await expect(row(admin, 'countStock')).toContainText('Source disabled');
    await expect(row(viewer, name)).toContainText('Disabled');
    await messages(admin).getByRole('button', { name: 'Undo' }).first().click();
    await expect(row(admin, 'countStock')).toContainText('Available');
  });

  await test.step('a deleted source takes its tools along', async () => {
    await admin.getByRole('button', { name: 'Delete' }).click();
    await admin.getByRole('alertdialog').getByRole('button', { name: 'Delete source' }).click();
    await expect(admin).toHaveURL(/\/sources$/);
    await expect(viewer.getByRole('heading', { name: 'No source matches' })).toBeVisible();
  });
});

test('A source whose address fails says why, keeps its tools, and is healthy again when it can be read', async ({
  as,
  apiAs,
}) => {
  let isBroken = false;
  const server = createServer((_, answer) => {
    answer.statusCode = isBroken ? 500 : 200;
    answer.setHeader('content-type', 'application/json').end(documentOf({ readRate: 'Read a rate' }));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  try {
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/openapi.json`;
    const api = await apiAs('admin');
    const { id } = await api.command('POST', '/api/v1/sources', { name: unique('rates'), url });
    const page = await as('admin', { provoking: /status of 422/ });
    await page.goto(`/sources/${id}`);
    isBroken = true;
    await page.getByRole('button', { name: 'Refresh' }).click();
    await expect(page.getByRole('alert').filter({ hasText: 'cannot be read' })).toContainText('500');
    await expect(page.getByRole('main')).toContainText('Degraded');
    await expect(page.getByRole('note')).toContainText('It could not be read the last time.');
    await expect(row(page, 'readRate')).toContainText('Available');
    isBroken = false;
    await page.getByRole('button', { name: 'Refresh' }).click();
    await expect(page.getByRole('status').filter({ hasText: 'Refreshed' })).toContainText('Nothing is new');
    await expect(page.getByRole('main')).toContainText('Healthy');
    await expect(page.getByRole('note')).toHaveCount(0);
  } finally {
    server.closeAllConnections();
    server.close();
  }
});

test('An operator labels, renames and disables tools, and sees which groups that touches', async ({
  as,
  api,
  apiAs,
}) => {
  const adminApi = await apiAs('admin');
  const sourceName = unique('crm');
  const label = unique('personal');
  const source = await adminApi.command('POST', '/api/v1/sources', {
    name: sourceName,
    document: JSON.parse(documentOf({ readContact: 'Read', askContact: 'Ask' }).toString()),
  });
  const toolId = `${source.id}:readContact`;
  const group = await api.createToolGroup({ name: unique('Contacts'), explicitToolIds: [toolId] });
  const page = await as('operator');
  const inUrl = `sourceId=${source.id}`;

  await test.step('a label is written down, and says what it is for', async () => {
    await page.goto('/labels?new=true');
    const dialog = page.getByRole('dialog', { name: 'New label' });
    await dialog.getByLabel('Name').fill(label);
    await dialog.getByRole('radio', { name: 'Teal' }).click();
    await dialog.getByRole('button', { name: 'Create label' }).click();
    await expect(badge(row(page, label))).toHaveText('v0 · projected');
    await expect(row(page, label)).toContainText('0 tools');
  });

  await test.step('all tools of a source are labelled as one job', async () => {
    await page.goto(`/tools?${inUrl}`);
    await page.getByRole('checkbox', { name: 'Select all rows that are here' }).click();
    await page
      .getByRole('region', { name: 'Selection' })
      .getByRole('button', { name: 'Label', exact: true })
      .click();
    const dialog = page.getByRole('dialog', { name: 'Label tools' });
    await dialog.getByLabel('Label').selectOption({ label });
    await dialog.getByRole('button', { name: 'Label 2 tools' }).click();
    await expect(dialog.getByRole('status')).toContainText('2 done');
    await dialog.getByRole('button', { name: 'Close' }).last().click();
    await expect(row(page, 'askContact')).toContainText(label);
  });

  await test.step('a tool says which group has it and why, and what is decided about it', async () => {
    await page.getByRole('link', { name: 'readContact', exact: true }).click();
    await expect(page.getByRole('heading', { level: 1, name: 'readContact' })).toBeVisible();
    const groups = page.getByRole('list', { name: 'Tool groups' });
    await expect(groups).toContainText(group.name);
    await expect(groups).toContainText('Included by name');
    await expect(page.getByRole('list', { name: 'Fields of the input' })).toContainText('at most 100');
    await page.getByRole('button', { name: 'Edit' }).click();
    await page.getByRole('dialog', { name: 'Edit tool' }).getByLabel('Name').fill('Read a contact');
    await page.getByRole('dialog').getByRole('button', { name: 'Save' }).click();
    await expect(page.getByRole('heading', { level: 1, name: 'Read a contact' })).toBeVisible();
    await page.getByRole('button', { name: 'Disable' }).click();
    await page.getByRole('alertdialog').getByLabel('Reason').fill('Under review');
    await page.getByRole('alertdialog').getByRole('button', { name: 'Disable' }).click();
    // Somebody who is at the messages keeps the way back there, however long the rest takes.
    await messages(page).getByRole('button', { name: 'Undo' }).first().hover();
    await expect(page.getByRole('note')).toContainText('Under review');
    await expect(groups).toContainText('Kept out');
    await expect(groups).toContainText('Disabled by an operator');
  });

  await test.step('what disabled it is taken back by one press', async () => {
    await messages(page).getByRole('button', { name: 'Undo' }).first().click();
    await expect(page.getByRole('note')).toHaveCount(0);
    await expect(groupsOf(page)).toContainText('In the group');
    const { items } = await listed<Tool>(api, `tools?${inUrl}`);
    expect(items.map(({ name, isEnabled }) => [name, isEnabled])).toEqual([
      ['askContact', true],
      ['Read a contact', true],
    ]);
  });

  await test.step('before a label is deleted it is said what that touches', async () => {
    const guard = await api.createToolGroup({
      name: unique('Guarded'),
      selectors: [{ requiredLabelIds: [await labelId(api, label)] }],
    });
    await api.shown(guard);
    const admin = await as('admin');
    await admin.goto(`/labels?search=${encodeURIComponent(label)}`);
    await admin.getByRole('button', { name: `Actions for ${label}` }).click();
    await admin.getByRole('menuitem', { name: 'Delete…' }).click();
    const question = admin.getByRole('alertdialog');
    await expect(question).toContainText('It is taken from 2 tools.');
    await expect(question).toContainText(guard.name);
    await question.getByRole('button', { name: 'Delete label' }).click();
    await expect(admin.getByRole('heading', { name: 'No label matches' })).toBeVisible();
    await expect(page.getByRole('button', { name: `Take ${label} off` })).toHaveCount(0);
  });
});

function groupsOf(page: Page) {
  return page.getByRole('list', { name: 'Tool groups' });
}

async function listed<Item>(api: Api, path: string): Promise<{ items: readonly Item[] }> {
  return (await (await api.send('GET', `/api/v1/${path}`)).json()) as { items: readonly Item[] };
}

async function labelId(api: Api, name: string): Promise<string> {
  const { items } = await listed<{ id: string }>(api, `labels?search=${encodeURIComponent(name)}`);
  return items[0]?.id ?? '';
}
