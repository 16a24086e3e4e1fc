import { isCoded } from '@tools-provider/mediator';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { describe, expect, it } from 'vitest';
import { DEFAULT_LIMITS, type ImportLimits } from '../import-limits.ts';
import type { JsonObject } from '../sorted-json.ts';
import { readOpenApiDocument } from './read-open-api-document.ts';

type Paths = Record<string, unknown>;

function read(document: unknown, limits: Partial<ImportLimits> = {}) {
  const text = typeof document === 'string' ? document : JSON.stringify(document);
  return readOpenApiDocument(text, { ...DEFAULT_LIMITS, ...limits });
}

function withPaths(paths: Paths, more: object = {}) {
  return { openapi: '3.1.0', info: { title: 'Pets', version: '1' }, paths, ...more };
}

/** The one tool of a document with one operation. */
function toolOf(operation: unknown, more: object = {}, limits: Partial<ImportLimits> = {}) {
  const { tools, warnings } = read(withPaths({ '/pets': { post: operation } }, more), limits);
  expect(tools).toHaveLength(1);
  const definition = tools[0]?.definition;
  if (definition === undefined) throw new Error('No tool');
  return { definition, schema: definition.inputSchema, warnings };
}

function withBody(schema: unknown, schemas: object = {}, limits: Partial<ImportLimits> = {}) {
  const operation = {
    operationId: 'a',
    responses: OK,
    requestBody: { content: { 'application/json': { schema } } },
  };
  return toolOf(operation, { components: { schemas } }, limits);
}

const OK = { 200: { description: 'fine' } };

