import { expect, it } from 'vitest';
import { categoryOf } from './category.ts';

it.each([
  ['tools_provider-tool-group-1', 'tools_provider'],
  ['a-', 'a'],
  ['dashless', undefined],
  ['-leading', undefined],
  ['$ce-tools', undefined],
  ['$$stream-1', undefined],
])('the category of %s is %s', (stream, category) => {
  expect(categoryOf(stream)).toBe(category);
});
