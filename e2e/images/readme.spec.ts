import { fileURLToPath } from 'node:url';
import type { Page } from '@playwright/test';
import { edit, nameTools } from '../fixtures/editor.ts';
import { expect, test } from '../fixtures/test.ts';
import { badge, row } from '../fixtures/widgets.ts';

const FOLDER = fileURLToPath(new URL('../../docs/images/', import.meta.url));

test('The list of tool groups of a first start, light and dark', async ({ as }) => {
  for (const colorScheme of ['light', 'dark'] as const) {
    const page = await as('operator', { colorScheme });
    await page.goto('/tool-groups');
    await expect(page.getByRole('rowheader')).toHaveCount(6);
    for (const one of await badge(page.getByRole('main')).all()) {
      await expect(one).toHaveAccessibleName(/projected$/);
    }
    await picture(page, colorScheme === 'light' ? 'tool-groups' : 'tool-groups-dark');
  }
});

test('A group with a saved change that the read model has not taken up yet', async ({ as, parts }) => {
  const page = await as('operator');
  await page.goto('/tool-groups');
  await row(page, 'Customer support').getByRole('link').click();
  await expect(page.getByRole('heading', { level: 1, name: 'Customer support' })).toBeVisible();
  await expect(badge(page.getByRole('main'))).toHaveAccessibleName(/projected$/);
  parts.pause('reconciliator');
  await edit(page, () => nameTools(page, 'Never in', ['crm:mergeCustomers']));
  await expect(badge(page.getByRole('main'))).toHaveAccessibleName(/saved as v\d+, showing v\d+$/);
  await picture(page, 'tool-group-pending');
  await expect(badge(page.getByRole('main'))).toHaveAccessibleName(/saved as|lagging/);
});

test('The feed of a first start', async ({ as }) => {
  const page = await as('viewer');
  await page.goto('/feed');
  await expect(page.getByText(/no gap$/)).toBeVisible();
  await picture(page, 'feed');
});

async function picture(page: Page, name: string): Promise<void> {
  await page.mouse.move(0, 0);
  await page.evaluate(() => window.scrollTo(0, 0));
  await expect(page.getByText('Live updates: Live').filter({ visible: true })).toBeVisible();
  const png = await page.screenshot({
    path: `${FOLDER}${name}.png`,
    animations: 'disabled',
    caret: 'hide',
  });
  expect(png.byteLength, 'bytes').toBeLessThan(250_000);
}
