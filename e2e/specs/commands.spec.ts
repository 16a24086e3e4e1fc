import type { Page, Request } from '@playwright/test';
import { unique } from '../fixtures/api.ts';
import { edit, nameTools } from '../fixtures/editor.ts';
import { expect, test } from '../fixtures/test.ts';
import { badge, messages } from '../fixtures/widgets.ts';

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[0-9a-f]{4}-[0-9a-f]{12}$/;

test('Every command of the console carries a key of its own', async ({ as }) => {
  const page = await as('operator');
  const commands = commandsOf(page);
  const name = unique('Keyed');
  await page.goto('/tool-groups/new');
  await page.getByLabel('Name', { exact: true }).fill(name);
  await page.getByRole('button', { name: 'Create tool group' }).click();
  await expect(page.getByRole('heading', { level: 1, name })).toBeVisible();
  for (const tool of ['billing:one', 'billing:two']) {
    await edit(page, () => nameTools(page, 'Always in', [tool]));
    await expect(page.getByRole('list', { name: 'Explicit tools' })).toContainText(tool);
  }
  await page.goto('/tool-groups?active=true');
  await page.getByRole('button', { name: 'Views' }).click();
  await page.getByRole('menuitem', { name: 'Save current filters as view…' }).click();
  await page.getByRole('dialog').getByRole('textbox', { name: 'Name' }).fill(unique('Keyed'));
  await page.getByRole('button', { name: 'Save view' }).click();
  await expect(page.getByRole('dialog')).toBeHidden();

  expect(commands.map((request) => request.method())).toEqual(['POST', 'PUT', 'PUT', 'POST']);
  const keys = await Promise.all(commands.map((request) => request.headerValue('idempotency-key')));
  for (const key of keys) expect(key).toMatch(UUID);
  expect(new Set(keys).size).toBe(keys.length);
});

test('A command whose answer is lost is sent again under its key, and done once', async ({ as, api }) => {
  const page = await as('operator', { provoking: /net::ERR/ });
  const commands = commandsOf(page);
  const title = unique('Once');
  await page.goto('/tasks?new=true');
  let lost = 0;
  await page.route('**/api/v1/tasks', async (route) => {
    if (lost > 0 || route.request().method() !== 'POST') return route.continue();
    lost += 1;
    // It reaches the api, which writes the task down; only its answer gets lost.
    expect((await route.fetch()).status()).toBe(201);
    return route.abort();
  });
  const dialog = page.getByRole('dialog', { name: 'New task' });
  await dialog.getByLabel('Title').fill(title);
  await dialog.getByRole('button', { name: 'Create task' }).click();
  await expect(messages(page).getByText(`“${title}” saved as v0`)).toBeVisible();
  await page.goto(`/tasks?search=${encodeURIComponent(title)}`);
  await expect(badge(page.getByRole('main'))).toHaveAccessibleName('Consistency: v0 · projected');
  await expect(page.getByRole('rowheader')).toHaveCount(1);

  expect(lost).toBe(1);
  const keys = await Promise.all(commands.map((request) => request.headerValue('idempotency-key')));
  expect(keys).toHaveLength(2);
  expect(new Set(keys).size).toBe(1);
  const created = (await api.events()).filter(({ data }) => data.title === title);
  expect(created).toHaveLength(1);
});

function commandsOf(page: Page): Request[] {
  const commands: Request[] = [];
  page.on('request', (request) => {
    const { pathname } = new URL(request.url());
    const isCommand = pathname.startsWith('/api/v1/') && request.method() !== 'GET';
    if (isCommand && !pathname.endsWith('/preview')) commands.push(request);
  });
  return commands;
}
