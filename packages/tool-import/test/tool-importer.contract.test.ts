import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ToolImporter } from '../src/index.ts';
import { type LocalServer, listen } from './local-server.ts';

const METHODS = ['get', 'put', 'post', 'delete', 'options', 'head', 'patch', 'trace'];
const POLICY = { allowLoopback: true, allowPrivate: false };

let importer: ToolImporter;

beforeAll(() => {
  importer = new ToolImporter({ policy: POLICY });
});

afterAll(() => importer.close());

function fixture(name: string): string {
  return gunzipSync(readFileSync(new URL(`./fixtures/${name}.json.gz`, import.meta.url))).toString();
}

function operationsIn(text: string): number {
  const { paths } = JSON.parse(text) as { paths: Record<string, object> };
  return Object.values(paths)
    .flatMap(Object.keys)
    .filter((key) => METHODS.includes(key)).length;
}

/** A document of so many operations, each with a schema that refers to others. */
function generated(operations: number): string {
  const $ref = '#/components/schemas/Order';
  const paths = Object.fromEntries(
    Array.from({ length: operations }, (_, n) => [
      `/orders-${n}/{id}`,
      {
        post: {
          operationId: `order${n}`,
          summary: `Changes an order of kind ${n}`,
          parameters: [{ name: 'id', in: 'path', required: true, schema: { type: 'string' } }],
          requestBody: { content: { 'application/json': { schema: { $ref } } } },
          responses: { 200: { description: 'fine' } },
        },
      },
    ]),
  );
  const item = {
    type: 'object',
    properties: { article: { type: 'string' }, parts: { type: 'array', items: { $ref } } },
  };
  const schemas = {
    Item: item,
    Order: { type: 'object', properties: { item: { $ref: '#/components/schemas/Item' } } },
  };
  return JSON.stringify({
    openapi: '3.1.0',
    info: { title: 'Orders', version: '1' },
    paths,
    components: { schemas },
  });
}

describe('a real document', () => {
  it.each([
    ['box', 296],
    ['twilio-api-v2010', 197],
  ])('%s has a tool for each of its operations, with an input that is JSON Schema', async (name, count) => {
    const text = fixture(name);
    const { tools, warnings } = await importer.readDocument(text);
    expect(tools).toHaveLength(operationsIn(text));
    expect(tools).toHaveLength(count);
    expect(warnings).toEqual([]);
    const ajv = new Ajv2020({ strict: false, validateFormats: false, logger: false });
    for (const { definition } of tools.slice(0, 60)) ajv.compile(definition.inputSchema);
  });

  it('of a thousand operations is read within five seconds', async () => {
    const text = generated(1_000);
    const begun = performance.now();
    const { tools } = await importer.readDocument(JSON.parse(text));
    expect(tools).toHaveLength(1_000);
    expect(performance.now() - begun).toBeLessThan(5_000);
  });
});

describe('a document that takes too much', () => {
  it.each([
    [
      'time',
      { timeoutMs: 1_500, maxDepth: 1_000 },
      () => `openapi: 3.1.0\npaths:\n${' - - - - a: {b: [c, {d: e}]}\n'.repeat(150_000)}`,
      'import-limit-exceeded',
    ],
    ['memory', { maxMemoryMb: 24 }, () => generated(5_000), 'import-limit-exceeded'],
    ['room', { maxDocumentBytes: 100 }, () => generated(10), 'source-too-large'],
  ])('%s is refused, and the next one is read', async (_, limits, document, code) => {
    const limited = new ToolImporter({ policy: POLICY, limits });
    const refusal: unknown = await limited.readDocument(document()).catch((error: unknown) => error);
    expect(refusal).toMatchObject({ kind: 'invalid', code, places: [expect.anything()] });
    const small = { openapi: '3.1.0', info: {}, paths: {} };
    expect((await importer.readDocument(small)).tools).toEqual([]);
    await limited.close();
  });

  it('is refused as well when it is no JSON at all', async () => {
    const circle: { self?: unknown } = {};
    circle.self = circle;
    for (const document of [circle, 5n, undefined, null, () => {}])
      await expect(importer.readDocument(document)).rejects.toMatchObject({
        kind: 'invalid',
        code: 'unreadable-document',
      });
  });
});

describe('a document at a URL', () => {
  let server: LocalServer;

  beforeAll(async () => {
    server = await listen((request, response) => {
      if (request.url === '/openapi.json') response.end(generated(3));
      else if (request.url === '/page') response.end('<html>secret</html>');
      else response.writeHead(request.url === '/ill' ? 503 : 404).end('secret');
    });
  });

  afterAll(() => server.close());

  it('is fetched and read', async () => {
    const { title, tools } = await importer.readUrl('openapi', `${server.url}/openapi.json`);
    expect([title, tools.length]).toEqual(['Orders', 3]);
  });

  it.each([
    ['/page', 'invalid', 'unreadable-document'],
    ['/ill', 'unavailable', 'fetch-failed'],
    ['/missing', 'refused', 'fetch-refused'],
  ])('that is none (%s) is refused by what is wrong', async (path, kind, code) => {
    const error: unknown = await importer
      .readUrl('openapi', `${server.url}${path}`)
      .catch((thrown: unknown) => thrown);
    expect(error).toMatchObject({ kind, code });
    expect(String(error)).not.toContain('secret');
  });
});
