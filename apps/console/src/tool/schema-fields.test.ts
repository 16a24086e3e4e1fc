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
