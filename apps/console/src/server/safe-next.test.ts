import { describe, expect, test } from 'vitest';
import { safeNext } from './safe-next.ts';

describe('safeNext', () => {
  test.each([
    '/',
    '/tool-groups?search=billing&sort=-updatedAt',
    '/tool-groups/0b6f7a7e-58a1-4b54-9d5e-0a6c0c9f7c11#selectors',
  ])('keeps the path %s', (path) => {
    expect(safeNext(path)).toBe(path);
  });

  test.each([
    undefined,
    null,
    '',
    'https://evil.example',
    '//evil.example',
    '/\\evil.example',
    '/\t/evil.example',
    '/.//evil.example',
    '/a/..//evil.example',
    'javascript:alert(1)',
    'tool-groups',
  ])('goes to the first page instead of %s', (next) => {
    expect(safeNext(next)).toBe('/');
  });

  test('does not lead back to signing in, out or to the api', () => {
    expect(safeNext('/sign-in?next=/feed')).toBe('/');
    expect(safeNext('/session/end')).toBe('/');
    expect(safeNext('/api/v1/me')).toBe('/');
  });
});
