import type { Page } from '@playwright/test';
import type { ToolGroup } from '@tools-provider/contracts';
import { type Api, unique } from '../fixtures/api.ts';
import { addSelector, nameTools, saveEdited } from '../fixtures/editor.ts';
import { expect, test } from '../fixtures/test.ts';
import { badge, liveNow, messages } from '../fixtures/widgets.ts';

/** A selector with every criterion, and with a tag that no list separated by commas could hold. */
const KEPT = {
  id: 'kept',
  sourcePattern: 'crm-*',
  namePattern: 'get_*',
  pathPattern: '*',
  methodPattern: 'GET',
  requiredTags: ['stable', 'read, only'],
  excludedTags: ['beta'],
  requiredLabelIds: ['0b6f7a7e-58a1-4b54-9d5e-0a6c0c9f7c11'],
};

test('An operator edits all of a group at once, knows before what it does, and takes it back', async ({
  as,
  api,
  apiAs,
}) => {
  const source = await catalogue(await apiAs('admin'));
  const group = await created(api, {
    selectors: [KEPT, { id: 'reads', sourcePattern: source, namePattern: 'getO*' }],
    excludedToolIds: ['billing:drop'],
  });
  const page = await as('operator', { provoking: /net::ERR/ });
  const saves = savesOf(page);
  const renamed = unique('Renamed');
  await page.goto(`/tool-groups/${group.id}/edit`);
  const preview = page.getByRole('complementary', { name: 'Preview' });

  await test.step('the preview is about what is typed, whatever answer comes last', async () => {
    await expect(preview.getByText('No tool joins or leaves.')).toBeVisible();
    const held = Promise.withResolvers<void>();
    let isFirst = true;
    await page.route('**/tool-groups/preview', async (route) => {
      if (!isFirst) return route.continue();
      isFirst = false;
      await held.promise;
      await route.continue().catch(() => undefined);
    });
    const selector = await addSelector(page);
    const asked = page.waitForRequest('**/tool-groups/preview');
    await selector.getByLabel('Source pattern').fill(source);
    await asked;
    await selector.getByLabel('Method pattern').fill('DELETE');
    await expect(preview.getByRole('list', { name: 'Joining (1)' })).toContainText('deleteOrder');
    held.resolve();
    await expect(preview.getByRole('status')).toHaveText('+1 joins');
    await expect(preview).toContainText('Agents that use this group gain 1 tool as soon as it is projected.');
  });

  await test.step('a near miss is taken in, and what must not be is kept out with a reason', async () => {
    await preview.getByText(/^Near misses/).click();
    await preview.getByRole('button', { name: 'Include addOrder' }).click();
    await expect(page.getByRole('list', { name: 'Always in' })).toContainText('addOrder');
    await preview.getByRole('button', { name: 'Exclude deleteOrder' }).click();
    await page.getByRole('textbox', { name: 'Why deleteOrder is never in' }).fill('Too dangerous');
    await expect(preview.getByRole('list', { name: 'Joining (1)' })).toContainText('addOrder');
    await page.getByLabel('Name', { exact: true }).fill(renamed);
  });

  const before = await read(api, group.id);
  await test.step('the last look tells every event, and one request writes exactly those', async () => {
    await page.getByRole('button', { name: 'Review and save' }).click();
    const look = page.getByRole('dialog', { name: `Save “${renamed}”?` });
    const told = look.getByRole('list', { name: 'Events' }).getByRole('listitem').locator('code');
    const types = [
      'group.updated.v1',
      'group.selector.added.v1',
      'group.tool.added.v1',
      'group.tool.excluded.v1',
    ];
    await expect(told).toHaveText(types);
    // What others do to the catalogue makes it be asked for again, and takes the button from nobody who is about to press it.
    const held = Promise.withResolvers<void>();
    await page.route('**/tool-groups/preview', (route) => held.promise.then(() => route.abort()));
    const askedAgain = page.waitForRequest('**/tool-groups/preview');
    await catalogue(await apiAs('admin'));
    await askedAgain;
    await look.getByRole('button', { name: 'Save', exact: true }).click({ timeout: 2_000 });
    await expect(page).toHaveURL(`/tool-groups/${group.id}`);
    held.resolve();
    await expect(page.getByRole('heading', { level: 1, name: renamed })).toBeVisible();
    await expect(badge(page.getByRole('main'))).toHaveAccessibleName(
      `Consistency: v${group.revision + 4} · projected`,
    );
    expect(saves.map(({ ifMatch }) => ifMatch)).toEqual([`"${group.revision}"`]);
    const written = (await api.events(group.id)).filter(({ revision }) => revision > group.revision);
    expect(written.map(({ type }) => type.replace('io.tools-provider.', ''))).toEqual(types);
    const after = await read(api, group.id);
    expect(after.selectors[0]).toEqual(before.selectors[0]);
    expect(after.excludedTools.find(({ reason }) => reason === 'Too dangerous')).toBeDefined();
  });

  await test.step('the definition before comes back, as one more change', async () => {
    await messages(page).getByRole('button', { name: 'Undo' }).click();
    await expect(page.getByRole('heading', { level: 1, name: group.name })).toBeVisible();
    const undone = await read(api, group.id);
    expect(undone.revision).toBe(group.revision + 8);
    expect(undone.selectors).toEqual(before.selectors);
    expect(undone.explicitTools).toEqual(before.explicitTools);
    expect(undone.excludedTools).toEqual(before.excludedTools);
  });
});

