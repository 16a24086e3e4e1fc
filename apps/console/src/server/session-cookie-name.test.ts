import { expect, test } from 'vitest';
import { sessionCookieName, signInCookieName } from './session-cookie-name.ts';

const oidc = (consoleUrl: string) => ({
  issuer: 'https://login.example',
  name: 'login.example',
  clientId: 'console',
  scopes: 'openid',
  consoleUrl,
  dataDir: '.data',
});

test('Without an issuer the cookie of a session names the port that was asked', () => {
  expect(sessionCookieName('127.0.0.1:3000')).toBe('tools_provider_session_3000');
  expect(sessionCookieName('localhost')).toBe('tools_provider_session');
});

test('With an issuer it is that of the public address, whatever a request says, and bound to the host over https', () => {
  const local = oidc('http://127.0.0.1:3000');
  const secure = oidc('https://tools.example');
  expect(sessionCookieName('evil.example:1', local)).toBe('tools_provider_session_3000');
  expect(signInCookieName(local)).toBe('tools_provider_sign_in_3000');
  expect(sessionCookieName('evil.example:1', secure)).toBe('__Host-tools_provider_session');
  expect(signInCookieName(secure)).toBe('__Host-tools_provider_sign_in');
});
