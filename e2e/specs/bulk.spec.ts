import type { Page } from '@playwright/test';
import type { WrittenToolGroup } from '@tools-provider/contracts';
import { type Api, unique } from '../fixtures/api.ts';
import { expect, test } from '../fixtures/test.ts';
import { badge, liveNow, row } from '../fixtures/widgets.ts';

test('An operator deactivates several groups from the keyboard, sees what came of each, and takes it back', async ({
  as,
  api,
  apiAs,
}) => {
  const { word, groups } = await writeGroups(api, ['A', 'B', 'C', 'D', 'E']);
  const [a, b, c, d] = groups as [Group, Group, Group, Group];
  await api.shown({ ...b, ...(await api.command('POST', `/api/v1/tool-groups/${b.id}/deactivate`)) });
  const page = await as('operator');
  await page.goto(`/tool-groups?search=${word}`);
  await expect(liveNow(page)).toBeVisible();

  await test.step('rows are chosen with j, k, x and Shift x', async () => {
    await page.keyboard.press('j');
    await expect(page.getByRole('link', { name: a.name })).toBeFocused();
    await page.keyboard.press('x');
    for (const key of ['j', 'j', 'j', 'j', 'k', 'Shift+X']) await page.keyboard.press(key);
    await expect(page.getByRole('link', { name: d.name })).toBeFocused();
    await expect(page.getByRole('row').getByRole('checkbox', { checked: true })).toHaveCount(4);
    await expect(page.getByRole('region', { name: 'Selection' })).toContainText('4 groups selected');
    await page.keyboard.press('b');
    await page.keyboard.press('Tab');
    await expect(page.getByRole('button', { name: 'Deactivate' })).toBeFocused();
    await page.keyboard.press('Enter');
  });

  const dialog = page.getByRole('dialog', { name: 'Deactivate tool groups' });
  await test.step('the preview says what it would come to, before anything is done', async () => {
    await expect(dialog).toContainText('3 would change, 1 is so already');
    await expect(dialog.getByRole('listitem').filter({ hasText: c.name })).toBeVisible();
    // Somebody deletes one of them while the person still thinks.
    await (await apiAs('admin')).command('DELETE', `/api/v1/tool-groups/${d.id}`);
    await dialog.getByLabel('Reason').fill('Audit of the quarter');
    await page.keyboard.press('Enter');
  });

  await test.step('what came of each is said, and the rows show it', async () => {
    await expect(dialog.getByRole('progressbar')).toHaveAttribute(
      'aria-valuetext',
      '4 of 4: 2 done, 1 unchanged, 1 not found',
    );
    await expect(dialog.getByRole('list', { name: 'What went wrong' })).toContainText('deleted');
    await dialog.getByRole('link', { name: 'Open the job' }).click();
    await expect(page.getByRole('heading', { level: 1, name: 'Deactivate 4 tool groups' })).toBeVisible();
    await expect(page.getByText('Reason: Audit of the quarter')).toBeVisible();
    await page.getByRole('combobox', { name: 'Outcome' }).selectOption('Not found (1)');
    await expect(page).toHaveURL(/outcome=not-found$/);
    await expect(page.getByRole('rowheader')).toHaveCount(1);
    await page.getByRole('combobox', { name: 'Outcome' }).selectOption('Any outcome (4)');
    await expect(page.getByRole('rowheader')).toHaveCount(4);
  });

  await test.step('a job of its own takes it back, for what it did alone', async () => {
    await page.getByRole('button', { name: 'Undo 2' }).click();
    const undo = page.getByRole('dialog', { name: 'Activate tool groups' });
    await expect(undo).toContainText('2 would change');
    await undo.getByRole('button', { name: 'Activate 2 tool groups' }).click();
    await expect(undo.getByRole('status')).toHaveText('2 done.');
    await page.goto(`/tool-groups?search=${word}`);
    for (const [group, state] of [
      [a, 'Active'],
      [b, 'Inactive'],
      [c, 'Active'],
    ] as const) {
      await expect(row(page, group.name)).toContainText(state);
    }
    await expect(row(page, d.name)).toHaveCount(0);
  });
});

test('A row says what is projected, and not what was wished, while the worker lags behind a job', async ({
  as,
  api,
  worker,
}) => {
  const { word, groups } = await writeGroups(api, ['held', 'quick']);
  const [held, quick] = groups as [Group, Group];
  const page = await as('operator');
  const other = await as('viewer');
  for (const each of [page, other]) {
    await each.goto(`/tool-groups?search=${word}&active=true`);
    await expect(liveNow(each)).toBeVisible();
  }
  const goOn = await worker.pause({ subject: held.id });
  await chooseAll(page);
  await page.getByRole('button', { name: 'Deactivate' }).click();
  const dialog = page.getByRole('dialog', { name: 'Deactivate tool groups' });
  await dialog.getByRole('button', { name: 'Deactivate 2 tool groups' }).click();
  await expect(dialog.getByRole('status')).toHaveText('2 done.');
  await dialog.getByRole('button', { name: 'Close', exact: true }).last().click();
  for (const each of [page, other]) {
    await expect(row(each, quick.name)).toHaveCount(0);
    await expect(row(each, held.name)).toContainText('Active');
    await expect(badge(row(each, held.name))).toHaveAccessibleName(
      /^Consistency: (saved as v1, showing v0|lagging)/,
    );
  }
  await goOn();
  for (const each of [page, other])
    await expect(each.getByRole('heading', { name: 'No tool group matches' })).toBeVisible();
});

