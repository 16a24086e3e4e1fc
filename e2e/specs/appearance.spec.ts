import { expect, test } from '../fixtures/test.ts';
import { isDark } from '../fixtures/widgets.ts';

test.beforeEach(async ({ apiAs }) => {
  await (await apiAs('viewer')).savePreferences({});
});

test('The chosen appearance lasts, and is there before anything is painted', async ({ as }) => {
  const page = await as('viewer', { colorScheme: 'light' });
  await page.goto('/tool-groups');
  await page.getByRole('button', { name: /^Vera Viewer\b/ }).click();
  const saved = page.waitForResponse((answer) => answer.request().method() === 'PUT');
  await page.getByRole('menuitemradio', { name: 'Dark' }).click();
  await expect.poll(() => isDark(page)).toBe(true);
  expect((await saved).status()).toBe(200);

  await page.addInitScript(() => {
    const seen: string[] = [];
    (window as { __painted?: string[] }).__painted = seen;
    const look = () => {
      // Before the first heading is parsed there is nothing that could be painted.
      if (document.querySelector('h1') !== null)
        seen.push(getComputedStyle(document.documentElement).colorScheme);
      if (seen.length < 20) requestAnimationFrame(look);
    };
    requestAnimationFrame(look);
  });
  await page.reload();
  await expect(page.getByRole('heading', { level: 1, name: 'Tool groups' })).toBeVisible();
  const painted = () => page.evaluate(() => (window as { __painted?: string[] }).__painted ?? []);
  await expect.poll(async () => (await painted()).length).toBeGreaterThan(3);
  expect(new Set(await painted())).toEqual(new Set(['dark']));
});

test('Without a choice the console looks as the system does, and follows it', async ({ as }) => {
  const page = await as('viewer', { colorScheme: 'dark' });
  await page.goto('/');
  await expect.poll(() => isDark(page)).toBe(true);
  await page.emulateMedia({ colorScheme: 'light' });
  await expect.poll(() => isDark(page)).toBe(false);
});
