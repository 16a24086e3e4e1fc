import { registerSourceBody } from '@tools-provider/contracts';
import { expect, test } from 'vitest';
import { blankSource, bodyOfSource, nameOfFile } from './source-draft.ts';

test('a form says what belongs to its way alone, whatever was written before', () => {
  const draft = {
    ...blankSource,
    name: 'Orders',
    url: 'https://example.com/openapi.json',
    document: { text: 'openapi: 3.1.0', fileName: 'orders.yaml' },
  };
  expect(bodyOfSource({ ...draft, way: 'document' })).toEqual({ name: 'Orders', document: 'openapi: 3.1.0' });
  expect(bodyOfSource({ ...draft, way: 'mcp' })).toEqual({
    name: 'Orders',
    kind: 'mcp',
    url: 'https://example.com/openapi.json',
  });
});

test('an empty form is refused before it is sent, at its fields', () => {
  const refused = registerSourceBody.safeParse(bodyOfSource(blankSource));
  expect(refused.error?.issues.map(({ path }) => path.join('.'))).toEqual(['name', 'document']);
});

test('a source is called as its file is, without what the file is of', () => {
  expect(nameOfFile('orders-v2.yaml')).toBe('orders-v2');
  expect(nameOfFile('Orders.JSON')).toBe('Orders');
  expect(nameOfFile('')).toBe('');
});