test('Two operators edit one group at once: nothing of either is lost, and where both changed the same one decides', async ({
  as,
  api,
}) => {
  const group = await created(api, { selectors: [KEPT], explicitToolIds: ['billing:one'] });
  const [slow, fast] = [await as('operator', { provoking: /status of 412/ }), await as('admin')];
  for (const page of [slow, fast]) await page.goto(`/tool-groups/${group.id}/edit`);
  const [mine, theirs] = [unique('Mine'), unique('Theirs')];
  await slow.getByLabel('Name', { exact: true }).fill(mine);
  await nameTools(slow, 'Always in', ['billing:mine']);

  await fast.getByLabel('Name', { exact: true }).fill(theirs);
  await fast.getByLabel('Description').fill('What they are for');
  await nameTools(fast, 'Never in', ['billing:drop']);
  await saveEdited(fast);
  await expect(fast.getByRole('heading', { level: 1, name: theirs })).toBeVisible();
  const head = group.revision + 2;
  await expect(slow.getByText(`Changed meanwhile: v${head}`)).toBeVisible();
  await expect(slow.getByLabel('Name', { exact: true })).toHaveValue(mine);

  await saveEdited(slow);
  const dialog = slow.getByRole('dialog', { name: 'Changed meanwhile' });
  await expect(dialog).toContainText(`You began with v${group.revision}. ada has made it v${head}`);
  const differences = dialog.getByRole('list', { name: 'Differences' }).getByRole('group');
  await expect(differences).toHaveCount(4);
  expect(await read(api, group.id)).toMatchObject({ name: theirs, revision: head });
  const name = dialog.getByRole('group', { name: 'Name' });
  for (const words of ['Both changed it', group.name, mine, theirs]) await expect(name).toContainText(words);
  const goOn = dialog.getByRole('button', { name: 'Go on with this' });
  await expect(goOn).toBeDisabled();
  await name.getByRole('radio', { name: 'Yours' }).check();
  await goOn.click();
  const look = slow.getByRole('dialog', { name: `Save “${mine}”?` });
  await look.getByRole('button', { name: 'Save', exact: true }).click();
  for (const page of [slow, fast]) {
    await expect(page.getByRole('heading', { level: 1, name: mine })).toBeVisible();
    await expect(badge(page.getByRole('main'))).toHaveAccessibleName(`Consistency: v${head + 2} · projected`);
  }
  const { description, explicitTools, excludedTools, selectors } = await read(api, group.id);
  expect(description).toBe('What they are for');
  expect(explicitTools.map(({ toolId }) => toolId)).toEqual(['billing:one', 'billing:mine']);
  expect(excludedTools.map(({ toolId }) => toolId)).toEqual(['billing:drop']);
  expect(selectors).toEqual([KEPT]);
});

test('An operator loses the network while saving: the screen says that nobody knows, and it is saved once', async ({
  as,
  api,
}) => {
  const group = await created(api, {});
  const page = await as('operator', { provoking: /net::ERR/ });
  const saves = savesOf(page);
  await page.goto(`/tool-groups/${group.id}/edit`);
  await expect(liveNow(page)).toBeVisible();
  const renamed = unique('Saved once');
  await page.getByLabel('Name', { exact: true }).fill(renamed);
  let reached = 0;
  await page.route(`**/api/v1/tool-groups/${group.id}`, async (route) => {
    if (route.request().method() !== 'PUT') return route.continue();
    reached += 1;
    // The first one reaches the api, which writes it; nobody hears of it.
    if (reached === 1) expect((await route.fetch()).status()).toBe(200);
    return route.abort();
  });
  await saveEdited(page);
  const unknown = page.getByRole('alert').filter({ hasText: 'Not known whether it was saved' });
  await expect(unknown).toBeVisible();
  await expect(page.getByLabel('Name', { exact: true })).toBeDisabled();
  await expect(messages(page).getByText('saved as')).toBeHidden();

  await page.reload();
  await expect(unknown).toBeVisible();
  await expect(page.getByLabel('Name', { exact: true })).toHaveValue(renamed);
  await page.unroute(`**/api/v1/tool-groups/${group.id}`);
  // It is sent again by itself when the connection is found to be back, or by the button, whichever comes first.
  await unknown
    .getByRole('button', { name: 'Try again' })
    .or(page.getByRole('heading', { level: 1, name: renamed }))
    .click();
  await expect(page).toHaveURL(`/tool-groups/${group.id}`);
  await expect(page.getByRole('heading', { level: 1, name: renamed })).toBeVisible();
  await expect(badge(page.getByRole('main'))).toHaveAccessibleName(
    `Consistency: v${group.revision + 1} · projected`,
  );
  expect(saves.length).toBeGreaterThan(1);
  expect(new Set(saves.map(({ key }) => key)).size).toBe(1);
  expect((await api.events(group.id)).map(({ revision }) => revision)).toEqual([0, 1]);
});

