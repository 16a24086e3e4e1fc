import { fileURLToPath } from 'node:url';
import type { Page } from '@playwright/test';
import { unique } from '../fixtures/api.ts';
import { addSelector } from '../fixtures/editor.ts';
import { expect, test } from '../fixtures/test.ts';
import { badge, banner, row } from '../fixtures/widgets.ts';

const FOLDER = fileURLToPath(new URL('../../docs/images/', import.meta.url));

test('The tour of the README goes as it is told, and its pictures are what there is to see', async ({
  as,
  visitor,
  worker,
}) => {
  test.setTimeout(300_000);
  const page = await visitor();
  let groupUrl = '';
  await test.step('1. Otto signs in, and a few groups are there', async () => {
    await page.goto('/sign-in?next=%2Ftool-groups');
    await page.getByRole('button', { name: 'Sign in as Otto' }).click();
    await expect(page.getByRole('rowheader')).toHaveCount(6);
    for (const one of await badge(page.getByRole('main')).all()) {
      await expect(one).toHaveAccessibleName(/projected$/);
    }
    await picture(page, 'tool-groups');
    await page.emulateMedia({ colorScheme: 'dark' });
    await picture(page, 'tool-groups-dark');
    await page.emulateMedia({ colorScheme: 'light' });
  });

  const name = unique('Billing');
  await test.step('2. A group with a selector is projected: the two events of one command', async () => {
    await page.getByRole('link', { name: 'New tool group' }).first().click();
    await page.getByLabel('Name', { exact: true }).fill(name);
    if (!(await page.getByRole('group', { name: 'Selector 1' }).isVisible())) await addSelector(page);
    await page.getByRole('group', { name: 'Selector 1' }).getByLabel('Name pattern').fill('get*');
    await expect(page.getByRole('list', { name: /^Joining/ })).toBeVisible();
    await picture(page, 'editor');
    await page.getByRole('button', { name: 'Create tool group' }).click();
    await expect(page.getByRole('heading', { level: 1, name })).toBeVisible();
    await expect(badge(page.getByRole('main'))).toHaveAccessibleName('Consistency: v1 · projected');
  });

  await test.step('3. While the worker is held up, the badge says what is saved and what is shown', async () => {
    await page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: 'Tool groups' }).click();
    await row(page, 'Customer support').getByRole('link').click();
    await expect(page.getByRole('heading', { level: 1, name: 'Customer support' })).toBeVisible();
    groupUrl = page.url();
    await worker.pause();
    await page.getByRole('link', { name: 'Edit', exact: true }).click();
    await page.getByRole('button', { name: 'Exclude tools' }).click();
    const picker = page.getByRole('dialog', { name: 'Never in: choose tools' });
    await picker.getByRole('searchbox', { name: 'Search tools' }).fill('listCustomers');
    await picker.getByRole('checkbox', { name: /^listCustomers/ }).check();
    await picker.getByRole('button', { name: /^Use \d+ tools?$/ }).click();
    await page.getByRole('button', { name: 'Review and save' }).click();
    const lastLook = page.getByRole('dialog', { name: /^Save “/ });
    await expect(lastLook.getByRole('list', { name: 'Events' })).toBeVisible();
    await picture(page, 'last-look');
    await lastLook.getByRole('button', { name: 'Save', exact: true }).click();
    await expect(page).toHaveURL(groupUrl);
    await expect(badge(page.getByRole('main'))).toHaveAccessibleName(/saved as v\d+, showing v\d+$|lagging/);
    await picture(page, 'tool-group-pending');
  });

  await test.step('4. It goes on, and all catches up without a reload', async () => {
    await worker.heal();
    await expect(badge(page.getByRole('main'))).toHaveAccessibleName(/v\d+ · projected$/);
    await expect(banner(page)).toBeHidden();
    await page.getByRole('tab', { name: 'Receipt' }).click();
    const newest = page.getByRole('list', { name: 'Events, newest first' }).locator('> li').first();
    await expect(newest).toContainText('in the feed');
    await picture(page, 'receipt');
  });

  await test.step('5. Refunds is activated when Ada, who is not Otto, approves', async () => {
    await page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: 'Tool groups' }).click();
    await row(page, 'Refunds').getByRole('link').click();
    await page.getByRole('button', { name: 'Request activation' }).click();
    await page.getByRole('link', { name: 'Open the approval task' }).click();
    await expect(page).toHaveURL(/\/tasks\?task=/);
    const admin = await as('admin');
    await admin.goto(page.url());
    await admin.getByRole('button', { name: 'Approve activation' }).click();
    await admin.getByRole('alertdialog').getByRole('button', { name: 'Approve activation' }).click();
    await admin.getByRole('dialog').getByRole('link', { name: 'Refunds' }).click();
    await expect(admin.getByRole('main').getByText('Active', { exact: true })).toBeVisible();
  });

  await test.step('6. What happened is in the feed, without a gap', async () => {
    await page.goto('/feed');
    await expect(page.getByText(/no gap/).first()).toBeVisible();
    await picture(page, 'feed');
  });

  await test.step('7. The work is on a board, and the state of the worker on a page', async () => {
    await page.goto('/tasks?layout=board');
    await expect(
      page.getByRole('button', { name: 'Agree on the refund limit with finance', exact: true }),
    ).toBeVisible();
    await picture(page, 'task-board');
    await page.goto('/pipeline');
    await expect(page.getByRole('region', { name: 'Table of workers' })).toBeVisible();
    await picture(page, 'pipeline');
  });

  await test.step('8. All of it fits on a phone, and is there in the dark', async () => {
    const phone = await as('viewer', { viewport: { width: 390, height: 844 }, colorScheme: 'dark' });
    await phone.goto(groupUrl);
    await expect(badge(phone.getByRole('main'))).toHaveAccessibleName(/projected$/);
    await picture(phone, 'phone');
  });
});

/** Kept when UPDATE_IMAGES is set; else it is only seen that there is one to be kept. */
async function picture(page: Page, name: string): Promise<void> {
  await page.mouse.move(0, 0);
  await page.evaluate(() => window.scrollTo(0, 0));
  await expect(page.getByText('Live updates: Live').filter({ visible: true })).toBeVisible();
  const png = await page.screenshot({
    ...(process.env.UPDATE_IMAGES === '1' ? { path: `${FOLDER}${name}.png` } : {}),
    animations: 'disabled',
    caret: 'hide',
  });
  expect(png.byteLength, 'bytes').toBeLessThan(250_000);
}
