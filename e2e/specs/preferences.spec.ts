import type { Page } from '@playwright/test';
import { expectAccessible } from '../fixtures/accessibility.ts';
import { unique } from '../fixtures/api.ts';
import { expectNothingSticksOut } from '../fixtures/looks.ts';
import { expect, test } from '../fixtures/test.ts';
import { isDark, liveNow, messages, row } from '../fixtures/widgets.ts';

test.beforeEach(async ({ apiAs }) => {
  for (const role of ['viewer', 'operator', 'admin'] as const) await (await apiAs(role)).savePreferences({});
});

test('What a person prefers lasts over signing in again, and holds in another browser', async ({
  as,
  visitor,
}) => {
  const page = await as('operator', { colorScheme: 'light' });
  await page.goto('/tool-groups');
  const dialog = await openPreferences(page);
  await dialog.getByRole('radio', { name: 'Dark' }).click();
  await dialog.getByRole('radio', { name: /^Compact/ }).click();
  await dialog.getByRole('switch', { name: 'Keyboard shortcuts' }).click();
  await expect(dialog.getByRole('switch')).not.toBeChecked();
  await expect(page.locator('html')).toHaveAttribute('data-density', 'compact');
  await expect.poll(() => isDark(page)).toBe(true);
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: /^Otto Operator\b/ }).click();
  await page.getByRole('menuitem', { name: 'Sign out' }).click();
  await expect(page).toHaveURL('/sign-in');

  const elsewhere = await visitor({ colorScheme: 'light' });
  for (const browser of [page, elsewhere]) {
    await browser.goto('/sign-in');
    await expect.poll(() => isDark(browser)).toBe(false);
    await browser.getByRole('button', { name: 'Sign in as Otto' }).click();
    await expect(browser.getByRole('heading', { level: 1, name: 'Overview' })).toBeVisible();
    await expect.poll(() => isDark(browser)).toBe(true);
    const there = await openPreferences(browser);
    await expect(there.getByRole('radio', { name: 'Dark' })).toBeChecked();
    await expect(there.getByRole('radio', { name: /^Compact/ })).toBeChecked();
    await expect(there.getByRole('switch')).not.toBeChecked();
  }
});

test('The very first bytes of a page have the preferred look, without any script', async ({ as, apiAs }) => {
  await (await apiAs('viewer')).savePreferences({ theme: 'dark', density: 'compact' });
  const page = await as('viewer', { colorScheme: 'light' });
  for (const path of ['/', '/tool-groups', '/tasks', '/feed', '/pipeline', '/no/such/page']) {
    const html = await (await page.request.get(path, { headers: { accept: 'text/html' } })).text();
    const tag = /<html\b[^>]*>/.exec(html)?.[0];
    expect(tag, path).toContain('data-theme="dark"');
    expect(tag, path).toContain('data-density="compact"');
  }
  const others = await as('operator');
  const html = await (await others.request.get('/', { headers: { accept: 'text/html' } })).text();
  expect(/<html\b[^>]*>/.exec(html)?.[0]).toContain('data-theme="system"');
});

test('Compact rows are closer together, and no control becomes too small to hit', async ({
  as,
  api,
  apiAs,
}) => {
  const group = await api.createToolGroup({ name: unique('Dense') });
  await api.shown(group);
  const page = await as('viewer');
  const height = async () => {
    await page.goto(`/tool-groups?search=${encodeURIComponent(group.name)}`);
    return (await row(page, group.name).boundingBox())?.height ?? 0;
  };
  const comfortable = await height();
  await (await apiAs('viewer')).savePreferences({ density: 'compact' });
  expect(await height()).toBeLessThan(comfortable - 6);
});

