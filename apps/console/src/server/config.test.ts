import { describe, expect, test } from 'vitest';
import { readConfig } from './config.ts';

describe('readConfig', () => {
  test('has a default for everything', () => {
    expect(readConfig({})).toEqual({ apiUrl: 'http://127.0.0.1:4000', isProduction: false });
  });

  test('finds the api by its port when no address is given', () => {
    expect(readConfig({ API_PORT: '4100' }).apiUrl).toBe('http://127.0.0.1:4100');
  });

  test('takes the address of the api without its trailing slash', () => {
    expect(readConfig({ API_URL: 'http://127.0.0.1:4100/' }).apiUrl).toBe('http://127.0.0.1:4100');
  });

  test.each([
    [{ API_URL: 'nowhere' }, 'API_URL is "nowhere": it must be an address such as http://127.0.0.1:4000.'],
    [{ API_PORT: 'x' }, 'API_PORT is "x": it must be a port number.'],
    [{ AUTH_MODE: 'magic' }, 'AUTH_MODE is "magic": it must be dev or oidc.'],
  ])('names the variable of a bad value: %j', (env, sentence) => {
    expect(() => readConfig(env)).toThrow(sentence);
  });

  test('refuses sign-in without passwords in production and beyond loopback', () => {
    expect(() => readConfig({ DEPLOYMENT: 'production' })).toThrow('DEPLOYMENT=production');
    expect(() => readConfig({ HOST: '0.0.0.0' })).toThrow('HOST is "0.0.0.0"');
  });

  const oidc = {
    AUTH_MODE: 'oidc',
    OIDC_ISSUER: 'https://login.example/realms/tools',
    OIDC_CLIENT_ID: 'console',
  };

  test('signs people in at an issuer, in production and beyond loopback too', () => {
    expect(readConfig({ ...oidc, CONSOLE_PORT: '3100' }).oidc).toEqual({
      issuer: 'https://login.example/realms/tools',
      name: 'login.example',
      clientId: 'console',
      scopes: 'openid profile',
      consoleUrl: 'http://127.0.0.1:3100',
      dataDir: '.data',
    });
    const elsewhere = { HOST: '0.0.0.0', DEPLOYMENT: 'production', CONSOLE_URL: 'https://tools.example/' };
    expect(readConfig({ ...oidc, ...elsewhere, OIDC_CLIENT_SECRET: 'secret' }).oidc).toMatchObject({
      consoleUrl: 'https://tools.example',
      clientSecret: 'secret',
    });
  });

  test.each([
    [{ OIDC_ISSUER: '' }, 'needs OIDC_ISSUER'],
    [{ OIDC_CLIENT_ID: '' }, 'needs OIDC_CLIENT_ID'],
    [{ HOST: '0.0.0.0' }, 'needs CONSOLE_URL'],
    [
      { OIDC_ISSUER: 'http://login.example' },
      'OIDC_ISSUER is "http://login.example": it must begin with https://',
    ],
    [{ CONSOLE_URL: 'http://tools.example' }, 'it must begin with https://'],
    [{ CONSOLE_URL: 'https://tools.example/console' }, 'it must be an origin'],
    [{ OIDC_SCOPES: 'profile' }, 'it must have openid among its scopes'],
  ])('refuses an issuer that is described badly: %j', (env, sentence) => {
    expect(() => readConfig({ ...oidc, ...env })).toThrow(sentence);
  });
});
