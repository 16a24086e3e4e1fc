import { expectAccessible } from '../fixtures/accessibility.ts';
import { unique } from '../fixtures/api.ts';
import { expect, test } from '../fixtures/test.ts';
import { badge, liveNow } from '../fixtures/widgets.ts';

test('A session that ends in the middle of a form loses nothing: who signs in again in another tab goes on', async ({
  as,
}) => {
  const page = await as('operator', { provoking: /status of 401/ });
  const title = unique('Typed before');
  await page.goto('/tasks?new=true');
  const form = page.getByRole('dialog', { name: 'New task' });
  await form.getByLabel('Title').fill(title);
  await expect(liveNow(page)).toBeAttached();
  const cookies = await page.context().cookies();
  await page.context().clearCookies();
  await form.getByRole('button', { name: 'Create task' }).click();
  const ended = page.getByRole('alertdialog', { name: 'Your session has ended' });
  await expect(ended).toBeVisible();
  await expectAccessible(page);
  await ended.getByRole('button', { name: 'I have signed in' }).click();
  await expect(ended).toContainText('Nobody is signed in yet.');

  await test.step('signing in elsewhere', async () => {
    const [other] = await Promise.all([
      page.context().waitForEvent('page'),
      ended.getByRole('button', { name: 'Sign in in another tab' }).click(),
    ]);
    await other.getByRole('button', { name: 'Sign in as Otto' }).click();
    await expect(other.getByRole('heading', { level: 1, name: 'Tasks' })).toBeVisible();
    await expect(liveNow(other)).toBeAttached();
    await other.close();
  });

  await expect(ended).toBeHidden();
  expect(cookies).toHaveLength(1);
  await expect(form.getByLabel('Title')).toHaveValue(title);
  await form.getByRole('button', { name: 'Create task' }).click();
  await expect(form).toBeHidden();
  await page.getByRole('searchbox', { name: 'Search tasks' }).fill(title);
  await expect(badge(page.getByRole('row').filter({ hasText: title }))).toHaveAccessibleName(
    'Consistency: v0 · projected',
  );
  await expect(liveNow(page)).toBeVisible();
});

test('A tab does not go on as somebody else who has signed in beside it', async ({ as, system }) => {
  const page = await as('operator');
  await page.goto('/tool-groups');
  await expect(page.getByRole('link', { name: 'New tool group' }).first()).toBeVisible();
  await expect(liveNow(page)).toBeVisible();
  const draft = 'tools-provider:otto:draft:new';
  await page.evaluate((place) => sessionStorage.setItem(place, '{}'), draft);
  const other = await page.context().newPage();
  await other.request.post('/session', {
    form: { persona: 'viewer', next: '/' },
    headers: { origin: system.consoleUrl },
    maxRedirects: 0,
  });
  await other.goto('/');
  await expect(page.getByRole('button', { name: /^Vera Viewer\b/ })).toBeVisible();
  await expect(page.getByRole('link', { name: 'New tool group' })).toHaveCount(0);
  const isKept = (place: string) => sessionStorage.getItem(place) !== null;
  await expect.poll(() => page.evaluate(isKept, draft), 'what the other had begun is kept').toBe(false);
});

test('One session has a hundred live streams at most, which keep nobody else out', async ({ as, system }) => {
  const [page, other] = [await as('viewer'), await as('viewer')];
  const ending = new AbortController();
  const openOf = async (person: typeof page) => {
    const [session] = await person.context().cookies();
    return fetch(`${system.consoleUrl}/api/v1/changes`, {
      headers: { cookie: `${session?.name}=${session?.value}` },
      signal: ending.signal,
    });
  };
  try {
    const streams = await Promise.all(Array.from({ length: 101 }, () => openOf(page)));
    const refused = streams.filter(({ status }) => status !== 200);
    expect(refused.map(({ status }) => status)).toEqual([429]);
    expect(refused[0]?.headers.get('retry-after')).toBe('10');
    expect(await refused[0]?.json()).toMatchObject({ code: 'too-many-requests', status: 429 });
    expect((await openOf(other)).status).toBe(200);
    await streams.find(({ status }) => status === 200)?.body?.cancel();
    await expect.poll(async () => (await openOf(page)).status, 'when one has ended').toBe(200);
  } finally {
    ending.abort();
  }
});
