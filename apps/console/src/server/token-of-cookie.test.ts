import { describe, expect, it } from 'vitest';
import { tokenOfCookie } from './token-of-cookie.ts';

describe('the token in a session cookie', () => {
  it('is its value', () => {
    expect(tokenOfCookie('eyJhbGciOi.eyJzdWIi.c2ln-_~+/=')).toBe('eyJhbGciOi.eyJzdWIi.c2ln-_~+/=');
  });

  it.each(['', 'a\r\nHost: elsewhere', 'a b', 'a€', 'a\n', 'a,b', undefined])('is none in %j', (value) => {
    expect(tokenOfCookie(value)).toBeUndefined();
  });
});
