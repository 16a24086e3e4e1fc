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
    [{ AUTH_MODE: 'magic' }, 'AUTH_MODE is "magic": it must be dev.'],
  ])('names the variable of a bad value: %j', (env, sentence) => {
    expect(() => readConfig(env)).toThrow(sentence);
  });

  test('refuses sign-in without passwords in production and beyond loopback', () => {
    expect(() => readConfig({ DEPLOYMENT: 'production' })).toThrow('DEPLOYMENT=production');
    expect(() => readConfig({ HOST: '0.0.0.0' })).toThrow('HOST is "0.0.0.0"');
  });

  test('says that OpenID is not served yet', () => {
    expect(() => readConfig({ AUTH_MODE: 'oidc' })).toThrow('AUTH_MODE is "oidc", which is not served yet');
  });
});
