import { expect, test } from '../fixtures/test.ts';

test('The chosen appearance lasts, and is there before anything is painted', async ({ as }) => {
  const page = await as('viewer', { colorScheme: 'light' });
  await page.goto('/tool-groups');
  await page.getByRole('button', { name: /^Vera Viewer\b/ }).click();
  await page.getByRole('menuitemradio', { name: 'Dark' }).click();
  await expect(page.locator('html')).toHaveClass(/\bdark\b/);

  await page.addInitScript(() => {
    const seen: string[] = [];
    (window as { __painted?: string[] }).__painted = seen;
    const look = () => {
      // Before the first heading is parsed there is nothing that could be painted.
      if (document.querySelector('h1') !== null) seen.push(document.documentElement.className);
      if (seen.length < 20) requestAnimationFrame(look);
    };
    requestAnimationFrame(look);
  });
  await page.reload();
  await expect(page.getByRole('heading', { level: 1, name: 'Tool groups' })).toBeVisible();
  const painted = () => page.evaluate(() => (window as { __painted?: string[] }).__painted ?? []);
  await expect.poll(async () => (await painted()).length).toBeGreaterThan(3);
  for (const look of await painted()) expect(look).toMatch(/\bdark\b/);
});

test('Without a choice the console looks as the system does, and follows it', async ({ as }) => {
  const page = await as('viewer', { colorScheme: 'dark' });
  await page.goto('/');
  await expect(page.locator('html')).toHaveClass(/\bdark\b/);
  await page.emulateMedia({ colorScheme: 'light' });
  await expect(page.locator('html')).not.toHaveClass(/\bdark\b/);
});