test('An admin deletes all that a filter finds, and not what came after; who may not is not offered it', async ({
  as,
  api,
}) => {
  const { word, groups } = await writeGroups(
    api,
    Array.from({ length: 53 }, (_, at) => String(at).padStart(2, '0')),
  );
  const page = await as('admin');
  await page.goto(`/tool-groups?search=${word}`);
  await chooseAll(page);
  const bar = page.getByRole('region', { name: 'Selection' });
  await expect(bar).toContainText('50 groups selected');
  await bar.getByRole('button', { name: 'Select all 53 groups' }).click();
  await expect(bar).toContainText('53 groups selected');
  await bar.getByRole('button', { name: 'Delete' }).click();
  const dialog = page.getByRole('dialog', { name: 'Delete tool groups' });
  await dialog.getByRole('button', { name: 'Delete 53 tool groups' }).click();
  await expect(dialog.getByRole('status')).toHaveText('53 done.');
  const late = await api.createToolGroup({ name: `${word} late` });
  await dialog.getByRole('button', { name: 'Close', exact: true }).last().click();
  await expect(badge(row(page, late.name))).toHaveAccessibleName('Consistency: v0 · projected');
  await expect(page.getByRole('rowheader')).toHaveCount(1);
  await expect(bar).toHaveCount(0);
  expect((await api.send('GET', `/api/v1/tool-groups/${groups[52]?.id}`)).status).toBe(410);

  const operator = await as('operator');
  await operator.goto(`/tool-groups?search=${word}`);
  await chooseAll(operator);
  await expect(operator.getByRole('button', { name: 'Activate', exact: true })).toBeVisible();
  await expect(operator.getByRole('button', { name: 'Delete' })).toHaveCount(0);
  const viewer = await as('viewer');
  await viewer.goto(`/tool-groups?search=${word}`);
  await expect(row(viewer, late.name)).toBeVisible();
  await expect(viewer.getByRole('checkbox')).toHaveCount(0);
});

test('Of a long list only what is in sight is in the page, and the keys go through all of it', async ({
  as,
  apiAs,
}) => {
  const admin = await apiAs('admin');
  const { id: sourceId } = await admin.command('POST', '/api/v1/sources', {
    name: unique('Long'),
    document: documentOf(300),
  });
  const found = async () => {
    const filter = { action: 'disable-tools', filter: { sourceId }, dryRun: true };
    return (await (await admin.send('POST', '/api/v1/jobs', { body: filter })).json()).total;
  };
  await expect.poll(found).toBe(300);
  const { id } = await admin.command('POST', '/api/v1/jobs', {
    action: 'enable-tools',
    filter: { sourceId },
  });
  const page = await as('admin');
  await page.goto(`/jobs/${id}`);
  // So that keys do not scroll by and by.
  await page.emulateMedia({ reducedMotion: 'reduce' });
  const rows = page.getByRole('rowheader');
  await expect(page.getByRole('table', { name: 'Items' })).toHaveAttribute('aria-rowcount', '301');
  await expect(page.getByText('300 unchanged.')).toBeVisible();
  await page.keyboard.press('j');
  const first = rows.getByRole('link').first();
  await expect(first).toBeFocused();
  const path = await first.getAttribute('href');
  const last = page.locator('tr[aria-rowindex="301"]');
  // Each End leads to the end of what is there, which brings the next page, and rows that are less high than was thought.
  const isLastThere = async () => {
    await page.keyboard.press('End');
    return last.evaluateAll(
      ([row]) => row !== undefined && row.getBoundingClientRect().bottom <= innerHeight,
    );
  };
  await expect.poll(isLastThere).toBe(true);
  expect(await rows.count()).toBeLessThan(60);
  // The row with the focus is still there, and so is the way back to it.
  await expect(page.locator(`a[href="${path}"]`)).toBeFocused();
  await page.keyboard.press('j');
  const second = page.locator('tr[aria-rowindex="3"]').getByRole('link');
  await expect(second).toBeFocused();
  await expect(second).toBeInViewport();
});

type Group = WrittenToolGroup;

async function writeGroups(api: Api, names: readonly string[]): Promise<{ word: string; groups: Group[] }> {
  const word = unique('Bulk').replace(' ', '-');
  const groups = await Promise.all(names.map((name) => api.createToolGroup({ name: `${word} ${name}` })));
  for (const group of groups) await api.shown(group);
  return { word, groups };
}

async function chooseAll(page: Page): Promise<void> {
  await page.getByRole('checkbox', { name: 'Select all rows that are here' }).check();
}

function documentOf(operations: number) {
  const paths = Array.from({ length: operations }, (_, at) => [
    `/things/${at}`,
    { get: { operationId: `getThing${at}`, responses: { 200: { description: 'ok' } } } },
  ]);
  return { openapi: '3.1.0', info: { title: 'Long', version: '1' }, paths: Object.fromEntries(paths) };
}