test('What is typed and not saved is kept over a reload, and nobody leaves it by a slip', async ({
  as,
  api,
}) => {
  const group = await created(api, {});
  const page = await as('operator');
  await page.goto(`/tool-groups/${group.id}/edit`);
  await expect(liveNow(page)).toBeVisible();
  await page.getByLabel('Description').fill('Typed for an hour');
  await page.reload();
  await expect(page.getByText('Your unsaved changes are back')).toBeVisible();
  await expect(page.getByLabel('Description')).toHaveValue('Typed for an hour');

  await page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: 'Tool groups' }).click();
  const question = page.getByRole('alertdialog', { name: 'Leave without saving?' });
  await question.getByRole('button', { name: 'Cancel' }).click();
  await expect(question).toBeHidden();
  await test.step('nor by a key, nor by the palette', async () => {
    await page.keyboard.press('g');
    await page.keyboard.press('t');
    await question.getByRole('button', { name: 'Cancel' }).click();
    await expect(question).toBeHidden();
    await page.keyboard.press('Control+k');
    await page.getByRole('option', { name: 'Labels' }).click();
    await question.getByRole('button', { name: 'Cancel' }).click();
    await expect(page).toHaveURL(`/tool-groups/${group.id}/edit`);
  });
  await page.getByRole('button', { name: 'Discard them' }).click();
  await expect(page.getByLabel('Description')).toHaveValue('');
  await expect(page.getByRole('button', { name: 'Review and save' })).toBeDisabled();
  await page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: 'Tool groups' }).click();
  await expect(page).toHaveURL('/tool-groups');
});

test('A group that is deleted while somebody edits it says so, and what was typed becomes a new one', async ({
  as,
  api,
  apiAs,
}) => {
  const group = await created(api, { selectors: [KEPT] });
  const page = await as('operator', { provoking: /status of 410/ });
  await page.goto(`/tool-groups/${group.id}/edit`);
  await expect(liveNow(page)).toBeVisible();
  await page.getByLabel('Description').fill('Typed for an hour');
  await (await apiAs('admin')).command('DELETE', `/api/v1/tool-groups/${group.id}`);
  const gone = page.getByRole('alert').filter({ hasText: 'This group was deleted meanwhile' });
  await gone.getByRole('button', { name: 'Go on as a new group' }).click();
  await expect(page).toHaveURL('/tool-groups/new');
  await expect(page.getByLabel('Description')).toHaveValue('Typed for an hour');
  await page.getByRole('button', { name: 'Create tool group' }).click();
  await expect(page.getByRole('heading', { level: 1, name: group.name })).toBeVisible();
  const id = page.url().split('/').at(-1) ?? '';
  expect(id).not.toBe(group.id);
  expect((await read(api, id)).selectors).toEqual([KEPT]);
});

async function created(api: Api, definition: object): Promise<ToolGroup> {
  return api.shown(await api.createToolGroup({ name: unique('Edited'), ...definition }));
}

/** The group as it is shown when all that is written of it is. */
async function read(api: Api, id: string): Promise<ToolGroup> {
  const { headRevision } = await api.consistency('tool-group', id);
  const wish = { headers: { prefer: 'wait=20' } };
  const answer = await api.send('GET', `/api/v1/tool-groups/${id}?minRevision=${headRevision}`, wish);
  return (await answer.json()) as ToolGroup;
}

/** Adds a source with three tools, and gives its name when they can be selected. */
async function catalogue(admin: Api): Promise<string> {
  const name = unique('orders').replace(' ', '-');
  const operation = (operationId: string) => ({ operationId, responses: { 200: { description: 'Done' } } });
  const document = {
    openapi: '3.1.0',
    info: { title: 'Orders', version: '1' },
    servers: [{ url: 'https://orders.example' }],
    paths: {
      '/orders': { post: operation('addOrder') },
      '/orders/{id}': { delete: operation('deleteOrder'), get: operation('getOrder') },
    },
  };
  const source = await admin.command('POST', '/api/v1/sources', { name, document });
  const names = async () => {
    const answer = await admin.send('GET', `/api/v1/tools?sourceId=${source.id}`);
    return ((await answer.json()) as { items: unknown[] }).items.length;
  };
  await expect.poll(names, { message: 'the tools of the source are projected' }).toBe(3);
  return name;
}

function savesOf(page: Page) {
  const saves: { readonly key: string | undefined; readonly ifMatch: string | undefined }[] = [];
  page.on('request', (request) => {
    const headers = request.headers();
    if (request.method() !== 'PUT' || !/\/tool-groups\/[^/]+$/.test(request.url())) return;
    saves.push({ key: headers['idempotency-key'], ifMatch: headers['if-match'] });
  });
  return saves;
}