describe('an operation', () => {
  it('becomes a tool with all that is said of it', () => {
    const { definition, warnings } = toolOf({
      operationId: 'addPet',
      summary: 'Adds a pet',
      description: 'To the shop.',
      tags: ['pets', 'pets', 'shop'],
      deprecated: true,
      responses: OK,
    });
    expect(definition).toEqual({
      operationId: 'addPet',
      name: 'addPet',
      description: 'Adds a pet\n\nTo the shop.',
      method: 'POST',
      path: '/pets',
      tags: ['pets', 'shop'],
      inputSchema: { type: 'object', properties: {}, additionalProperties: false },
      isDeprecated: true,
    });
    expect(warnings).toEqual([]);
  });

  it('without an id is known by its method and path', () => {
    const { definition, warnings } = toolOf({ responses: OK });
    expect(definition).toMatchObject({ operationId: 'post#/pets', name: 'POST /pets' });
    expect(warnings).toEqual([
      { place: '/paths/~1pets/post/operationId', detail: 'is missing: this one is known as post#/pets' },
    ]);
  });

  it('never gives its id to another: of several with one id none keeps it', () => {
    const paths = {
      '/a': { get: { operationId: 'x' } },
      '/b': { get: { operationId: 'x' }, put: { operationId: 'y' } },
    };
    expect(read(withPaths(paths)).tools.map(({ definition }) => definition.operationId)).toEqual([
      'get#/a',
      'get#/b',
      'y',
    ]);
  });

  it('has another id than one that is named like it', () => {
    const paths = { '/a': { get: {}, put: { operationId: 'get#/a' } } };
    const ids = read(withPaths(paths)).tools.map(({ definition }) => definition.operationId);
    expect(ids).toEqual(['get#/a', expect.stringMatching(/^get#\/a#[0-9a-f]{16}$/)]);
  });

  it('that is nothing is a tool nevertheless, with a warning', () => {
    const { tools, warnings } = read(withPaths({ '/a': { get: null, put: 5, 'x-note': {} }, '/b': null }));
    expect(tools.map(({ definition }) => definition.operationId)).toEqual(['get#/a', 'put#/a']);
    const places = warnings.map(({ place }) => place);
    expect(places).toContain('/paths/~1a/put');
    expect(places).toContain('/paths/~1b');
    expect(warnings.filter(({ detail }) => detail.startsWith('if must'))).toEqual([]);
  });

  it('of a path that refers to another part of the document is found there', () => {
    const pathItems = { Shared: { get: { operationId: 'shared', responses: OK } } };
    const document = withPaths(
      { '/a': { $ref: '#/components/pathItems/Shared' } },
      { components: { pathItems } },
    );
    expect(read(document).tools[0]?.definition).toMatchObject({ operationId: 'shared', path: '/a' });
  });

  it('with any method is one in 3.2, and QUERY is a method there', () => {
    const paths = {
      '/a': { query: { operationId: 'q' }, additionalOperations: { COPY: { operationId: 'c' } } },
    };
    const tools = read(withPaths(paths, { openapi: '3.2.0' })).tools;
    expect(tools.map(({ definition }) => definition.method)).toEqual(['COPY', 'QUERY']);
  });

  it('has neither an id nor a name that turns the direction of text', () => {
    const { definition } = toolOf({ operationId: 'pay\u202Egnp.exe', responses: OK });
    expect(definition).toMatchObject({ operationId: 'post#/pets', name: 'POST /pets' });
  });

  it('has texts of bounded length', () => {
    const { definition, warnings } = toolOf({
      operationId: 'n'.repeat(250),
      description: 'd'.repeat(5_000),
      responses: OK,
    });
    expect([definition.operationId.length, definition.name.length, definition.description.length]).toEqual([
      250, 200, 4_000,
    ]);
    expect(warnings).toEqual([
      { place: '/paths/~1pets/post/description', detail: 'has more than 4000 characters, and is cut there' },
    ]);
  });
});

describe("a tool's input", () => {
  it('has the parameters of the path and of the operation, and the body', () => {
    const paths = {
      '/pets/{id}': {
        parameters: [
          { name: 'id', in: 'path', required: true, schema: { type: 'string' } },
          { name: 'limit', in: 'query', schema: { type: 'string' } },
        ],
        put: {
          operationId: 'a',
          responses: OK,
          parameters: [
            { $ref: '#/components/parameters/Limit' },
            { name: 'id', in: 'query', description: 'Another one', required: true, schema: {} },
            { name: 'Authorization', in: 'header', schema: {} },
            { name: 'filter', in: 'query', content: { 'application/json': { schema: { type: 'object' } } } },
          ],
          requestBody: {
            required: true,
            content: {
              'text/plain': { schema: { type: 'string' } },
              'application/json': { schema: { type: 'array' } },
            },
          },
        },
      },
    };
    const parameters = {
      Limit: { name: 'limit', in: 'query', deprecated: true, schema: { type: 'integer' } },
    };
    expect(read(withPaths(paths, { components: { parameters } })).tools[0]?.definition.inputSchema).toEqual({
      type: 'object',
      properties: {
        id: { type: 'string', 'x-in': 'path' },
        limit: { type: 'integer', deprecated: true, 'x-in': 'query' },
        'query.id': { description: 'Another one', 'x-in': 'query', 'x-name': 'id' },
        filter: { type: 'object', 'x-content-type': 'application/json', 'x-in': 'query' },
        body: { type: 'array', 'x-content-type': 'application/json', 'x-in': 'body' },
      },
      required: ['body', 'id', 'query.id'],
      additionalProperties: false,
    });
  });

  it('has what the path names and nobody describes, with a warning', () => {
    const { tools, warnings } = read(withPaths({ '/a/{x}': { get: { operationId: 'a', responses: OK } } }));
    expect(tools[0]?.definition.inputSchema).toMatchObject({
      properties: { x: { type: 'string' } },
      required: ['x'],
    });
    expect(warnings).toEqual([
      { place: '/paths/~1a~1{x}/get', detail: 'has no parameter for {x} of its path: any text goes there' },
    ]);
  });

  it('is converted from 3.0', () => {
    const schema = { type: 'string', nullable: true, example: 'a' };
    const number = { type: 'number', minimum: 1, exclusiveMinimum: true };
    const parameters = [
      { name: 'a', in: 'query', schema },
      { name: 'b', in: 'query', schema: number },
    ];
    const document = withPaths(
      { '/pets': { get: { operationId: 'a', responses: OK, parameters } } },
      { openapi: '3.0.4' },
    );
    expect(read(document).tools[0]?.definition.inputSchema.properties).toEqual({
      a: { type: ['string', 'null'], examples: ['a'], 'x-in': 'query' },
      b: { type: 'number', exclusiveMinimum: 1, 'x-in': 'query' },
    });
  });

  it('holds what it refers to, circles included, and can be used as it is', () => {
    const schemas = {
      Node: {
        type: 'object',
        required: ['name'],
        properties: {
          name: { $ref: '#/components/schemas/a~1b' },
          next: { $ref: '#/components/schemas/Node' },
        },
      },
      'a/b': { type: 'string', minLength: 1 },
      Unused: { type: 'null' },
    };
    const { schema, warnings } = withBody({ $ref: '#/components/schemas/Node' }, schemas);
    expect(Object.keys(schema.$defs as JsonObject)).toEqual(['Node', 'components/schemas/a~1b']);
    const validate = new Ajv2020({ strict: false }).compile(schema);
    expect(validate({ body: { name: 'x', next: { name: 'y' } } })).toBe(true);
    expect(validate({ body: { name: 'x', next: { name: '' } } })).toBe(false);
    expect(warnings.filter(({ detail }) => detail.includes('anything'))).toEqual([]);
  });

  it.each([
    ['leads nowhere', { $ref: '#/components/schemas/Absent' }, {}],
    ['leads to itself', { $ref: '#/components/schemas/A' }, { A: { $ref: '#/components/schemas/A' } }],
    [
      'leads in a circle',
      { $ref: '#/components/schemas/A' },
      { A: { $ref: '#/components/schemas/B' }, B: { $ref: '#/components/schemas/A' } },
    ],
    ['leads to the document', { $ref: '#' }, {}],
    ['is no text', { $ref: 5 }, {}],
  ])('takes anything where a reference %s, with a warning', (_, schema, schemas) => {
    const made = withBody(schema, schemas);
    expect(made.schema.properties).toEqual({
      body: { 'x-in': 'body', 'x-content-type': 'application/json' },
    });
    expect(made.warnings).toContainEqual({
      place: '/paths/~1pets/post/requestBody/content/application~1json/schema/$ref',
      detail: 'leads to no schema, so that anything goes there',
    });
  });

  it('leaves out what is not JSON Schema, with the place', () => {
    const schema = {
      type: 'strin',
      required: true,
      properties: [],
      minLength: -1,
      pattern: '(',
      items: 7,
      enum: [],
      xml: {},
      title: 'Kept',
    };
    const made = withBody(schema);
    expect(made.schema.properties).toEqual({
      body: { title: 'Kept', items: {}, 'x-in': 'body', 'x-content-type': 'application/json' },
    });
    const at = '/paths/~1pets/post/requestBody/content/application~1json/schema';
    const places = new Set(made.warnings.map(({ place }) => place));
    for (const keyword of ['type', 'required', 'properties', 'minLength', 'pattern', 'items', 'enum'])
      expect(places).toContain(`${at}/${keyword}`);
  });

  it('is shortened until it fits, with a warning', () => {
    const texts = { description: 'long '.repeat(50), type: 'string', enum: ['a', 'b'] };
    const properties = Object.fromEntries(Array.from({ length: 40 }, (__, n) => [`p${n}`, texts]));
    const shortened = (maxSchemaBytes: number) => {
      const { schema, warnings } = withBody(
        { $ref: '#/components/schemas/A' },
        { A: { type: 'object', properties } },
        { maxSchemaBytes },
      );
      expect(JSON.stringify(schema).length).toBeLessThanOrEqual(maxSchemaBytes);
      expect(warnings).toContainEqual({
        place: '/paths/~1pets/post',
        detail: `has an input schema of more than ${maxSchemaBytes} bytes, which is shortened`,
      });
      return schema;
    };
    expect(shortened(5_000).$defs).toMatchObject({
      A: { properties: { p0: { type: 'string', enum: ['a', 'b'] } } },
    });
    expect(shortened(2_100).properties).toMatchObject({
      body: { type: 'object', properties: { p0: { type: 'string' } } },
    });
    expect(shortened(200).properties).toEqual({
      body: { 'x-in': 'body', 'x-content-type': 'application/json' },
    });
    expect(shortened(20)).toEqual({ type: 'object' });
  });

  it('nests no deeper than a document of the read model can', () => {
    let schema: object = { type: 'string' };
    for (let depth = 0; depth < 80; depth += 1) schema = { type: 'array', items: schema };
    const { schema: made, warnings } = withBody(schema);
    expect(JSON.stringify(made).split('"items"').length - 1).toBeLessThan(70);
    expect(warnings).toContainEqual(
      expect.objectContaining({ detail: 'nests deeper than 60 levels, so that anything goes there' }),
    );
  });
});

describe('a document', () => {
  it.each([
    ['JSON', JSON.stringify],
    [
      'YAML',
      (document: object) =>
        JSON.stringify(document, null, 1).replaceAll(
          /^ *("openapi": "3.1.0"),$/gm,
          ' "openapi": 3.1, # as a number',
        ),
    ],
  ])('is read from %s', (_, write) => {
    expect(read(write(withPaths({ '/a': { get: { operationId: 'a' } } }))).tools).toHaveLength(1);
  });

  it.each([7, null, [], 'x'])('whose paths are %j is refused, and the place is named', (paths) => {
    expect(() => read(withPaths(paths as never))).toThrow(
      expect.objectContaining({
        code: 'unreadable-document',
        places: [{ pointer: '/paths', detail: 'is no object, and must hold the operations by their paths' }],
      }),
    );
  });

  it('without paths has no tools, with a warning', () => {
    const { tools, warnings } = read({
      openapi: '3.1.0',
      info: { title: 'T', version: '1' },
      components: {},
    });
    expect(tools).toEqual([]);
    expect(warnings).toContainEqual({ place: '/paths', detail: 'is missing: there are no operations' });
  });

  it('in YAML may share parts by anchors and merge keys', () => {
    const text =
      'openapi: 3.1.0\ninfo: {title: A, version: 1.0}\nx-ok: &ok\n  operationId: a\npaths:\n  /a:\n    get: {<<: *ok, summary: S}\n';
    expect(read(text).tools[0]?.definition).toMatchObject({ operationId: 'a', description: 'S' });
  });

  it('is the same whatever the order of its keys, but not of its content', () => {
    const one = withPaths({
      '/a': { get: { operationId: 'a', summary: 'S' }, put: {} },
      '/b': { get: { operationId: 'a' } },
    });
    const other = {
      paths: {
        '/b': { get: { operationId: 'a' } },
        '/a': { put: {}, get: { summary: 'S', operationId: 'a' } },
      },
      info: one.info,
      openapi: '3.1.0',
    };
    expect(read(other)).toEqual(read(one));
    expect(read(withPaths({ '/a': { get: {} } })).hash).not.toBe(read(withPaths({ '/a': { put: {} } })).hash);
  });

  it('has no effect on objects by its names', () => {
    const text =
      '{"openapi":"3.1.0","info":{"title":"A","version":"1"},"paths":{"/a":{"get":{"operationId":"a","__proto__":{"tags":["polluted"]}}}},"__proto__":{"polluted":1}}';
    const { tools, warnings } = read(text);
    expect(tools[0]?.definition.tags).toEqual([]);
    expect(({} as { polluted?: unknown }).polluted).toBeUndefined();
    expect(warnings.map(({ place }) => place)).toContain('/paths/~1a/get/__proto__');
  });

  it.each(['_bsontype', 'a\0b', '__proto__'])(
    'gives tools nothing of the name %j, which no store keeps',
    (name) => {
      const inQuery = { name, in: 'query', schema: { type: 'string' } };
      const schema = { type: 'object', default: { kept: 1 } };
      Object.defineProperty(schema.default, name, { value: { of: 'the document' }, enumerable: true });
      const body = { content: { 'application/json': { schema } } };
      const { tools, warnings } = read(
        withPaths({ '/a': { get: { operationId: 'a', parameters: [inQuery], requestBody: body } } }),
      );
      expect(tools[0]?.definition.inputSchema).toEqual({
        type: 'object',
        properties: {
          body: {
            type: 'object',
            default: { kept: 1 },
            'x-in': 'body',
            'x-content-type': 'application/json',
          },
        },
        additionalProperties: false,
      });
      expect(warnings.map(({ place }) => place)).toEqual(
        expect.arrayContaining([
          '/paths/~1a/get/parameters/0',
          `/paths/~1a/get/requestBody/content/application~1json/schema/default/${name}`,
        ]),
      );
    },
  );

  it('tells of its webhooks, which are no tools', () => {
    const { warnings } = read(withPaths({}, { webhooks: { one: { post: { responses: OK } } } }));
    expect(warnings).toEqual([
      { place: '/webhooks', detail: 'holds 1 webhooks, which the api calls itself: they are no tools' },
    ]);
  });

  it('with more to complain about than is kept says how much', () => {
    const paths = Object.fromEntries(
      Array.from({ length: 30 }, (_, n) => [`/p${n}`, { get: { responses: OK } }]),
    );
    const { warnings } = read(withPaths(paths), { maxWarnings: 10 });
    expect(warnings).toHaveLength(11);
    expect(warnings.at(-1)).toEqual({ place: '', detail: 'There are 20 more warnings that are not listed' });
  });

  const aliases = `a: &a [x,x,x,x,x,x,x,x,x]\n${[...'bcdefghi'].map((name, n) => `${name}: &${name} [${Array(9).fill(`*${'abcdefgh'[n]}`)}]`).join('\n')}`;

  it.each([
    ['no text at all', '', 'unreadable-document'],
    ['neither JSON nor YAML', '{"a": secret', 'unreadable-document'],
    ['no object', '[]', 'unreadable-document'],
    ['of no version', '{}', 'unreadable-document'],
    ['of Swagger 2.0', '{"swagger": "2.0", "paths": {}}', 'unreadable-document'],
    ['of a version to come', '{"openapi": "4.0.0", "paths": {}}', 'unreadable-document'],
    [
      'nested deep in JSON',
      `{"openapi":"3.1.0","x":${'['.repeat(5_000)}${']'.repeat(5_000)}}`,
      'unreadable-document',
    ],
    ['nested deep in YAML', `x: ${'['.repeat(5_000)}`, 'unreadable-document'],
    ['in a circle of aliases', 'openapi: 3.1.0\npaths: &a {x: *a}', 'unreadable-document'],
    ['multiplied by aliases', aliases, 'source-too-large'],
    ['of more operations than tools may be', withPaths({ '/a': { get: {}, put: {} } }), 'source-too-large'],
    ['in several parts', withPaths({ '/a': { $ref: './a.yaml' } }), 'external-reference'],
  ])('%s is refused with a place and without a word of it', (_, document, code) => {
    const thrown = refusalOf(() => read(document, { maxTools: 1, maxNodes: 10_000 }));
    expect(thrown).toMatchObject({ kind: 'invalid', code, places: [{ pointer: expect.any(String) }] });
    expect(`${thrown.message}${JSON.stringify(thrown.places)}`).not.toContain('secret');
  });

  it('may have data and names that look like references', () => {
    const schemas = {
      A: {
        properties: { $ref: { type: 'string' } },
        default: { $ref: 'elsewhere' },
        'x-a': { $ref: 'elsewhere' },
      },
    };
    expect(withBody({ $ref: '#/components/schemas/A' }, schemas).schema.$defs).toEqual({
      A: { properties: { $ref: { type: 'string' } }, default: { $ref: 'elsewhere' } },
    });
  });
});

function refusalOf(act: () => unknown) {
  try {
    act();
  } catch (error) {
    if (isCoded(error)) return error;
    throw error;
  }
  throw new Error('Nothing was thrown');
}
