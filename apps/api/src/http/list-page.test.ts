import { expect, it } from 'vitest';
import { linksOf } from './list-page.ts';

it('The first page is without the cursor, and the next one with that of the answer', () => {
  expect(linksOf('/api/v1/tasks?cursor=abc&search=a%20b&limit=2', 'd+f')).toBe(
    '</api/v1/tasks?search=a+b&limit=2>; rel="first", </api/v1/tasks?search=a+b&limit=2&cursor=d%2Bf>; rel="next"',
  );
});

it('The last page links to the first one only', () => {
  expect(linksOf('/api/v1/tasks', undefined)).toBe('</api/v1/tasks>; rel="first"');
});

it('What would end a link early in a search is encoded', () => {
  expect(linksOf('/api/v1/tasks?search=%3E%3B%22,%3C', undefined)).toBe(
    '</api/v1/tasks?search=%3E%3B%22%2C%3C>; rel="first"',
  );
});
