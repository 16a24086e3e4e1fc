import { expect, test } from 'vitest';
import { schemaFields } from './schema-fields.ts';

test('fields tell their type, whether they are required, and what is asked of them', () => {
  const fields = schemaFields({
    type: 'object',
    required: ['limit'],
    properties: {
      limit: { type: 'integer', description: 'How many', minimum: 1, maximum: 100, default: 10 },
      state: { enum: ['open', 'closed'] },
      since: { type: ['string', 'null'], format: 'date-time' },
    },
  });
  expect(fields).toEqual([
    {
      name: 'limit',
      type: 'integer',
      isRequired: true,
      description: 'How many',
      limits: ['default 10', 'at least 1', 'at most 100'],
      children: [],
    },
    expect.objectContaining({ name: 'state', type: 'string', limits: ['one of open, closed'] }),
    expect.objectContaining({ name: 'since', type: 'string | null (date-time)', isRequired: false }),
  ]);
});

test('what is inside objects, arrays and definitions stands below', () => {
  const [body] = schemaFields({
    properties: { body: { $ref: '#/$defs/Order' } },
    $defs: {
      Order: {
        type: 'object',
        required: ['lines'],
        properties: {
          lines: { type: 'array', items: { type: 'object', properties: { sku: { type: 'string' } } } },
        },
      },
    },
  });
  expect(body?.children).toMatchObject([
    { name: 'lines', type: 'object[]', isRequired: true, children: [{ name: 'sku', type: 'string' }] },
  ]);
});

test('what is asked of each item of an array is told of it', () => {
  const [fields] = schemaFields({
    properties: { fields: { type: 'array', maxItems: 3, items: { enum: ['lines', 'totals'] } } },
  });
  expect(fields).toMatchObject({
    type: 'string[]',
    limits: ['at most 3 items', 'each one of lines, totals'],
  });
});

test('a definition that refers to itself ends, and so does one that is nothing', () => {
  const self = { type: 'object', properties: { next: { $ref: '#/$defs/Node' } } };
  expect(
    schemaFields({ properties: { node: { $ref: '#/$defs/Node' } }, $defs: { Node: self } }),
  ).toMatchObject([{ name: 'node', children: [{ name: 'next', type: 'Node', children: [] }] }]);
  expect(schemaFields({ properties: { odd: { $ref: '#/nowhere' }, none: null } })).toMatchObject([
    { name: 'odd', type: 'any' },
    { name: 'none', type: 'any' },
  ]);
  expect(schemaFields({})).toEqual([]);
});

test('a list or a choice of itself ends', () => {
  const $defs = {
    List: { type: 'array', items: { $ref: '#/$defs/List' } },
    Choice: { anyOf: [{ $ref: '#/$defs/Choice' }, { type: 'null' }] },
  };
  const properties = { list: { type: 'array', items: { $ref: '#/$defs/List' } }, choice: $defs.Choice };
  expect(schemaFields({ properties, $defs })).toMatchObject([
    { name: 'list', type: 'List[][]' },
    { name: 'choice', type: 'Choice | null' },
  ]);
});

test('definitions that refer to each other are told of in part, and the first level whole', () => {
  const names = Array.from({ length: 40 }, (_, at) => `field${at}`);
  const description = 'long '.repeat(1_000);
  const all = ($ref: string) => Object.fromEntries(names.map((name) => [name, { $ref, description }]));
  const $defs = Object.fromEntries(
    ['A', 'B', 'C', 'D'].map((name, at, { length }) => [
      name,
      at + 1 < length ? { properties: all(`#/$defs/${'ABCD'[at + 1]}`) } : { type: 'string' },
    ]),
  );
  const fields = schemaFields({ properties: all('#/$defs/A'), $defs });
  expect(fields.map(({ name }) => name)).toEqual(names);
  expect(JSON.stringify(fields).length).toBeLessThan(300_000);
});
