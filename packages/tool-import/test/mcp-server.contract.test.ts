import { toNodeHandler } from '@modelcontextprotocol/node';
import { createMcpHandler, fromJsonSchema, McpServer } from '@modelcontextprotocol/server';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ToolImporter } from '../src/index.ts';
import { type LocalServer, listen } from './local-server.ts';

const POLICY = { allowLoopback: true, allowPrivate: false };

const SCHEMA = {
  type: 'object' as const,
  properties: { city: { $ref: '#/$defs/City' } },
  required: ['city'] as string[],
  $defs: { City: { type: 'string', minLength: 1 } },
};

/** A real server whose tools come on several pages. */
function weather(pages: number): McpServer {
  const server = new McpServer({ name: 'weather', title: 'Weather', version: '1.2.3' });
  server.registerTool(
    'forecast',
    { title: 'Forecast', description: 'Tells of tomorrow.', inputSchema: fromJsonSchema(SCHEMA) },
    () => ({ content: [] }),
  );
  server.server.setRequestHandler('tools/list', ({ params }) => {
    const page = Number(params?.cursor ?? 0);
    const tool = {
      name: `forecast-${page}`,
      title: 'Forecast',
      description: 'Tells of tomorrow.',
      inputSchema: SCHEMA,
    };
    return { tools: [tool], ...(page + 1 < pages ? { nextCursor: String(page + 1) } : {}) };
  });
  return server;
}

const MODERN = { legacy: 'reject' } as const;
const handlers = {
  '/modern': toNodeHandler(createMcpHandler(() => weather(3), MODERN)),
  '/any': toNodeHandler(createMcpHandler(() => weather(3))),
  '/endless': toNodeHandler(createMcpHandler(() => weather(Number.POSITIVE_INFINITY))),
};

let server: LocalServer;
let importer: ToolImporter;

beforeAll(async () => {
  server = await listen((request, response) => {
    const path = request.url ?? '';
    const asked = Object.assign(request, { method: request.method ?? 'GET', url: path });
    if (path in handlers) void handlers[path as keyof typeof handlers](asked, response);
    else if (path === '/2025') void legacyOnly(asked, response);
    else if (path === '/locked') response.writeHead(401).end('secret');
    else response.end('secret');
  });
  importer = new ToolImporter({ policy: POLICY, limits: { maxPages: 5, fetchTimeoutMs: 5_000 } });
});

afterAll(async () => {
  await Promise.all([importer.close(), server.close()]);
});

/** As a server answers that knows nothing of the version after 2025. */
const legacyOnly: ReturnType<typeof toNodeHandler> = (request, response) => {
  if (request.headers['mcp-method'] === undefined) return handlers['/any'](request, response);
  response.writeHead?.(400, { 'content-type': 'text/plain' });
  response.end?.('Bad Request: Server not initialized');
  return Promise.resolve();
};

describe('an MCP server', () => {
  it.each(['/modern', '/any', '/2025'])('at %s has the tools of all its pages', async (path) => {
    const { title, version, tools, warnings, hash } = await importer.readUrl('mcp', `${server.url}${path}`);
    expect({ title, version, warnings }).toEqual({ title: 'Weather', version: '1.2.3', warnings: [] });
    expect(tools.map(({ definition }) => definition.operationId)).toEqual([
      'forecast-0',
      'forecast-1',
      'forecast-2',
    ]);
    expect(tools[0]?.definition).toEqual({
      operationId: 'forecast-0',
      name: 'forecast-0',
      description: 'Forecast\n\nTells of tomorrow.',
      method: null,
      path: null,
      tags: [],
      inputSchema: SCHEMA,
      isDeprecated: false,
    });
    expect(hash).toMatch(/^[0-9a-f]{16}$/);
  });

  it.each([
    ['lists without end', '/endless', 'invalid', 'source-too-large'],
    ['wants credentials', '/locked', 'refused', 'fetch-refused'],
    ['is none', '/page', 'refused', 'not-an-mcp-server'],
  ])('that %s is refused, and nothing of its answer is repeated', async (_, path, kind, code) => {
    const error: unknown = await importer
      .readUrl('mcp', `${server.url}${path}`)
      .catch((thrown: unknown) => thrown);
    expect(error).toMatchObject({ kind, code });
    expect(String(error)).not.toContain('secret');
  });
});
