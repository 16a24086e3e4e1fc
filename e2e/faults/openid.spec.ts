import { expect, type Page, test } from '@playwright/test';
import { Issuer } from '../fixtures/issuer.ts';
import { type OwnSystem, startOwnSystem } from '../fixtures/system.ts';

const issuer = new Issuer();
let system: OwnSystem;

test.beforeAll(async () => {
  test.setTimeout(120_000);
  await issuer.listen();
  system = await startOwnSystem({ hasDemoData: true, env: issuer.environment });
  await issuer.serve(system.consoleUrl);
});

test.afterAll(async () => {
  await system?.end();
  await issuer.stop();
});

const at = (path: string) => new URL(path, system.consoleUrl).href;

async function signIn(page: Page, path: string, as: string): Promise<void> {
  await page.goto(at(path));
  await page.getByRole('link', { name: 'Sign in with the test issuer' }).click();
  await page.getByRole('link', { name: `Go on as ${as}` }).click();
}

test('Somebody signs in at an issuer, works with tokens that are replaced, and signs out there too', async ({
  page,
}) => {
  const streams: string[] = [];
  page.on('request', (request) => request.url().includes('/api/v1/changes') && streams.push(request.url()));
  await signIn(page, '/tool-groups?active=true', 'olga');
  await expect(page).toHaveURL(at('/tool-groups?active=true'));
  await expect(page.getByRole('button', { name: /^Olga Operator\b/ })).toBeVisible();

  const cookies = (await page.context().cookies(system.consoleUrl)).filter(({ name }) =>
    name.startsWith('tools_provider'),
  );
  expect(cookies).toEqual([
    expect.objectContaining({ httpOnly: true, sameSite: 'Lax', value: expect.stringMatching(/^[\w-]{43}$/) }),
  ]);
  const create = (origin: string) =>
    page.request.post(at('/api/v1/tool-groups'), {
      data: { name: 'Through the proxy' },
      headers: { origin },
    });
  expect((await create('http://elsewhere.example')).status()).toBe(403);
  expect((await create(system.consoleUrl)).status()).toBe(201);

  await expect
    .poll(async () => [(await page.request.get(at('/api/v1/me'))).status(), issuer.refreshes > 0])
    .toEqual([200, true]);
  expect(issuer.refreshes).toBe(1);

  const other = await page.context().newPage();
  await other.goto(at('/tasks'));
  await expect(other.getByRole('heading', { level: 1, name: 'Tasks' })).toBeVisible();
  await page.bringToFront();
  await page.getByRole('button', { name: /^Olga Operator\b/ }).click();
  await page.getByRole('menuitem', { name: 'Sign out' }).click();
  await page.getByRole('button', { name: 'Leave the issuer' }).click();
  await expect(page).toHaveURL(at('/sign-in'));
  await expect(other).toHaveURL(/\/sign-in/);
  await page.context().addCookies(cookies);
  expect((await page.request.get(at('/api/v1/me'))).status()).toBe(401);
  await page.goto(at('/session/begin'));
  await expect(page.getByRole('link', { name: 'Go on as olga' })).toBeVisible();
});

test('Whoever is not let in reads why on the sign-in page, and keeps where they wanted to go', async ({
  page,
}) => {
  await signIn(page, '/tasks', 'nobody');
  await expect(page.getByRole('status')).toContainText('cancelled or denied');
  await expect(page).toHaveURL(/\/sign-in\?next=%2Ftasks/);

  await page.getByRole('link', { name: 'Sign in with the test issuer' }).click();
  await page.getByRole('link', { name: 'Go on as gast' }).click();
  await expect(page.getByRole('status')).toContainText('Your account may do nothing here yet');

  await page.goto(at('/session/callback?code=made-up&state=made-up'));
  await expect(page.getByRole('status')).toContainText('took too long or was begun in another browser');

  const begun = { maxRedirects: 0 };
  await page.request.get(at('/session/begin?next=https://elsewhere.example/'), begun);
  await page.goto(at(`/session/callback?code=made-up&state=made-up&iss=${encodeURIComponent(issuer.url)}`));
  await expect(page.getByRole('status')).toContainText('belongs to another sign-in');
  await expect(page).toHaveURL(at('/sign-in?next=%2F&problem=mismatch'));
});
