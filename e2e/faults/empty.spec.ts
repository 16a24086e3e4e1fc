import type { Page as PageOf, Task, ToolGroup } from '@tools-provider/contracts';
import { expectAccessible } from '../fixtures/accessibility.ts';
import { type Api, unique } from '../fixtures/api.ts';
import { expect, test } from '../fixtures/test.ts';
import { badge, row } from '../fixtures/widgets.ts';

test('Where there is nothing, every page says what to do, and what is created appears by itself', async ({
  as,
  apiAs,
  ownSystem,
}) => {
  const admin = await apiAs('admin');
  await deleteAll(admin);
  const page = await as('operator');
  for (const [path, title] of [
    ['/tasks', 'No tasks yet'],
    ['/tool-groups', 'No tool groups yet'],
  ] as const) {
    await page.goto(new URL(path, ownSystem.consoleUrl).href);
    await expect(page.getByRole('heading', { name: title })).toBeVisible();
    for (const colorScheme of ['dark', 'light'] as const) {
      await page.emulateMedia({ colorScheme });
      await expectAccessible(page);
    }
  }
  await expect(page.getByText('Create the first one')).toBeVisible();
  await page.getByRole('button', { name: 'Views' }).click();
  await expect(page.getByRole('menu').getByText('No views yet')).toBeVisible();
  await expectAccessible(page);
  await page.getByRole('menuitem', { name: 'Manage views…' }).click();
  await expect(page.getByRole('dialog').getByText('You have no views')).toBeVisible();
  await page.keyboard.press('Escape');
  const viewer = await as('viewer');
  await viewer.goto('/tool-groups');
  await expect(viewer.getByText('An operator creates them')).toBeVisible();

  const group = await admin.createToolGroup({ name: unique('The first') });
  for (const one of [page, viewer]) {
    await expect(badge(row(one, group.name))).toHaveAccessibleName('Consistency: v0 · projected');
  }
});

async function deleteAll(api: Api): Promise<void> {
  for (const collection of ['tool-groups', 'tasks']) {
    const list = async () => {
      const page = await (await api.send('GET', `/api/v1/${collection}?limit=500`)).json();
      return (page as PageOf<ToolGroup | Task>).items;
    };
    for (const { id } of await list()) await api.command('DELETE', `/api/v1/${collection}/${id}`);
    await expect.poll(async () => (await list()).length, { message: `${collection} are deleted` }).toBe(0);
  }
}
