import { isCoded } from '@tools-provider/mediator';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { DEFAULT_LIMITS } from '../import-limits.ts';
import { sortedJson } from '../sorted-json.ts';
import { readOpenApiDocument } from './read-open-api-document.ts';

const METHODS = ['get', 'put', 'post', 'delete', 'options', 'head', 'patch', 'trace'];

const NAMES = ['A', 'B', 'C'];

/** Words that mean something in documents, so that random ones have a chance to. */
const WORDS = [
  ...[
    'openapi',
    'paths',
    'parameters',
    'requestBody',
    'content',
    'application/json',
    'schema',
    'name',
    'in',
    'query',
    '$ref',
    'get',
  ],
  ...[
    '#/components/schemas/A',
    '#/paths',
    '#',
    'properties',
    'items',
    'allOf',
    'enum',
    '3.1.0',
    '/a',
    '__proto__',
    '\0',
    '\ud800',
  ],
];

const schema = fc.letrec((tie) => ({
  schema: fc.oneof(
    { maxDepth: 3 },
    fc.constantFrom(...NAMES).map((name) => ({ $ref: `#/components/schemas/${name}` })),
    fc.record(
      { type: fc.constantFrom('string', 'integer', 'wrong'), nullable: fc.boolean() },
      { requiredKeys: [] },
    ),
    fc.record({
      type: fc.constant('object'),
      properties: fc.dictionary(fc.constantFrom(...NAMES), tie('schema'), { maxKeys: 2 }),
    }),
    fc.record({ allOf: fc.array(tie('schema'), { maxLength: 2 }) }),
    fc.anything({ maxDepth: 1, maxKeys: 2 }),
  ),
})).schema;

const operation = fc.oneof(
  {
    weight: 9,
    arbitrary: fc.record(
      {
        operationId: fc.oneof(fc.constantFrom('a', 'b', 'c', 'get#/a'), fc.string()),
        tags: fc.array(fc.oneof(fc.string(), fc.integer()), { maxLength: 2 }),
        parameters: fc.array(
          fc.record({
            name: fc.constantFrom('a', 'body', ''),
            in: fc.constantFrom('query', 'path', 'body'),
            schema,
          }),
        ),
        requestBody: fc.record({
          content: fc.dictionary(fc.constantFrom('application/json', 'a/b'), fc.record({ schema })),
        }),
      },
      { requiredKeys: [] },
    ),
  },
  { weight: 1, arbitrary: fc.anything({ maxDepth: 1 }).filter((value) => value !== undefined) },
);

const document = fc.record({
  openapi: fc.constantFrom('3.0.3', '3.1.0', '3.2.0'),
  paths: fc.dictionary(
    fc.constantFrom('/', '/a', '/a/{b}', 'c', '/{d}'),
    fc.record(Object.fromEntries(METHODS.map((method) => [method, operation])), { requiredKeys: [] }),
  ),
  components: fc.record({ schemas: fc.dictionary(fc.constantFrom(...NAMES), schema) }),
});

function read(text: string) {
  return readOpenApiDocument(text, DEFAULT_LIMITS);
}

describe('a random document', () => {
  it('has as many tools as operations, each with an id of its own and a schema of an object', () => {
    fc.assert(
      fc.property(document, (made) => {
        const text = JSON.stringify(made);
        const { paths } = JSON.parse(text) as { paths: Record<string, object> };
        const { tools } = read(text);
        expect(tools).toHaveLength(Object.values(paths).flatMap(Object.keys).length);
        expect(new Set(tools.map(({ definition }) => definition.operationId)).size).toBe(tools.length);
        for (const { definition } of tools) {
          expect(definition.inputSchema.type).toBe('object');
          expect(definition.name).not.toBe('');
          const { $defs = {} } = definition.inputSchema;
          for (const [, name] of JSON.stringify(definition.inputSchema).matchAll(
            /"\$ref":"#\/\$defs\/(\w+)"/g,
          ))
            expect($defs).toHaveProperty(name ?? '');
        }
      }),
      { numRuns: 80 },
    );
  });

  it('is the same with its keys in another order', () => {
    fc.assert(
      fc.property(document, (made) => {
        const text = JSON.stringify(made);
        expect(read(sortedJson(JSON.parse(text)))).toEqual(read(text));
        expect(read(JSON.stringify(JSON.parse(text), reversed))).toEqual(read(text));
      }),
      { numRuns: 30 },
    );
  });
});

describe('garbage', () => {
  const word = fc.constantFrom(...WORDS);
  const garbage = fc.oneof(
    fc.string(),
    fc
      .array(
        fc.oneof(word, fc.constantFrom('{', '}', '[', ']', ': ', '\n', '- ', '&a ', '*a', '<<', '"', '  ')),
        { maxLength: 60 },
      )
      .map((parts) => parts.join('')),
    fc
      .anything({ key: word, values: [word, fc.integer(), fc.constant(null)], maxDepth: 6 })
      .map((value) => JSON.stringify(value) ?? ''),
    fc
      .anything({ key: word, values: [word], maxDepth: 6 })
      .map((paths) => JSON.stringify({ openapi: '3.0.0', paths, components: paths })),
  );

  it('is read or refused by a code, and nothing else', () => {
    fc.assert(
      fc.property(garbage, (text) => {
        try {
          read(text);
        } catch (error) {
          if (!isCoded(error)) throw error;
          expect(error.kind).toBe('invalid');
          expect(error.places).not.toEqual([]);
        }
      }),
      { numRuns: 300 },
    );
  });
});

function reversed(_: string, value: unknown): unknown {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
  return Object.fromEntries(Object.entries(value).reverse());
}
