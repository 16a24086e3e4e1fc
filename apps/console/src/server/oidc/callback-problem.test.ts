import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { AuthorizationResponseError, ClientError } from 'openid-client';
import { describe, expect, test } from 'vitest';
import { callbackProblem } from './callback-problem.ts';
import { Issuer } from './issuer.ts';

const said = (error: string) =>
  new AuthorizationResponseError('said no', { cause: new URLSearchParams({ error }) });

describe('what went wrong at the issuer', () => {
  test.each([
    ['denied', said('access_denied')],
    ['issuer', said('temporarily_unavailable')],
    ['refused', said('invalid_scope')],
    ['mismatch', Object.assign(new ClientError('another state'), { code: 'OAUTH_INVALID_RESPONSE' })],
    [
      'mismatch',
      Object.assign(new ClientError('another nonce'), { code: 'OAUTH_JWT_CLAIM_COMPARISON_FAILED' }),
    ],
    ['issuer', Object.assign(new ClientError('too slow'), { code: 'OAUTH_TIMEOUT' })],
    ['issuer', new TypeError('fetch failed')],
  ])('is told as %s', (problem, error) => {
    expect(callbackProblem(error)).toBe(problem);
  });

  test('is that nobody answers, where nobody does; signing out then is of the console alone', async () => {
    const server = createServer().listen(0, '127.0.0.1');
    await new Promise((resolve) => server.once('listening', resolve));
    const { port } = server.address() as AddressInfo;
    await new Promise((resolve) => server.close(resolve));
    const away = new Issuer({
      issuer: `http://127.0.0.1:${port}`,
      name: 'nobody',
      clientId: 'console',
      scopes: 'openid',
      consoleUrl: 'http://127.0.0.1:3000',
      dataDir: '.data',
    });
    const failure = await away.begin('/', false).catch((error: unknown) => error);
    expect(callbackProblem(failure)).toBe('issuer');
    expect(await away.signOutUrl(undefined)).toBeUndefined();
  });
});
