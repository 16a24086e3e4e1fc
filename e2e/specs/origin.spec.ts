import { randomUUID } from 'node:crypto';
import { unique } from '../fixtures/api.ts';
import { expect, test } from '../fixtures/test.ts';

const FOREIGN = 'http://evil.example';

for (const [what, headers] of [
  ['of another site', { origin: FOREIGN }],
  ['of another port', { origin: 'http://127.0.0.1:1' }],
  ['that hides where it comes from', { origin: 'null' }],
  ['without an Origin', {}],
] as const) {
  test(`A change from a page ${what} is refused before it reaches the api`, async ({ as, api }) => {
    const page = await as('operator');
    const id = randomUUID();
    const answer = await page.request.post('/api/v1/tool-groups', {
      data: { id, name: unique('Forged') },
      headers,
    });
    expect(answer.status()).toBe(403);
    expect(answer.headers()['content-type']).toContain('application/problem+json');
    expect((await api.send('GET', `/api/v1/tool-groups/${id}`)).status).toBe(404);
  });

  test(`A page ${what} can sign nobody in or out`, async ({ visitor }) => {
    const page = await visitor();
    for (const path of ['/session', '/session/end']) {
      const answer = await page.request.post(path, { form: { persona: 'admin' }, headers, maxRedirects: 0 });
      expect(answer.status()).toBe(403);
      expect(answer.headers()['set-cookie']).toBeUndefined();
    }
  });
}

test('The same change from the console’s own origin is taken', async ({ as, system }) => {
  const page = await as('operator');
  const answer = await page.request.post('/api/v1/tool-groups', {
    data: { name: unique('Own origin') },
    headers: { origin: system.consoleUrl },
  });
  expect(answer.status()).toBe(201);
  expect(answer.headers()).toMatchObject({
    etag: '"0"',
    'content-security-policy': expect.stringContaining("default-src 'none'"),
    'x-content-type-options': 'nosniff',
    'x-frame-options': 'DENY',
  });
});

test('A source’s document may be as large as the api takes it, and nothing else', async ({ as, system }) => {
  const page = await as('admin');
  const headers = { origin: system.consoleUrl };
  const large = 'x'.repeat(1_200_000);
  const source = { name: unique('Large'), document: `# ${large}\nnot: an OpenAPI document` };
  const uploaded = await page.request.post('/api/v1/sources', { data: source, headers });
  expect(await uploaded.json()).toMatchObject({ code: 'unreadable-document' });
  const group = await page.request.post('/api/v1/tool-groups', { data: { name: large }, headers });
  expect(group.status()).toBe(413);
});

test('The console passes on no credentials but its own session', async ({ visitor, system }) => {
  const token = await fetch(new URL('/api/v1/dev/token', system.apiUrl), {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ persona: 'admin' }),
  });
  const { accessToken } = (await token.json()) as { accessToken: string };
  const page = await visitor();
  const answer = await page.request.get('/api/v1/me', {
    headers: { authorization: `Bearer ${accessToken}` },
  });
  expect(answer.status()).toBe(401);
});

test('The console passes on /api/v1 and nothing else', async ({ as, system }) => {
  const page = await as('admin');
  const headers = { origin: system.consoleUrl };
  const development = await page.request.post('/api/v1/dev/token', { data: { persona: 'admin' }, headers });
  expect(development.status()).toBe(404);
  const disguised = await page.request.post('/api/v1/%64ev/token', { data: { persona: 'admin' }, headers });
  expect(disguised.status()).toBe(404);
  for (const path of ['/api/v1/../../readyz', '/api/v1/..%2f..%2freadyz', '/api/v2/me', '/metrics']) {
    const answer = await page.request.get(path, { maxRedirects: 0 });
    expect(await answer.text(), path).not.toContain('kurrentdb');
    expect(answer.status(), path).toBe(404);
  }
});

test('A path that is no URL is refused, and is no failure of the console', async ({ as }) => {
  const page = await as('viewer');
  for (const path of ['/tool-groups/%', '/api/v1/%', '/api/v1/tool-groups/%zz']) {
    expect((await page.request.get(path)).status(), path).toBe(400);
  }
});

test('The console is not served under a name that somebody else may own', async ({ system }) => {
  const { request } = await import('node:http');
  const status = await new Promise((resolve, reject) => {
    request(new URL('/sign-in', system.consoleUrl), { headers: { host: 'rebound.example' } }, (answer) =>
      resolve(answer.resume().statusCode),
    )
      .on('error', reject)
      .end();
  });
  expect(status).toBe(421);
});
