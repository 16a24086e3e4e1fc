import { describe, expect, test } from 'vitest';
import { isAllowedOrigin, isLoopbackHost } from './request-origin.ts';

describe('isLoopbackHost', () => {
  test.each(['localhost', 'localhost:3000', '127.0.0.1:3000', '[::1]:3000'])('takes %s', (host) => {
    expect(isLoopbackHost(host)).toBe(true);
  });

  test.each([
    null,
    '',
    'evil.example',
    '127.0.0.1.evil.example',
    'localhost.evil.example:3000',
    '0.0.0.0:3000',
  ])('refuses %s', (host) => {
    expect(isLoopbackHost(host)).toBe(false);
  });
});

describe('isAllowedOrigin', () => {
  const headers = (origin: string | undefined, host = '127.0.0.1:3000') =>
    new Headers({ host, ...(origin === undefined ? {} : { origin }) });

  test('lets reads pass from anywhere', () => {
    expect(isAllowedOrigin('GET', headers('http://evil.example'))).toBe(true);
    expect(isAllowedOrigin('GET', headers(undefined))).toBe(true);
  });

  test('lets a change pass from the own origin only', () => {
    expect(isAllowedOrigin('POST', headers('http://127.0.0.1:3000'))).toBe(true);
    expect(isAllowedOrigin('DELETE', headers('http://LOCALHOST:3000', 'localhost:3000'))).toBe(true);
  });

  test('lets one pass from the public address only, where that is known, whatever the Host says', () => {
    const isAllowed = (origin: string | undefined) =>
      isAllowedOrigin('POST', headers(origin, 'evil.example'), 'https://tools.example');
    expect(isAllowed('https://tools.example')).toBe(true);
    for (const origin of [undefined, 'null', 'http://tools.example', 'https://evil.example']) {
      expect(isAllowed(origin)).toBe(false);
    }
  });

  test.each([
    undefined,
    'null',
    'http://evil.example',
    'http://127.0.0.1:3001',
    'http://127.0.0.1',
    'file://127.0.0.1:3000',
    'not an origin',
  ])('refuses a change that comes from %s', (origin) => {
    expect(isAllowedOrigin('POST', headers(origin))).toBe(false);
    expect(isAllowedOrigin('patch', headers(origin))).toBe(false);
  });
});