test('Every list is accessible compact and dark, wide and narrow', async ({ as, api, apiAs }) => {
  const group = await api.createToolGroup({ name: unique('Dense and dark'), selectors: [{}] });
  const task = await api.createTask({ title: unique('Dense and dark'), dueAt: '2026-01-01T00:00:00.000Z' });
  await api.shown(group);
  await api.shown(task);
  await (await apiAs('admin')).savePreferences({ theme: 'dark', density: 'compact' });
  const page = await as('admin', { colorScheme: 'light' });
  const lookAtBoth = async () => {
    for (const viewport of [
      { width: 390, height: 844 },
      { width: 1280, height: 800 },
    ]) {
      await page.setViewportSize(viewport);
      await expectAccessible(page);
      await expectNothingSticksOut(page);
    }
  };
  for (const [path, sign] of [
    ['/', 'Overview'],
    [`/tool-groups?search=${encodeURIComponent(group.name)}`, 'Tool groups'],
    [`/tool-groups/${group.id}`, group.name],
    [`/tasks?search=${encodeURIComponent(task.title)}`, 'Tasks'],
    ['/pipeline', 'Pipeline'],
  ] as const) {
    await page.goto(path);
    await expect(page.getByRole('heading', { level: 1, name: sign })).toBeVisible();
    await lookAtBoth();
  }
  await openPreferences(page);
  await lookAtBoth();
});

test('A choice that could not be saved is taken back, and says so', async ({ as, apiAs }) => {
  const page = await as('viewer', { colorScheme: 'light', provoking: /status of 503|net::ERR/ });
  await page.goto('/tool-groups');
  await page.route('**/api/v1/preferences', (route) =>
    route.request().method() === 'PUT' ? route.abort() : route.continue(),
  );
  const dialog = await openPreferences(page);
  await dialog.getByRole('radio', { name: 'Dark' }).click();
  await expect.poll(() => isDark(page)).toBe(true);
  await expect(messages(page).getByText('Your preferences were not saved')).toBeVisible();
  await expect(dialog.getByRole('radio', { name: 'System' })).toBeChecked();
  await expect.poll(() => isDark(page)).toBe(false);
  expect(await (await apiAs('viewer')).preferences()).toMatchObject({ theme: 'system' });
});

test('What is chosen in one tab holds in another one when that is looked at', async ({ as }) => {
  const page = await as('viewer', { colorScheme: 'light' });
  await page.goto('/tool-groups');
  const other = await page.context().newPage();
  await other.goto('/tasks');
  const dialog = await openPreferences(other);
  await dialog.getByRole('radio', { name: 'Dark' }).click();
  await expect(other.locator('html')).toHaveAttribute('data-theme', 'dark');
  await page.bringToFront();
  await page.evaluate(() => window.dispatchEvent(new Event('visibilitychange')));
  await expect(page.locator('html')).toHaveAttribute('data-theme', 'dark');
});

test('Single keys do nothing once they are switched off, from the sheet that lists them', async ({ as }) => {
  const page = await as('operator');
  await page.goto('/tool-groups');
  await expect(liveNow(page)).toBeVisible();
  await page.keyboard.press('?');
  const sheet = page.getByRole('dialog', { name: 'Keyboard shortcuts' });
  await sheet.getByRole('switch', { name: 'Single-key shortcuts' }).click();
  await expect(sheet.getByRole('switch')).not.toBeChecked();
  await page.keyboard.press('Escape');
  await expect(sheet).toBeHidden();
  for (const key of ['?', 'c', 'g', 't', '/']) await page.keyboard.press(key);
  await expect(page.getByRole('dialog')).toHaveCount(0);
  await expect(page.getByRole('searchbox')).not.toBeFocused();
  await page.keyboard.press('Control+k');
  await expect(page.getByRole('dialog', { name: 'Go to' })).toBeVisible();
  await expect(page).toHaveURL('/tool-groups');
});

async function openPreferences(page: Page) {
  await page
    .getByRole('button', { name: /\b(Vera Viewer|Otto Operator|Ada Admin)\b/ })
    .filter({ visible: true })
    .click();
  await page.getByRole('menuitem', { name: 'Preferences…' }).click();
  const dialog = page.getByRole('dialog', { name: 'Preferences' });
  await expect(dialog).toBeVisible();
  return dialog;
}
