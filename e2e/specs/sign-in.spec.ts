import { expect, test } from '../fixtures/test.ts';

const ELSEWHERE = [
  'https://example.com/',
  '//example.com/',
  '/\\example.com/',
  '/..//example.com/',
  '/\t/example.com/',
  'javascript:alert(1)',
];

test('Whoever is not signed in is sent to sign in, and then to where they wanted to go', async ({
  visitor,
}) => {
  const page = await visitor();
  await page.goto('/tool-groups?active=true');
  await expect(page).toHaveURL(/\/sign-in\?/);
  await page.getByRole('button', { name: 'Sign in as Otto' }).click();
  await expect(page).toHaveURL('/tool-groups?active=true');
  await expect(page.getByRole('heading', { level: 1, name: 'Tool groups' })).toBeVisible();
  await expect(page.getByRole('button', { name: /^Otto Operator\b/ })).toBeVisible();
});

test('Signing out leads to the sign-in page, and nothing can be read any more', async ({ as }) => {
  const page = await as('viewer', { provoking: /status of 401/ });
  await page.goto('/tool-groups');
  await page.getByRole('button', { name: /^Vera Viewer\b/ }).click();
  await page.getByRole('menuitem', { name: 'Sign out' }).click();
  await expect(page).toHaveURL('/sign-in');
  await page.goto('/tasks');
  await expect(page).toHaveURL(/\/sign-in\?next=%2Ftasks/);
  expect((await page.request.get('/api/v1/tool-groups')).status()).toBe(401);
});

test('Signing out in one tab ends the live page in another', async ({ as }) => {
  const page = await as('viewer', { provoking: /status of 401/ });
  await page.goto('/tool-groups');
  const other = await page.context().newPage();
  await other.goto('/tasks');
  await expect(other.getByRole('heading', { level: 1, name: 'Tasks' })).toBeVisible();
  await page.bringToFront();
  await page.getByRole('button', { name: /^Vera Viewer\b/ }).click();
  await page.getByRole('menuitem', { name: 'Sign out' }).click();
  await expect(other).toHaveURL(/\/sign-in/);
});

test('Signing in never leads away from the console', async ({ visitor }) => {
  for (const elsewhere of ['https://example.com/', '/\\example.com/']) {
    const page = await visitor();
    await page.goto(`/sign-in?${new URLSearchParams({ next: elsewhere })}`);
    await page.getByRole('button', { name: 'Sign in as Vera' }).click();
    await expect(page, elsewhere).toHaveURL('/');
    await expect(page.getByRole('heading', { level: 1, name: 'Overview' })).toBeVisible();
    await page.close();
  }
});

test('A forged sign-in form that names another site as the next page is not followed', async ({
  visitor,
  system,
}) => {
  const page = await visitor();
  for (const elsewhere of ELSEWHERE) {
    const answer = await page.request.post('/session', {
      form: { persona: 'viewer', next: elsewhere },
      headers: { origin: system.consoleUrl },
      maxRedirects: 0,
    });
    expect(answer.status(), elsewhere).toBe(303);
    expect(answer.headers().location, elsewhere).toBe('/');
  }
});

test('The session cookie is out of reach of scripts and of other sites', async ({ as }) => {
  const page = await as('operator');
  await page.goto('/');
  const [cookie, ...others] = await page.context().cookies();
  expect(cookie).toMatchObject({ httpOnly: true, sameSite: 'Lax' });
  expect(others).toEqual([]);
  expect(await page.evaluate(() => document.cookie)).toBe('');
  const kept = await page.evaluate(() => JSON.stringify({ ...localStorage, ...sessionStorage }));
  expect(kept).not.toContain('eyJ');
});
